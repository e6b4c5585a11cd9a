"""What the menu of the directory leads to besides its own lists."""

from partnership.ground.admin import PermittedMenuItem

from .group_screens import OwnGroupsView

ITEMS = [PermittedMenuItem(OwnGroupsView, "own_groups", order=5)]
