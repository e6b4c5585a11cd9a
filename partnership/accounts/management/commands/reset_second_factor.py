"""Take a lost second factor off an account, for when no administrator can get in to do it."""

from django.core.management.base import BaseCommand, CommandError

from partnership.accounts.models import User
from partnership.accounts.people.access import reset_second_factor
from partnership.accounts.people.letters import tell_about_second_factor
from partnership.accounts.trail.audit import record


class Command(BaseCommand):
    help = "Takes the second factor off the account of an email address, and signs it out."

    def add_arguments(self, parser):
        parser.add_argument("email")

    def handle(self, *, email, **options):
        user = User.objects.filter(email__iexact=email).first()
        if user is None:
            raise CommandError(f"There is no account for {email}.")
        reset_second_factor(user)
        record("factors_reset", about=user, details="from the command line")
        tell_about_second_factor(user)
        self.stdout.write(f"At the next sign-in {user} sets up another second factor.")
