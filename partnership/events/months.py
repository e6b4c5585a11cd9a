"""A month as a wall calendar shows it: weeks of days, Monday first."""

import calendar
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import NamedTuple

from django.utils.formats import date_format


@dataclass
class Day:
    """A day of the calendar, with the sessions on it."""

    date: date
    is_of_month: bool
    sessions: list = field(default_factory=list)


class Month(NamedTuple):
    """A month of a year."""

    year: int
    month: int

    @classmethod
    def of(cls, day):
        """Return the month of the date ``day``."""
        return cls(day.year, day.month)

    def __str__(self):
        return date_format(self.first, "F Y")

    @property
    def first(self):
        """The first day."""
        return date(self.year, self.month, 1)

    @property
    def last(self):
        """The last day."""
        return self.first.replace(day=calendar.monthrange(*self)[1])

    @property
    def before(self):
        """The previous month."""
        return Month.of(self.first - timedelta(days=1))

    @property
    def after(self):
        """The next month."""
        return Month.of(self.last + timedelta(days=1))

    def weeks(self, sessions):
        """Return ``[[Day, ...], ...]``, with each of ``sessions`` on every day that it covers."""
        weeks = [
            [Day(day, Month.of(day) == self) for day in week]
            for week in calendar.Calendar().monthdatescalendar(*self)
        ]
        of_month = [day for week in weeks for day in week if day.is_of_month]
        for session in sorted(sessions, key=lambda session: session.order):
            for day in of_month:
                if session.date <= day.date <= session.last_day:
                    day.sessions.append(session)
        return weeks
