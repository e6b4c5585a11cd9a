"""What an app adds to an app below it: a list in a module of its own, found by name.

So the lower app works without the upper one and never names it. The names in use:

- ``jobs.JOBS`` and ``jobs.URGENT_JOBS``: what the worker does
- ``abilities.ABILITIES`` and ``abilities.ADDED``: what people may do
- ``audit_kinds.KINDS``: what the audit trail records
- ``body_blocks.BLOCKS``: what the text of a page may contain
- ``health.WATCHED``, ``health.EXAMINED`` and ``health.METRICS``: what can be wrong with an
  installation, and what to look at from outside
- ``diary.DIARY``: what happens or is due on a day to come
- ``visible.CAN_SHOW`` and ``visible.CANNOT_SHOW``: which tables visitors can see something of
- ``successions.HOLDINGS`` and ``successions.OPENINGS``: what a person holds who leaves, and what is
  vacant for one who joins
- ``backups.FACTS`` and ``backups.AFTER_RESTORE``: what the manifest of a backup says, and what is
  done once one is restored
- ``directory_menu.ITEMS``: what the menu of the directory leads to besides its own lists
"""

from importlib import import_module

from django.apps import apps
from django.utils.module_loading import module_has_submodule


def contributions(module, name):
    """Return ``{app config: list}`` for every installed app that has ``name`` in its ``module``.

    The apps come in the order of ``INSTALLED_APPS``, lower ones first.
    """
    found = {
        app: getattr(import_module(f"{app.name}.{module}"), name, None)
        for app in apps.get_app_configs()
        if module_has_submodule(app.module, module)
    }
    return {app: listed for app, listed in found.items() if listed is not None}
