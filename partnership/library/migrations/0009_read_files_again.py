from django.db import migrations


def read_again(apps, schema_editor):
    """Let the worker read all files again: it finds more that they hide, and says what is long."""
    apps.get_model("library", "PartnershipDocument").objects.update(read_at=None)


class Migration(migrations.Migration):

    dependencies = [
        ("library", "0008_read_pdfs_again"),
    ]

    operations = [
        migrations.RunPython(read_again, migrations.RunPython.noop),
    ]
