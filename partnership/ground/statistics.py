"""What PostgreSQL knows of the tables when it plans a statement.

It looks at a table by itself only once some rows have changed, and at a small one never. Without
that, it takes the statements of a new site for costly ones.
"""

from django.db import DEFAULT_DB_ALIAS, connections

NEVER_ANALYSED = """
SELECT format('%%I.%%I', schemaname, relname) FROM pg_stat_user_tables
WHERE last_analyze IS NULL AND last_autoanalyze IS NULL AND schemaname = current_schema()
"""


def analyse(using=DEFAULT_DB_ALIAS):
    """Let PostgreSQL look at all tables, after very many rows were added."""
    with connections[using].cursor() as cursor:
        cursor.execute("ANALYZE")


def analyse_new_tables(using, **kwargs):
    """Signal: let PostgreSQL look at the tables that are new or come from a backup."""
    with connections[using].cursor() as cursor:
        cursor.execute(NEVER_ANALYSED, [])
        if tables := ", ".join(table for (table,) in cursor.fetchall()):
            cursor.execute(f"ANALYZE {tables}")
