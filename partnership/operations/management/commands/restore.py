from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from partnership.operations.backup.files import alone
from partnership.operations.backup.problems import in_sentences
from partnership.operations.backup.restoring import put_back, restore


class Command(BaseCommand):
    """Restore a backup, or undo a restore that was cut short."""

    help = "Restores an archive that `manage.py backup` made: docs/backup.md. Stop the site first."
    requires_system_checks = []

    def add_arguments(self, parser):
        parser.add_argument("archive", type=Path, nargs="?")
        parser.add_argument("--identity", type=Path, help="The file with your age private key.")
        parser.add_argument("--replace", action="store_true", help="Replace the site that is here.")
        parser.add_argument(
            "--put-back", action="store_true", help="Undo a restore that was cut short."
        )

    def handle(self, archive, identity, replace, **options):
        with in_sentences("The site is as it was before."):
            if options["put_back"]:
                with alone():
                    put_back()
                self.stdout.write("What an unfinished restore had moved is back in its place.")
                return
            if archive is None:
                raise CommandError("Name the archive to restore.")
            key = identity.read_bytes() if identity else None
            restore(archive.resolve(), key, replace, self.stdout.write)
        self.stdout.write("Restored. Start the site; everyone has to sign in again.")
