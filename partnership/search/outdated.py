"""Which rows the indexes of the searches do not have as they are now.

PostgreSQL keeps with every row which transaction wrote it last (``xmin``). A row that was written
after its entry may have changed, in whatever way it was written; all others have not. So a
comparison reads no text.
"""

from django.contrib.contenttypes.models import ContentType
from django.db.models.expressions import RawSQL
from wagtail.search.models import IndexEntry

from .models import Entry


def outdated(model):
    """Return the objects of ``model`` that are missing in Wagtail's index or newer than there."""
    kind = ContentType.objects.get_for_model(model)
    entry_of_row = f"entry.content_type_id = {kind.pk} AND entry.object_id = {{}}::text"
    return model.get_indexed_objects().filter(pk__in=_newer(model, IndexEntry, entry_of_row))


def outdated_for_visitors(model, subject):
    """Return the same for the entries that visitors search; ``subject`` is the field of Entry."""
    return model.objects.filter(pk__in=_newer(model, Entry, f"entry.{subject}_id = {{}}"))


def _newer(model, entries, entry_of_row):
    """Select the keys of rows of ``model``, its parents' included, without a later entry."""
    key = f'"{model._meta.db_table}"."{model._meta.pk.column}"'
    joins, written = "", [_written(f'"{model._meta.db_table}"')]
    for parent in model._meta.get_parent_list():
        table = f'"{parent._meta.db_table}"'
        joins += f' JOIN {table} ON {table}."{parent._meta.pk.column}" = {key}'
        written.append(_written(table))
    return RawSQL(
        f'SELECT {key} FROM "{model._meta.db_table}"{joins} '
        f'LEFT JOIN "{entries._meta.db_table}" AS entry ON {entry_of_row.format(key)} '
        f"WHERE entry.id IS NULL OR LEAST({', '.join(written)}) < {_written('entry')}",
        [],
    )


def _written(table):
    """How long ago a row of ``table`` was written, counted in transactions."""
    return f"age({table}.xmin)"
