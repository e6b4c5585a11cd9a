from django.core.management.base import BaseCommand

from partnership.publishing.models import Generation


class Command(BaseCommand):
    """Raise the generation, so that no kept page is shown again."""

    help = "Lets visitors see every page as it is made now: run it after each upgrade."

    def handle(self, **options):
        Generation.renew()
