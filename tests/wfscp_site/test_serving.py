"""Programs that are kept running, and requests that wait for a silent database."""

import os
import socket
import threading
from contextlib import closing

import psycopg2
import pytest

from wfscp_site import patience, serving
from wfscp_site.launcher import connect
from wfscp_site.serving import GaveUp, Kept


@pytest.fixture
def clock(monkeypatch):
    """A clock that the test moves: ``clock.now += 1``."""

    class Clock:
        now = 1000.0

        def monotonic(self):
            return self.now

    clock = Clock()
    monkeypatch.setattr(serving, "time", clock)
    return clock


class Program:
    """A program that ends whenever the test says so."""

    def __init__(self, error=None):
        self.starts, self.runs, self.error = 0, True, error

    def start(self):
        self.starts += 1
        if self.error:
            raise self.error
        self.runs = True

    def kept(self, advice=""):
        return Kept("The program", self.start, lambda: self.runs, advice)


def test_a_program_that_ends_is_started_again_at_once(clock, capsys):
    program = Program()
    kept = program.kept()
    kept.look_after()
    assert program.starts == 0
    program.runs = False
    kept.look_after()
    assert program.starts == 1
    assert "The program has ended. Starting it again." in capsys.readouterr().out


def test_one_that_ends_again_and_again_is_started_less_and_less_soon(clock):
    program = Program()
    kept, at = program.kept(), []
    for _ in range(600):
        program.runs = False
        before = program.starts
        kept.look_after()
        if program.starts > before:
            at.append(clock.now)
        clock.now += 0.5
    pauses = [later - earlier for earlier, later in zip(at, at[1:], strict=False)]
    assert pauses[:5] == [1, 2, 4, 8, 16]
    assert set(pauses[5:]) == {30}


def test_after_six_failures_in_a_row_the_site_gives_up_with_a_sentence(clock):
    program = Program(error=OSError("no room"))
    program.runs = False
    kept = program.kept(advice="see the log")
    for _ in range(6):
        kept.look_after()
        clock.now += serving.LONGEST_PAUSE
    assert program.starts == 6
    with pytest.raises(GaveUp, match="has ended 6 times in a row: see the log"):
        kept.look_after()


def test_failures_long_ago_do_not_count(clock):
    program = Program()
    kept = program.kept(advice="see the log")
    for _ in range(20):
        program.runs = False
        kept.look_after()
        clock.now += serving.STEADY + 1
        kept.look_after()
    assert program.starts == 20


@pytest.fixture
def short_patience(monkeypatch):
    monkeypatch.setattr(patience, "SECONDS_OF_SILENCE", 0.2)
    monkeypatch.setattr(patience, "SECONDS_TO_ANSWER", 0.2)
    patience.limit_patience()
    yield
    psycopg2.extensions.set_wait_callback(None)


def test_a_slow_query_is_waited_for(short_patience):
    with closing(connect(os.environ["DATABASE_URL"])) as connection:
        cursor = connection.cursor()
        cursor.execute("SELECT pg_sleep(1), 'done'")
        assert cursor.fetchone()[1] == "done"


def test_a_query_that_never_ends_is_given_up(short_patience, monkeypatch):
    monkeypatch.setattr(patience, "MOST_SECONDS", 0.5)
    with closing(connect(os.environ["DATABASE_URL"])) as connection:
        with pytest.raises(psycopg2.OperationalError, match="does not answer"):
            connection.cursor().execute("SELECT pg_sleep(60)")
        assert connection.closed


def test_a_server_that_says_nothing_is_given_up(short_patience):
    with socket.create_server(("127.0.0.1", 0)) as silent:
        address = f"postgresql://somebody@127.0.0.1:{silent.getsockname()[1]}/name"
        with pytest.raises(psycopg2.OperationalError, match="does not answer"):
            connect(address)


def test_a_web_server_answers_once_it_speaks():
    with socket.create_server(("127.0.0.1", 0)) as door:
        port = door.getsockname()[1]
        assert not serving.answers(port)  # the door is open, but nobody is there

        def speak():
            for _ in range(2):  # the first is who went away
                visitor, _ = door.accept()
                with visitor:
                    visitor.recv(1000)
                    visitor.sendall(b"HTTP/1.1 404 No\r\nContent-Length: 0\r\n\r\n")

        threading.Thread(target=speak, daemon=True).start()
        assert serving.answers(port)
