from django.db import migrations


def read_again(apps, schema_editor):
    """Let the worker read all PDFs again: some hide words that it did not know of."""
    documents = apps.get_model("library", "PartnershipDocument").objects
    documents.filter(file__iendswith=".pdf").update(read_at=None)


class Migration(migrations.Migration):

    dependencies = [
        ("library", "0007_read_office_files_again"),
    ]

    operations = [
        migrations.RunPython(read_again, migrations.RunPython.noop),
    ]
