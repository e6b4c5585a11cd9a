"""Where else people of the directory have a place: what upper apps add to its menu."""

from itertools import chain

from partnership.ground.contributions import contributions


def added_menu_items():
    """Return what upper apps list as ``directory_menu.ITEMS``."""
    return [*chain.from_iterable(contributions("directory_menu", "ITEMS").values())]
