from pathlib import Path

from django.core.management.base import BaseCommand

from partnership.operations.backup.backing_up import back_up
from partnership.operations.backup.problems import in_sentences


def positive(text):
    """Return ``text`` as a number of archives."""
    if (number := int(text)) < 1:
        raise ValueError
    return number


class Command(BaseCommand):
    """Make a backup of the database and the files."""

    help = "Makes one archive of the database and the uploaded files: docs/backup.md."
    requires_system_checks = []

    def add_arguments(self, parser):
        parser.add_argument("folder", type=Path, help="Where the archive is to be.")
        parser.add_argument("--recipient", help="Encrypt it for this age public key.")
        parser.add_argument(
            "--keep", type=positive, help="How many archives to keep there, with the new one."
        )

    def handle(self, folder, recipient, keep, **options):
        with in_sentences("No backup was made."):
            back_up(folder.resolve(), recipient, keep, self.stdout.write)
