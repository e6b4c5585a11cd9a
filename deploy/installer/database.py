"""The database on the same machine: Debian's PostgreSQL, which knows the website by its user."""

AS_POSTGRES = ("runuser", "--user", "postgres", "--", "env", "--chdir=/")


def make(machine):
    """Make the database and its owner, both called wfscp, where they are missing."""
    if not _finds(machine, "SELECT 1 FROM pg_roles WHERE rolname = 'wfscp'"):
        machine.run("Make the user of the database", *AS_POSTGRES, "createuser", "wfscp")
    if not _finds(machine, "SELECT 1 FROM pg_database WHERE datname = 'wfscp'"):
        machine.run(
            "Make the database",
            *(*AS_POSTGRES, "createdb", "--owner=wfscp", "--encoding=UTF8"),
            *("--template=template0", "--locale=C.UTF-8", "wfscp"),
        )


def drop(machine):
    """Drop the database and its owner."""
    machine.run("Drop the database", *AS_POSTGRES, "dropdb", "--if-exists", "wfscp")
    machine.run("Drop its user", *AS_POSTGRES, "dropuser", "--if-exists", "wfscp")


def _finds(machine, query):
    found = machine.ask(*AS_POSTGRES, "psql", "--no-align", "--tuples-only", "--command", query)
    return (found or "").strip() == "1"
