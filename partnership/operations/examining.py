"""Asks what every app has listed in its ``health`` module, whatever state the database is in."""

from itertools import chain

from django.db import Error

from partnership.ground.contributions import contributions
from partnership.ground.health import Fault, Metric

UNANSWERED = Fault(
    "The database broke off the answer to this question.",
    "Run `manage.py migrate`, then look at the log of PostgreSQL.",
)


def examine(*lists):
    """Yield (name of the check, its ``Fault`` or None) for each check in the ``lists``.

    ``lists`` are 'WATCHED' and 'EXAMINED'. While the database is away, what asks it is left out.
    """
    is_away = False
    for check in _listed(*lists):
        if is_away and _asks_database(check):
            continue
        try:
            fault = check()
        except Error:
            fault = UNANSWERED
        is_away = is_away or (check.__name__ == "database" and fault is not None)
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
        yield from metrics()


def _listed(*lists):
    """Return what the apps list, the check of the database first."""
    listed = chain.from_iterable(contributions("health", name).values() for name in lists)
    return sorted(chain.from_iterable(listed), key=lambda each: each.__name__ != "database")


def _asks_database(function):
    return getattr(function, "asks_database", False)
