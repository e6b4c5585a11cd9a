"""What can be wrong between nginx and the application."""

from pathlib import Path

from django.conf import settings

from partnership.ground.health import Fault, Metric, asks_database

from .leases import Leases
from .models import Generation


def edge():
    """Whether nginx's companion runs, without which every page comes from the application."""
    if not settings.EDGE_FOLDER:
        return None
    folder = Path(settings.EDGE_FOLDER)
    if not folder.is_dir():
        return Fault(
            f"The folder EDGE_FOLDER names, {folder}, is missing.",
            "Create it for the site’s user, or start the service that does: in production it is "
            "in /run, which is empty after each start of the machine.",
        )
    if Leases(folder).present() is None:
        return Fault(
            "nginx’s companion is not running: nginx keeps no pages, so the site is slow.",
            "Start `manage.py edge` with the same EDGE_FOLDER, and look at its log.",
        )


@asks_database
def metrics_of_generation():
    """Yield the number that each change of what visitors see raises."""
    number = Generation.present().number
    yield Metric("generation", "Raised by each change that visitors can see.", number)


WATCHED = [edge]
METRICS = [metrics_of_generation]
