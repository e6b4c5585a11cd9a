"""``python -m tests.upgrade.bring_up_to_date``: upgrade the database and print its answers.

It does what an administrator does at a release, with the settings of production.
"""

import json
import sys

import django
from django.core.management import call_command
from django.test.utils import setup_test_environment


def main():
    """Migrate, check that no migration is missing, and print the answers as JSON."""
    django.setup()
    setup_test_environment()
    from tests.upgrade.answers import all_answers  # it needs Django to be set up

    call_command("migrate", verbosity=0)
    call_command("makemigrations", check_changes=True, dry_run=True, verbosity=1, stdout=sys.stderr)
    print(json.dumps(all_answers()))


if __name__ == "__main__":
    main()
