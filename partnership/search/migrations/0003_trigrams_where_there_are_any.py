from django.db import DatabaseError, migrations, transaction


def use_trigrams(apps, schema_editor):
    """Let mistyped words be put right, where the database can and lets us."""
    connection = schema_editor.connection
    with connection.cursor() as cursor:
        cursor.execute("SELECT FROM pg_available_extensions WHERE name = 'pg_trgm'")
        if not cursor.rowcount:
            return
        try:
            with transaction.atomic(using=connection.alias):
                cursor.execute("CREATE EXTENSION IF NOT EXISTS pg_trgm")
                cursor.execute(
                    "CREATE INDEX search_entry_title_trigrams ON search_entry "
                    "USING gin (title gin_trgm_ops)"
                )
        except DatabaseError as error:
            print(f"\n  Searches will not offer ‘did you mean’: {error}", end="")


def forget_trigrams(apps, schema_editor):
    schema_editor.execute("DROP INDEX IF EXISTS search_entry_title_trigrams")


class Migration(migrations.Migration):

    dependencies = [("search", "0002_starter_synonyms")]

    operations = [migrations.RunPython(use_trigrams, forget_trigrams)]
