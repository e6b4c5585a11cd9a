from datetime import UTC, datetime

from django.db import migrations
from django.db.models import F

STALE = datetime(2000, 1, 1, tzinfo=UTC)  # as in indexing.py


def forget_texts(apps, schema_editor):
    """Let nothing be found of office files but their titles, until they have been read again.

    Their texts had what the files hide.
    """
    entries = apps.get_model("search", "Entry").objects
    stored = entries.filter(document__file__iregex=r"\.(docx|ods|odt|pptx|xlsx)$")
    passages = apps.get_model("search", "Passage").objects
    passages.filter(entry__in=stored.values("pk")).delete()
    stored.update(vector=F("title_vector"), checksum="", written_at=STALE)


class Migration(migrations.Migration):

    dependencies = [
        ("search", "0001_initial"),
        ("library", "0005_hidden_parts"),
    ]

    operations = [
        migrations.RunPython(forget_texts, migrations.RunPython.noop),
    ]
