from datetime import UTC, datetime

from django.db import migrations
from django.db.models import F

STALE = datetime(2000, 1, 1, tzinfo=UTC)  # as in indexing.py


def index_again(apps, schema_editor):
    """Let the worker index everything again, as words are found in more ways.

    Office files are found by their titles alone until they have been read again: more of what they
    hide is left out.
    """
    entries = apps.get_model("search", "Entry").objects
    stored = entries.filter(document__file__iregex=r"\.(docx|ods|odt|pptx|xlsx)$")
    passages = apps.get_model("search", "Passage").objects
    passages.filter(entry__in=stored.values("pk")).delete()
    stored.update(vector=F("title_vector"))
    entries.update(checksum="", written_at=STALE)


class Migration(migrations.Migration):

    dependencies = [
        ("search", "0003_words_as_compared"),
        ("library", "0007_read_office_files_again"),
    ]

    operations = [
        # Mistyped words no longer need what only some databases have.
        migrations.RunSQL(
            "DROP INDEX IF EXISTS search_entry_title_words_trigrams", migrations.RunSQL.noop
        ),
        migrations.RunPython(index_again, migrations.RunPython.noop),
    ]
