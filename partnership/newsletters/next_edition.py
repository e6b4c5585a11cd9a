"""What a new edition begins with: the series, number and title that follow those of the last."""

import calendar
import re

from django.utils import timezone

NUMBER = re.compile(r"\d+(?=\D*$)")  # the last one: ‘Volume 2, issue 9’
MONTHS = list(calendar.month_name)[1:]
MONTH = re.compile(rf"\b({'|'.join(MONTHS)})\b(?:(\s+)\d{{4}}\b)?")


def values_of_next(last):
    """Return the values of fields that an edition after ``last``, which may be None, begins with.

    A title that has a number or a month is written on; any other belongs to its edition alone.
    """
    today = timezone.localdate()
    values = {"issued_on": today}
    if last:
        number = _number(last)
        after = NUMBER.sub(lambda match: str(int(match[0]) + 1), number)
        values |= {"series": last.series, "number": after}
        values["title"] = _next_title(last, number, after, today)
    return values


def _number(last):
    """Return the number of the edition ``last``, as its title has it where they differ."""
    in_title = re.search(NUMBER.sub(r"\\d+", re.escape(last.number)), last.title)
    return in_title[0] if in_title else last.number


def _next_title(last, number, after, today):
    title = last.title.replace(number, after) if number else last.title
    title = MONTH.sub(lambda match: _month(match, today), title)
    return title if title != last.title else ""


def _month(match, today):
    month = MONTHS[today.month - 1]
    return f"{month}{match[2]}{today.year}" if match[2] else month
