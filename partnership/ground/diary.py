"""What happens or is due on a day or at a time to come: each app lists its own."""

from datetime import datetime, time
from typing import NamedTuple

from django.utils.formats import date_format
from django.utils.timezone import localdate, localtime

from .contributions import contributions


class DiaryEntry(NamedTuple):
    """``what`` happens to ``source``, a page or record, ``at`` a time or in the course of a day."""

    at: object  # a datetime, or a date: listed after the times of that day
    what: str
    source: object

    @property
    def order(self):
        """The day and the time, to sort by."""
        if isinstance(self.at, datetime):
            return localdate(self.at), localtime(self.at).time()
        return self.at, time.max

    @property
    def when(self):
        """The day, and the time if there is one: ‘Thursday 3 December 2026, 09:30’."""
        if isinstance(self.at, datetime):
            return date_format(localtime(self.at), "l j F Y, H:i")
        return date_format(self.at, "l j F Y")


def review_entry(day, what, source):
    """Return the ``DiaryEntry`` of a review of ``what`` that is due on ``day``, or is overdue."""
    is_overdue = day < localdate()
    state = "has been due since this day" if is_overdue else "is due"
    return DiaryEntry(day, f"The review of {what} {state}", source)


def diary():
    """Return every ``DiaryEntry`` of the partnership that one works on, the next first."""
    finders = contributions("diary", "DIARY").values()
    entries = [entry for listed in finders for find in listed for entry in find()]
    return sorted(entries, key=lambda entry: entry.order)
