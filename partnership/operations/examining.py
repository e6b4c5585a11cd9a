"""Asks what every app has listed in its ``health`` module, whatever state the database is in."""

from contextlib import suppress
from itertools import chain

from django.db import Error

from partnership.ground.contributions import contributions
from partnership.ground.health import Fault, Metric

FIRST = ("database", "migrations")
UNANSWERED = Fault(
    "The database broke off the answer to this question.",
    "Run `manage.py migrate`, then look at the log of PostgreSQL.",
)


def examine(*lists):
    """Yield (name of the check, its ``Fault`` or None) for each check in the ``lists``.

    ``lists`` are 'WATCHED' and 'EXAMINED'. While the database is away or lacks tables, what can't
    be asked is left out.
    """
    failing = set()
    for check in _listed(*lists):
        if "database" in failing and _asks_database(check):
            continue
        try:
            fault = check()
        except Error:
            if failing.intersection(FIRST):
                continue  # that is why
            fault = UNANSWERED
        if fault:
            failing.add(check.__name__)
        yield check.__name__, fault


def measure():
    """Yield every ``Metric``, and one that says which watched checks fail.

    While the database is away, what asks it is left out.
    """
    failing = {name: int(fault is not None) for name, fault in examine("WATCHED")}
    yield Metric("check_failed", "1 if this check fails.", failing, "check")
    for metrics in _listed("METRICS"):
        if failing["database"] and _asks_database(metrics):
            continue
        with suppress(Error):
            yield from metrics()


def _listed(*lists):
    """Return what the apps list, those in ``FIRST`` before all others."""
    listed = chain.from_iterable(contributions("health", name).values() for name in lists)
    return sorted(chain.from_iterable(listed), key=lambda each: each.__name__ not in FIRST)


def _asks_database(function):
    return getattr(function, "asks_database", False)
