"""Why the database can't be reached, in plain words."""

from partnership.ground.health import Fault

CHECK_ADDRESS = "Check DATABASE_URL: postgresql://user:password@host:5432/name."
TOO_OLD = Fault(
    "This PostgreSQL is too old for the site, which needs version 14 or newer.",
    "Install a newer PostgreSQL, and move the database there with pg_dump and pg_restore.",
)
# What PostgreSQL, PgBouncer and the system say; the first match counts.
REASONS = {
    "password authentication failed": Fault(
        "The database refuses the user or the password in DATABASE_URL.",
        "Correct them there, or set the user’s password in psql with `\\password USER`. In an "
        "address, characters such as @ and / are written %40 and %2F.",
    ),
    "unsupported startup parameter": Fault(
        "PgBouncer refuses the option jit=off, which the site gives each connection.",
        "Set `ignore_startup_parameters = options` in pgbouncer.ini, and restart PgBouncer.",
    ),
    "does not exist": Fault(
        "The database server has no such database or user as DATABASE_URL names.",
        "Create them (`createuser`, `createdb --owner`), or correct DATABASE_URL.",
    ),
    "no pg_hba.conf entry": Fault(
        "The database server does not let this machine connect.",
        "Add a line for this user, database and address to pg_hba.conf, and reload PostgreSQL.",
    ),
    "could not translate host name": Fault(
        "The host of DATABASE_URL was not found.",
        f"{CHECK_ADDRESS} Check also that this machine can look up names.",
    ),
    "too many": Fault(
        "The database server has no connection left.",
        "Raise max_connections in postgresql.conf, or start fewer processes of gunicorn.",
    ),
    "starting up": Fault(
        "The database server is still starting.", "Wait a minute, then ask again."
    ),
}
UNREACHABLE = Fault(
    "The database does not answer.",
    f"Start PostgreSQL. If it runs: {CHECK_ADDRESS[0].lower()}{CHECK_ADDRESS[1:]} Check also that "
    "no firewall is between the two.",
)


def explain_connection(error):
    """Return the ``Fault`` that the text of an ``error`` while connecting is about."""
    for words, fault in REASONS.items():
        if words in error:
            return fault
    return UNREACHABLE
