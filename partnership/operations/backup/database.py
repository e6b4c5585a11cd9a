"""The database in a backup: dumped whole at one moment, and loaded beside the one in use.

What is restored is loaded into a schema of its own. One transaction then puts that schema in the
place of the one in use, so a restore that is cut short at any moment has changed nothing.
"""

import os
import shutil
from contextlib import contextmanager
from subprocess import PIPE

from django.contrib.sessions.models import Session
from django.db import connection, transaction
from django.db.backends.postgresql.client import DatabaseClient

from .programs import running

IN_USE = "public"
LOADED = "restoring"
ASIDE = "in_use"  # only inside the transaction that loads

# The dump makes a schema of the name of that in use, which makes room for it meanwhile.
BEFORE_LOADING = f"""
BEGIN;
ALTER SCHEMA {IN_USE} RENAME TO {ASIDE};
"""
AFTER_LOADING = f"""
ALTER SCHEMA {IN_USE} RENAME TO {LOADED};
ALTER SCHEMA {ASIDE} RENAME TO {IN_USE};
COMMIT;
"""


def _run(program, *options, **pipes):
    how, environment = DatabaseClient.settings_to_cmd_args_env(connection.settings_dict, options)
    return running(program, *how[1:], env=os.environ | (environment or {}), **pipes)


def dump(path, snapshot):
    """Write what the exported ``snapshot`` sees to ``path``, but no session of anyone signed in."""
    options = (
        "--format=custom",
        f"--file={path}",
        f"--snapshot={snapshot}",
        f"--schema={IN_USE}",
        f"--exclude-table-data={IN_USE}.{Session._meta.db_table}",
        "--no-owner",
        "--no-privileges",
        "--no-password",
    )
    with _run("pg_dump", *options):
        pass


def load(path):
    """Load the dump at ``path`` into the schema ``LOADED``, or leave everything as it is.

    The transaction ends only after pg_restore has given all of it.
    """
    how = ("--quiet", "--no-psqlrc", "--no-password", "--set=ON_ERROR_STOP=1", "--output=/dev/null")
    with _run("psql", *how, stdin=PIPE) as psql:
        psql.stdin.write(BEFORE_LOADING.encode())
        with running(
            "pg_restore", "--file=-", "--no-owner", "--no-privileges", str(path), stdout=PIPE
        ) as source:
            shutil.copyfileobj(source.stdout, psql.stdin)
        psql.stdin.write(AFTER_LOADING.encode())


@contextmanager
def loaded_schema():
    """Let Django use the schema ``LOADED`` while the block lasts."""
    options = connection.settings_dict["OPTIONS"]
    usual = options["options"]
    connection.close()
    options["options"] = f"{usual} -c search_path={LOADED}"
    try:
        yield
    finally:
        connection.close()
        options["options"] = usual


@contextmanager
def exchanged():
    """Put the schema ``LOADED`` in the place of the one in use, if the block succeeds."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"DROP SCHEMA {IN_USE} CASCADE")
        cursor.execute(f"ALTER SCHEMA {LOADED} RENAME TO {IN_USE}")
        yield


def is_loaded():
    """Whether a schema is loaded and not yet in use."""
    return _value("SELECT to_regnamespace(%s) IS NOT NULL", LOADED)


def drop_loaded():
    """Remove the schema ``LOADED``."""
    with connection.cursor() as cursor:
        cursor.execute(f"DROP SCHEMA IF EXISTS {LOADED} CASCADE")


def is_empty():
    """Whether the database has no table."""
    return not _value("SELECT count(*) FROM pg_tables WHERE schemaname = %s", IN_USE)


def others_connected():
    """Return how many other connections to the database there are."""
    return _value(
        "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() "
        "AND backend_type = 'client backend' AND pid <> pg_backend_pid()"
    )


@contextmanager
def snapshot():
    """Yield the name of a snapshot that stays while the block lasts; Django sees it too."""
    connection.ensure_connection()
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
        yield _value("SELECT pg_export_snapshot()")


def server_version():
    """Return the major version of the server."""
    return connection.pg_version // 10000


def _value(statement, *parameters):
    with connection.cursor() as cursor:
        cursor.execute(statement, parameters)
        return cursor.fetchone()[0]
