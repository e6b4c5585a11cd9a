"""Which version made the data in a database: a version can only use its own data and older ones.

Version 1.0 is the base line. From then on migrations are only ever added, so each version can
bring the data of any earlier one up to date.
"""

from pathlib import Path

from wfscp_site import VERSION

BASE_DIR = Path(__file__).resolve().parent.parent
BASE_LINE = ("front", "0001_initial")  # data from before version 1.0 never have this migration
EMPTY_START = "set DATA_DIR to a new folder, or DATABASE_URL to an empty database"


def migration_files():
    """Return the path of every migration of the product, in order."""
    return sorted(BASE_DIR.glob("partnership/*/migrations/[0-9]*.py"))


def explain_other_data(cursor):
    """Return a sentence when this version can't use the data, and '' when it can.

    ``cursor`` is one of psycopg2 or of Django.
    """
    applied = _applied_migrations(cursor)
    ours = {(path.parent.parent.name, path.stem) for path in migration_files()}
    our_apps = {app for app, name in ours}
    unknown = {(app, name) for app, name in applied if app in our_apps} - ours
    if not unknown:
        return ""
    if BASE_LINE in applied:
        return (
            f"This data was made by a newer version than {VERSION}, so nothing was changed: "
            f"install the newer version, or {EMPTY_START}."
        )
    return (
        "This data is from before version 1.0 and cannot be brought up to date, so nothing was "
        f"changed: {EMPTY_START} (CHANGELOG.md explains how to keep what you have)."
    )


def _applied_migrations(cursor):
    cursor.execute("SELECT to_regclass('django_migrations') IS NOT NULL")
    (has_table,) = cursor.fetchone()
    if not has_table:
        return set()
    cursor.execute("SELECT app, name FROM django_migrations")
    return set(cursor.fetchall())
