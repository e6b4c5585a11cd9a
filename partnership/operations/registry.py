"""The register of jobs: each installed app lists its own in ``jobs.JOBS``.

The lists name only functions, so no other app has to import this one.
"""

from datetime import timedelta
from functools import cache
from typing import NamedTuple

from partnership.ground.contributions import contributions


class RegisteredJob(NamedTuple):
    """A function without arguments, and the minimum time between two starts."""

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
