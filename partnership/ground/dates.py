"""Days and times in words, as people say them: the one format for the whole product."""

from datetime import datetime, time

from django.utils import timezone
from django.utils.formats import date_format

WEEKDAY = "l j F Y"
MIDNIGHT = time(0)


def start_of(on):
    """Return the moment at which the date ``on`` starts in the United Kingdom."""
    return timezone.make_aware(datetime.combine(on, MIDNIGHT))


def not_ahead(moment):
    """Return ``moment``, or the start of today if its day is ahead, or if it is None.

    A clock may have been wrong. It is the same all day, as all that visitors see.
    """
    today = timezone.localdate()
    is_known = moment and timezone.localdate(moment) <= today
    return moment if is_known else start_of(today)


def day(on):
    """Return the date ``on`` in words, such as ‘Thursday 3 December 2026’."""
    return date_format(on, WEEKDAY)


def days(first, last):
    """Return ``first`` to ``last`` in words: ‘Thursday 3 to Saturday 5 December 2026’."""
    if first == last:
        return day(first)
    if first.year != last.year:
        shorter = WEEKDAY
    else:
        shorter = "l j" if first.month == last.month else "l j F"
    return f"{date_format(first, shorter)} to {day(last)}"


def clock(at):
    """Return the time ``at`` in words: ‘9.30am’, ‘2pm’, ‘12 noon’, ‘12 midnight’."""
    if at == time(12):
        return "12 noon"
    if at == MIDNIGHT:
        return "12 midnight"
    half = "am" if at.hour < 12 else "pm"
    return date_format(at, "g.i" if at.minute else "g") + half


def hours(start, end):
    """Return ``start`` in words and, if given, ``end``: ‘9.30am to 12 noon’.

    An ``end`` that is not after ``start`` is on the next day: ‘10pm to 1.30am the next day’.
    """
    if end is None:
        return clock(start)
    next_day = " the next day" if MIDNIGHT < end <= start else ""
    return f"{clock(start)} to {clock(end)}{next_day}"
