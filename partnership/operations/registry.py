"""Which jobs there are: each installed app lists its own in ``jobs.JOBS``.

The list names functions and nothing of this app, so no other app has to import this one.
"""

from datetime import timedelta
from functools import cache
from typing import NamedTuple

from partnership.ground.contributions import contributions


class RegisteredJob(NamedTuple):
    """A function without arguments, and the least time between two of its starts."""

    function: callable
    every: timedelta


@cache
def all_jobs():
    """Return every job as {"app.function": RegisteredJob}, the most frequent first."""
    found = [
        (f"{app.label}.{function.__name__}", RegisteredJob(function, every))
        for app, jobs in contributions("jobs", "JOBS").items()
        for function, every in jobs.items()
    ]
    return dict(sorted(found, key=lambda item: item[1].every))
