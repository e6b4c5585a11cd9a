"""The generation: one number that says whether visitors may see something else than before."""

from typing import NamedTuple

from django.db import connection, models


class Present(NamedTuple):
    """A generation, and that in which something public was last taken back."""

    number: int
    withdrawn: int

    def __str__(self):
        return f"{self.number}-{self.withdrawn}"


class Generation(models.Model):
    """The one row; the database raises its number with everything that visitors can see.

    See ``triggers`` for what raises it, and docs/decisions/0030 for why it is a number.
    """

    number = models.BigIntegerField(primary_key=True)
    withdrawn = models.BigIntegerField(default=0)

    class Meta:
        default_permissions = ()

    def __str__(self):
        return str(self.number)

    @classmethod
    def present(cls):
        """Return the ``Present`` generation: 1 query; zeros before anything has raised it.

        In plain SQL, as every visit asks, and nginx's companion five times a second.
        """
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT number, withdrawn FROM {cls._meta.db_table}")
            return Present(*(cursor.fetchone() or (0, 0)))

    @classmethod
    def renew(cls, takes_back=False):
        """Raise the number although no row has changed, such as where templates have.

        ``takes_back``: older copies are not shown either, not even where nobody answers.
        """
        with connection.cursor() as cursor:
            cursor.execute(
                f"UPDATE {cls._meta.db_table} SET number = next, "
                "withdrawn = CASE WHEN %s THEN next ELSE withdrawn END FROM (SELECT greatest("
                "number + 1, (extract(epoch FROM clock_timestamp()) * 1000000)::bigint) AS next "
                f"FROM {cls._meta.db_table}) AS present",
                [takes_back],
            )
