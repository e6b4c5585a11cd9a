import sys

from django.core.management.base import BaseCommand

from partnership.operations.examining import FIRST, examine

WIDTH = 14  # of the column with the names


class Command(BaseCommand):
    """Print what is wrong and what to do; the exit status is 1 if anything is."""

    help = "Says in plain words what is wrong with this installation, and what to do."
    requires_system_checks = []

    def handle(self, **options):
        found = list(examine("WATCHED", "EXAMINED"))
        for name, fault in found:
            label = name.replace("_", " ")
            if fault is None:
                self.stdout.write(f"{label:{WIDTH}} ok")
            else:
                self.stdout.write(self.style.ERROR(f"{label:{WIDTH}} {fault.what}"))
                self.stdout.write(f"{'':{WIDTH}} {fault.advice}")
        wrong = [name for name, fault in found if fault]
        self.stdout.write(f"\n{len(found)} checks, {len(wrong)} with a fault.")
        if set(FIRST).intersection(wrong):
            self.stdout.write("Run this again once the database is well: there is more to check.")
        sys.exit(bool(wrong))
