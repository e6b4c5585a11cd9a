"""The register of jobs: each installed app lists its own in ``jobs.JOBS`` and ``jobs.URGENT_JOBS``.

The lists name only functions, so no other app has to import this one.
"""

from datetime import timedelta
from functools import cache
from typing import NamedTuple

from partnership.ground.contributions import contributions


class RegisteredJob(NamedTuple):
    """A function without arguments, and the minimum time between two starts.

    Jobs of one lane wait for one another. The urgent jobs of an app have a lane of their own.
    """

    function: callable
    every: timedelta
    lane: str = ""


@cache
def all_jobs():
    """Return every job as {"app.function": RegisteredJob}, the most frequent first."""
    found = [
        (f"{app.label}.{function.__name__}", RegisteredJob(function, every, lane))
        for app, lane, jobs in _lists()
        for function, every in jobs.items()
    ]
    return dict(sorted(found, key=lambda item: item[1].every))


def lanes():
    """Return the names of all lanes."""
    return {job.lane for job in all_jobs().values()}


def _lists():
    for app, jobs in contributions("jobs", "JOBS").items():
        yield app, "", jobs
    for app, jobs in contributions("jobs", "URGENT_JOBS").items():
        yield app, app.label, jobs
