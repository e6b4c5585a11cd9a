"""Add many sessions to an event at once, on days that are typed or that a rule repeats."""

import calendar
import re
from datetime import date, datetime, timedelta
from itertools import count, islice, takewhile

from django.db import transaction

from .models import EventPage, EventSession

EVERY = {
    "day": "Every day",
    "week": "Every week",
    "fortnight": "Every two weeks",
    "month": "Every month, such as each second Tuesday",
    "date": "Every month, such as each 12th",
    "quarter": "Every three months",
    "term": "Each term: every four months",
}
DAYS = {"day": 1, "week": 7, "fortnight": 14}
MONTHS = {"month": 1, "quarter": 3, "term": 4}
DATE_FORMATS = ("%d %B %Y", "%d %b %Y", "%d/%m/%Y", "%d/%m/%y", "%Y-%m-%d")
ORDINAL = re.compile(r"(?<=\d)(st|nd|rd|th)\b")


@transaction.atomic
def add_sessions(event, days, user, **values):
    """Add a session on each of ``days`` to the draft of ``event``; return the days that were new.

    ``values`` are the other fields of each session. If the event already has a session on that
    day at that time, no second one is added.
    """
    # If two people add sessions at once, the second waits for the first.
    event = EventPage.objects.select_for_update(of=("self",)).get(pk=event.pk)
    draft = event.get_latest_revision_as_object()
    taken = {(session.date, session.starts_at) for session in draft.sessions.all()}
    new = [day for day in days if (day, values.get("starts_at")) not in taken]
    if new:
        place = max((session.sort_order or 0 for session in draft.sessions.all()), default=-1) + 1
        draft.sessions.add(
            *(
                EventSession(date=day, sort_order=place + number, **values)
                for number, day in enumerate(new)
            )
        )
        draft.save_revision(user=user, log_action=True)
    return new


def repeated(first, every, last, most):
    """Return the days from ``first`` until ``last``, ``every`` (a key of EVERY) apart.

    There are ``most`` of them at most. In a month without a fifth Tuesday, or a 31st, the last one
    that there is takes its place.
    """
    days = (_repetition(first, every, number) for number in count())
    return list(islice(takewhile(lambda day: day <= last, days), most))


def _repetition(first, every, number):
    if every in DAYS:
        return first + timedelta(days=DAYS[every] * number)
    if every == "date":
        return _same_date(first, number)
    return _same_weekday(first, MONTHS[every] * number)


def _month_after(first, months):
    """Return the year and the month that are ``months`` after ``first``."""
    years, month = divmod(first.month - 1 + months, 12)
    return first.year + years, month + 1


def _same_date(first, months):
    """Return the day ``months`` after ``first`` with the same number, or the month's last."""
    year, month = _month_after(first, months)
    return date(year, month, min(first.day, calendar.monthrange(year, month)[1]))


def _same_weekday(first, months):
    """Return the day ``months`` after ``first`` with the same place among its weekdays."""
    year, month = _month_after(first, months)
    offset = (first.weekday() - date(year, month, 1).weekday()) % 7
    day = 1 + offset + (first.day - 1) // 7 * 7
    if day > calendar.monthrange(year, month)[1]:
        day -= 7
    return date(year, month, day)


def read_days(text):
    """Return the days written in ``text``, one on each line, sorted and without duplicates.

    Accepts '3 December 2026', 'Thursday 3rd Dec 2026', '03/12/26' and '2026-12-03'. Raises
    ValueError with a sentence about each line that is not a date.
    """
    days, errors = set(), []
    for line in text.splitlines():
        typed = line.strip(" ,.\t")
        if not typed:
            continue
        try:
            days.add(_read_day(typed))
        except ValueError as error:
            errors.append(str(error))
    if errors:
        raise ValueError(" ".join(errors))
    return sorted(days)


def _read_day(line):
    first_word, _, rest = line.replace(",", " ").partition(" ")
    weekday = _weekday(first_word)
    day = _parse(line if weekday is None else rest)
    if day is None:
        raise ValueError(f"‘{line}’ is not a date. Write dates like this: 3 December 2026.")
    if weekday is not None and weekday != day.weekday():
        raise ValueError(f"‘{line}’: {day:%-d %B %Y} is a {day:%A}. Correct the weekday or date.")
    return day


def _parse(text):
    """Return the date in ``text``, which has no weekday, or None."""
    written = ORDINAL.sub("", text.strip()).replace("Sept ", "Sep ")
    for date_format in DATE_FORMATS:
        try:
            return datetime.strptime(written, date_format).date()
        except ValueError:
            continue
    return None


def _weekday(word):
    """Return the number of the weekday with the full or short name ``word``, or None."""
    start = word.strip(".").capitalize()
    if len(start) < 3:
        return None
    for number, name in enumerate(calendar.day_name):
        if name.startswith(start):
            return number
    return None
