"""What a backup says of the generation, and what becomes of it in a restored site."""

from django.db import connection

from .models import Generation


def generation():
    """Return the number of the present generation."""
    return Generation.present().number


def raise_generation():
    """Begin a generation in which no page that was kept before is shown."""
    with connection.cursor() as cursor:
        cursor.execute(
            f"UPDATE {Generation._meta.db_table} SET (number, withdrawn) = (SELECT next, next FROM "
            "greatest(number + 1, (extract(epoch FROM clock_timestamp()) * 1000000)::bigint) next)"
        )


FACTS = {"generation": generation}
AFTER_RESTORE = [raise_generation]
