import signal

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from partnership.publishing.edge import Edge


class Command(BaseCommand):
    """Run nginx's companion until SIGTERM or SIGINT."""

    help = "Lets nginx know when visitors may see something new. Run one beside each nginx."
    requires_system_checks = []

    def handle(self, **options):
        if not settings.EDGE_FOLDER:
            raise CommandError("Set EDGE_FOLDER to the folder that nginx and this command share.")
        kept = settings.DATA_DIR / "edge"
        edge = Edge(settings.EDGE_FOLDER, kept / "withdrawn", kept / "edge.log")
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, edge.stop)
        edge.run()
