import partnership.library.cleaning
import partnership.library.storage
from django.db import migrations


def read_again(apps, schema_editor):
    """Let the worker find out which of the PDFs that are there already tell who made them."""
    documents = apps.get_model("library", "PartnershipDocument")
    documents.objects.filter(file__iendswith=".pdf").update(read_at=None)


class Migration(migrations.Migration):

    dependencies = [
        ('library', '0005_start_in_the_website_collection'),
    ]

    operations = [
        migrations.AlterField(
            model_name='partnershipdocument',
            name='file',
            field=partnership.library.cleaning.CleanFileField(storage=partnership.library.storage.library_storage, upload_to='documents'),
        ),
        migrations.RunPython(read_again, migrations.RunPython.noop),
    ]
