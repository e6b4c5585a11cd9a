import signal

from django.core.management.base import BaseCommand

from partnership.operations.worker import Worker


class Command(BaseCommand):
    """Run the background jobs until SIGTERM or SIGINT, then end after the current job."""

    help = "Runs the background jobs, such as scheduled publishing and outgoing mail."
    requires_system_checks = []

    def add_arguments(self, parser):
        parser.add_argument(
            "--once", action="store_true", help="Run the jobs that are due, then end."
        )

    def handle(self, *, once, **options):
        worker = Worker()
        if once:
            worker.sweep()
            return
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, worker.stop)
        worker.run()
