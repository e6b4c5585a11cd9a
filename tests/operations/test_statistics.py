"""PostgreSQL plans the statements of a new site by what its tables contain."""

import os
import subprocess
import sys

import pytest
from django.apps import apps
from django.conf import settings
from django.db import connection
from django.db.models.signals import post_migrate

KNOWN = "SELECT count(*) FROM pg_stats WHERE tablename = 'of_a_backup'"


def ask(statement):
    with connection.cursor() as cursor:
        cursor.execute(statement)
        return cursor.fetchone()[0]


def test_migrate_lets_postgresql_look_at_new_tables(db):
    with connection.cursor() as cursor:
        cursor.execute("CREATE TABLE of_a_backup AS SELECT 1 AS one FROM generate_series(1, 9)")
    assert ask(KNOWN) == 0
    config = apps.get_app_config("operations")
    post_migrate.send(sender=config, app_config=config, using="default", verbosity=0)
    assert ask(KNOWN) == 1


def test_statements_are_not_compiled(db):
    assert ask("SHOW jit") == "off"


@pytest.mark.parametrize(
    ("query", "options"),
    [
        ("", "-c jit=off"),
        ("?options=-c%20search_path%3Dour", "-c jit=off -c search_path=our"),
        ("?options=-c%20jit%3Don", "-c jit=off -c jit=on"),
    ],
)
def test_options_of_the_database_address_are_kept(query, options):
    program = "from wfscp_site.settings import DATABASES as d; print(d['default']['OPTIONS'])"
    answer = subprocess.run(
        [sys.executable, "-c", program],
        cwd=settings.BASE_DIR,
        env=os.environ | {"DATABASE_URL": f"postgresql://me@localhost/site{query}"},
        check=True,
        capture_output=True,
        text=True,
    )
    assert answer.stdout.strip() == str({"options": options})
