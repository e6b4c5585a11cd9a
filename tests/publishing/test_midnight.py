"""At midnight pages change, though nothing in the database does."""

import os
from datetime import datetime, timedelta
from email.utils import parsedate_to_datetime
from pathlib import Path
from unittest.mock import patch
from zoneinfo import ZoneInfo

import pytest

from tests.publishing.stack import Stack, running
from tests.starter_site import copied_database

ENGLAND = ZoneInfo("Europe/London")
EVENTS = "/learning-and-training/events/"
TITLE = "The last of its kind"


def now():
    return datetime.now(ENGLAND)


class Clock:
    """The time of the programs that are started while it is ``worn``, read anew each second."""

    def __init__(self, file):
        self.file = file
        self.ahead(timedelta())

    def ahead(self, time):
        """Be ahead of the true time by ``time``."""
        self.file.write_text(f"{time.total_seconds():+.0f}")

    def worn(self):
        (library,) = Path("/usr/lib").glob("*/faketime/libfaketimeMT.so.1")
        return patch.dict(os.environ, {"LD_PRELOAD": str(library)} | self._settings())

    def tell_nginx(self, configuration):
        """Write into its ``configuration`` what nginx would forget as soon as it runs."""
        lines = [f'env "{name}={value}";\n' for name, value in self._settings().items()]
        configuration.write_text("".join(lines) + configuration.read_text())

    def _settings(self):
        return {"FAKETIME_TIMESTAMP_FILE": str(self.file), "FAKETIME_CACHE_DURATION": "1"}


@pytest.fixture
def clock(tmp_path):
    return Clock(tmp_path / "clock")


@pytest.fixture
def stack(clock, django_db_setup, django_db_blocker, tmp_path):
    """The site, with an event that takes place on this day."""
    with (
        clock.worn(),
        copied_database(django_db_blocker, "midnight") as database,
    ):
        stack = Stack(database, tmp_path / "site")
        clock.tell_nginx(stack.configuration)
        stack.sql(
            f"UPDATE wagtailcore_page SET title = '{TITLE}'"
            " WHERE id = (SELECT min(page_id) FROM events_eventsession)",
            f"UPDATE events_eventsession SET date = '{now():%Y-%m-%d}', ends_on = NULL"
            f" WHERE page_id = (SELECT id FROM wagtailcore_page WHERE title = '{TITLE}')",
        )
        with running(stack):
            yield stack


def test_an_event_of_the_day_leaves_the_list_at_midnight(stack, clock):
    midnight = (now() + timedelta(days=1)).replace(hour=0, minute=0, second=0, microsecond=0)
    stack.wait_until(lambda: stack.keeps(TITLE, EVENTS))
    clock.ahead(midnight - now() - timedelta(seconds=4))

    def answer_after_midnight():
        answer = stack.get(EVENTS)
        moment = parsedate_to_datetime(answer.headers["date"])
        if moment > midnight:  # begun after it, as rendering takes less than a second
            assert TITLE not in answer.text
        return moment > midnight and answer.headers["x-cache"] == "HIT"

    stack.wait_until(answer_after_midnight)
