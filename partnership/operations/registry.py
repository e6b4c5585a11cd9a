"""Which jobs there are: each installed app lists its own in ``jobs.JOBS``.

The list names functions and nothing of this app, so no other app has to import this one.
"""

from datetime import timedelta
from functools import cache
from importlib import import_module
from typing import NamedTuple

from django.apps import apps
from django.utils.module_loading import module_has_submodule


class RegisteredJob(NamedTuple):
    """A function without arguments, and the least time between two of its starts."""

    function: callable
    every: timedelta


@cache
def all_jobs():
    """Return every job as {"app.function": RegisteredJob}, the most frequent first."""
    found = [
        (f"{app.label}.{function.__name__}", RegisteredJob(function, every))
        for app in apps.get_app_configs()
        if module_has_submodule(app.module, "jobs")
        for function, every in getattr(import_module(f"{app.name}.jobs"), "JOBS", {}).items()
    ]
    return dict(sorted(found, key=lambda item: item[1].every))
