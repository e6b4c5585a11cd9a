"""``manage.py load_site FOLDER``: load a partnership's site from content files."""

from argparse import ArgumentTypeError
from pathlib import Path
from urllib.parse import urlsplit

from django.core.management.base import BaseCommand, CommandError

from partnership.ground.statistics import analyse
from partnership.starter.loading import Refusal, load_site


def host_and_port(text):
    """Return ``(host name, port or None)`` of ``host`` or ``host:port``."""
    try:
        parts = urlsplit(f"//{text}")
        if not parts.hostname or parts.netloc != text:
            raise ValueError
        return parts.hostname, parts.port
    except ValueError:
        raise ArgumentTypeError(f"{text!r} is not a host name, with or without a port") from None


class Command(BaseCommand):
    help = "Load a partnership's site from a folder of content files, into a place without pages."

    def add_arguments(self, parser):
        parser.add_argument("folder", type=Path)
        parser.add_argument(
            "--hostname",
            type=host_and_port,
            default=(None, None),
            help="the address of the new site, with :port if needed; without it, the default site",
        )

    def handle(self, *, folder, hostname, **options):
        try:
            report = load_site(folder, *hostname, say=self.stdout.write)
        except Refusal as refusal:
            raise CommandError(f"{refusal} Nothing was loaded.") from refusal
        analyse()
        self.stdout.write(str(report))
