"""Many sessions of an event added at once, on days typed or worked out by a rule."""

import calendar
import re
from datetime import date, datetime, timedelta

from django.db import transaction

from .models import EventPage, EventSession

EVERY = {
    "day": "Every day",
    "week": "Every week, on the same day of the week",
    "fortnight": "Every two weeks, on the same day of the week",
    "month": "Every month, on the same weekday of the month, such as the second Tuesday",
}
DAYS = {"day": 1, "week": 7, "fortnight": 14}
WRITTEN = ("%d %B %Y", "%d %b %Y", "%d/%m/%Y", "%d/%m/%y", "%Y-%m-%d")
ORDINAL = re.compile(r"(?<=\d)(st|nd|rd|th)\b")


@transaction.atomic
def add_sessions(event, days, user, **values):
    """Add a session on each of ``days`` to the draft of ``event``; return the days it had not.

    ``values`` are the other fields of each session. One on a day, at a time that the event has
    already, is not added again.
    """
    # Two who add at once wait for each other.
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


def repeated(first, every, times):
    """Return ``times`` days from ``first`` on, ``every`` (a key of EVERY) apart.

    A month without a fifth Tuesday has its last one instead.
    """
    if every in DAYS:
        return [first + timedelta(days=DAYS[every] * n) for n in range(times)]
    return [_same_weekday(first, n) for n in range(times)]


def _same_weekday(first, months):
    years, month = divmod(first.month - 1 + months, 12)
    year, month = first.year + years, month + 1
    offset = (first.weekday() - date(year, month, 1).weekday()) % 7
    day = 1 + offset + (first.day - 1) // 7 * 7
    if day > calendar.monthrange(year, month)[1]:
        day -= 7
    return date(year, month, day)


def read_days(text):
    """Return the days written in ``text``, one a line, in order, each once.

    '3 December 2026', 'Thursday 3rd Dec 2026', '03/12/26' and '2026-12-03' are understood. Raises
    ValueError with a sentence about each line that is not.
    """
    days, faults = set(), []
    for line in filter(None, (line.strip(" ,.\t") for line in text.splitlines())):
        try:
            days.add(_read_day(line))
        except ValueError as fault:
            faults.append(str(fault))
    if faults:
        raise ValueError(" ".join(faults))
    return sorted(days)


def _read_day(line):
    weekday, _, rest = line.replace(",", " ").partition(" ")
    named = _weekday(weekday)
    written = ORDINAL.sub("", rest.strip() if named is not None else line).replace("Sept ", "Sep ")
    day = next(filter(None, (_parsed(written, pattern) for pattern in WRITTEN)), None)
    if day is None:
        raise ValueError(f"‘{line}’ is not understood as a day: write it like 3 December 2026.")
    if named not in (None, day.weekday()):
        raise ValueError(f"‘{line}’: {day:%-d %B %Y} is a {day:%A}. Put right the day or the date.")
    return day


def _parsed(written, pattern):
    try:
        return datetime.strptime(written, pattern).date()
    except ValueError:
        return None


def _weekday(word):
    """Return the number of the weekday that ``word`` names in full or short, or None."""
    start = word.strip(".").capitalize()
    found = [n for n, name in enumerate(calendar.day_name) if name.startswith(start)]
    return found[0] if found and len(start) > 2 else None
