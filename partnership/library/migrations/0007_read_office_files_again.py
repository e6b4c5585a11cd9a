from django.db import migrations


def read_again(apps, schema_editor):
    """Forget the text of office files, and let the worker read them: they hide more than it knew."""
    documents = apps.get_model("library", "PartnershipDocument").objects
    office = documents.filter(file__iregex=r"\.(docx|ods|odt|pptx|xlsx)$")
    texts = apps.get_model("library", "DocumentText").objects
    texts.filter(document__in=office.values("pk")).delete()
    office.update(read_at=None)


class Migration(migrations.Migration):

    dependencies = [
        ("library", "0006_belonging_to_partnerships"),
    ]

    operations = [
        migrations.RunPython(read_again, migrations.RunPython.noop),
    ]
