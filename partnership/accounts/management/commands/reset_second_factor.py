"""Reset two-step verification for an account when no administrator can sign in to do it."""

from django.core.management.base import BaseCommand, CommandError

from partnership.accounts.models import User
from partnership.accounts.people.access import reset_second_factor
from partnership.accounts.people.letters import send_second_factor_notice
from partnership.accounts.trail.audit import record


class Command(BaseCommand):
    help = "Resets two-step verification for the account with an email address, and signs it out."

    def add_arguments(self, parser):
        parser.add_argument("email")

    def handle(self, *, email, **options):
        user = User.objects.filter(email__iexact=email).first()
        if user is None:
            raise CommandError(f"There is no account for {email}.")
        reset_second_factor(user)
        record("factors_reset", about=user, details="from the command line")
        send_second_factor_notice(user)
        self.stdout.write(f"{user} will set up two-step verification again at the next sign-in.")
