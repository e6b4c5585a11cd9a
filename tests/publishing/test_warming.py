"""What visitors read most is read before they are led to a new generation."""

import pytest

from partnership.publishing.models import Present
from partnership.publishing.warming import Reader, Visit, visits

HOME = Visit("https", "www.example.org", "/", "-br")
LINES = [
    "1.0 https www.example.org / 200 -br HIT",
    "2.0 https www.example.org / 200 -br MISS",
    "3.0 https www.example.org /news/ 200 -gzip HIT",
    "4.0 https www.example.org /missing/ 404 -br HIT",
    "not a line of ours",
    "5.0 https www.example.org /a b/ 200 -br HIT",
]


@pytest.fixture
def log(tmp_path):
    path = tmp_path / "edge.log"
    path.write_text("\n".join(LINES) + "\n")
    return path


def test_visits_that_found_a_page_are_counted(log):
    counted = visits(log)
    assert counted.most_common(1) == [(HOME, 2)]
    assert {visit.address for visit in counted} == {"/", "/news/"}


def test_only_the_end_of_a_long_log_is_read(log):
    with log.open("a") as file:
        file.write("6.0 https www.example.org /late/ 200 - HIT\n" * 3)
    assert {visit.address for visit in visits(log, last_bytes=100)} == {"/late/"}


def test_without_a_log_nothing_is_read(tmp_path):
    assert not visits(tmp_path / "none")


def test_the_busiest_are_read_first_and_nobody_waits_for_nginx(log, monkeypatch):
    reader, read = Reader("/nowhere.sock", log), []
    monkeypatch.setattr(reader, "_read", lambda visit, *others: read.append(visit.address))
    reader.warm(Present(2, 1))
    assert read == ["/", "/news/"]


def test_without_nginx_the_companion_goes_on(log):
    Reader("/nowhere.sock", log).warm(Present(2, 1))


def test_a_change_waits_for_no_more_pages_than_there_is_time_for(log, monkeypatch):
    monkeypatch.setattr("partnership.publishing.warming.MOST_SECONDS", 0)
    reader, read = Reader("/nowhere.sock", log), []
    monkeypatch.setattr(reader, "_read", lambda *given: read.append(given))
    reader.warm(Present(2, 1))
    assert read == []
