import django.db.models.deletion
import modelcluster.fields
import wagtail.fields
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('library', '0001_initial'),
        ('wagtailcore', '0097_baselogentry_uuid_action_timestamp_indexes'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='PoliciesPage',
            fields=[
                ('page_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to='wagtailcore.page')),
                ('show_exit', models.BooleanField(default=True, help_text='A button that leaves the website at once, for people who are watched at home. Switch it off only if nothing on the page could put a reader in danger.', verbose_name='exit button')),
                ('body', wagtail.fields.StreamField([('prose', 0), ('picture', 3), ('callout', 6), ('contacts', 7), ('people', 8), ('documents', 9), ('buttons', 10), ('quote', 13), ('expander', 15), ('table', 16), ('events', 17)], blank=True, block_lookup={0: ('partnership.pages.blocks.text.ProseBlock', (), {'features': ['h2', 'h3', 'bold', 'link', 'document-link', 'ol', 'ul']}), 1: ('wagtail.images.blocks.ImageBlock', [], {}), 2: ('wagtail.blocks.CharBlock', (), {'help_text': 'Shown under the picture.', 'required': False}), 3: ('wagtail.blocks.StructBlock', [[('image', 1), ('caption', 2)]], {}), 4: ('wagtail.blocks.CharBlock', (), {'help_text': 'What the box is about, in a few words.'}), 5: ('wagtail.blocks.RichTextBlock', (), {'features': ['bold', 'link', 'document-link', 'ul']}), 6: ('wagtail.blocks.StructBlock', [[('title', 4), ('text', 5)]], {}), 7: ('partnership.pages.blocks.records.ContactsBlock', (), {}), 8: ('partnership.pages.blocks.records.PeopleBlock', (), {}), 9: ('partnership.pages.blocks.records.DocumentsBlock', (), {}), 10: ('partnership.pages.blocks.links.ButtonsBlock', (), {}), 11: ('wagtail.blocks.TextBlock', (), {'help_text': 'The words themselves, without quotation marks.'}), 12: ('wagtail.blocks.CharBlock', (), {'help_text': 'Who said it. Never name a child.', 'required': False}), 13: ('wagtail.blocks.StructBlock', [[('text', 11), ('who', 12)]], {}), 14: ('wagtail.blocks.CharBlock', (), {'help_text': 'What a reader finds when they open it.'}), 15: ('wagtail.blocks.StructBlock', [[('title', 14), ('text', 5)]], {}), 16: ('partnership.pages.blocks.text.AccessibleTableBlock', (), {}), 17: ('partnership.events.blocks.EventsBlock', (), {})}, help_text='Build the page from blocks. To show a telephone number, choose a contact: never type the number.', verbose_name='text')),
            ],
            options={
                'verbose_name': 'policies and procedures',
                'verbose_name_plural': 'policies and procedures',
            },
            bases=('wagtailcore.page', models.Model),
        ),
        migrations.CreateModel(
            name='Manual',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('sort_order', models.IntegerField(blank=True, editable=False, null=True)),
                ('title', models.CharField(help_text='The name of the manual.', max_length=160)),
                ('link', models.URLField(help_text='The address, starting with https://. If you change it, check the link again.')),
                ('covers', models.CharField(blank=True, help_text='Optional. What and who it covers, in one line.', max_length=200)),
                ('checked_on', models.DateField(blank=True, help_text='Set only when someone ticks the box above. Visitors see it.', null=True, verbose_name='link last checked')),
                ('checked_by', models.ForeignKey(blank=True, help_text='Who opened the link. Visitors do not see it.', null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='checked by')),
                ('page', modelcluster.fields.ParentalKey(on_delete=django.db.models.deletion.CASCADE, related_name='manuals', to='policies.policiespage')),
            ],
            options={
                'ordering': ['sort_order'],
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='PolicyPage',
            fields=[
                ('page_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to='wagtailcore.page')),
                ('show_exit', models.BooleanField(default=True, help_text='A button that leaves the website at once, for people who are watched at home. Switch it off only if nothing on the page could put a reader in danger.', verbose_name='exit button')),
                ('body', wagtail.fields.StreamField([('prose', 0), ('picture', 3), ('callout', 6), ('contacts', 7), ('people', 8), ('documents', 9), ('buttons', 10), ('quote', 13), ('expander', 15), ('table', 16), ('events', 17)], blank=True, block_lookup={0: ('partnership.pages.blocks.text.ProseBlock', (), {'features': ['h2', 'h3', 'bold', 'link', 'document-link', 'ol', 'ul']}), 1: ('wagtail.images.blocks.ImageBlock', [], {}), 2: ('wagtail.blocks.CharBlock', (), {'help_text': 'Shown under the picture.', 'required': False}), 3: ('wagtail.blocks.StructBlock', [[('image', 1), ('caption', 2)]], {}), 4: ('wagtail.blocks.CharBlock', (), {'help_text': 'What the box is about, in a few words.'}), 5: ('wagtail.blocks.RichTextBlock', (), {'features': ['bold', 'link', 'document-link', 'ul']}), 6: ('wagtail.blocks.StructBlock', [[('title', 4), ('text', 5)]], {}), 7: ('partnership.pages.blocks.records.ContactsBlock', (), {}), 8: ('partnership.pages.blocks.records.PeopleBlock', (), {}), 9: ('partnership.pages.blocks.records.DocumentsBlock', (), {}), 10: ('partnership.pages.blocks.links.ButtonsBlock', (), {}), 11: ('wagtail.blocks.TextBlock', (), {'help_text': 'The words themselves, without quotation marks.'}), 12: ('wagtail.blocks.CharBlock', (), {'help_text': 'Who said it. Never name a child.', 'required': False}), 13: ('wagtail.blocks.StructBlock', [[('text', 11), ('who', 12)]], {}), 14: ('wagtail.blocks.CharBlock', (), {'help_text': 'What a reader finds when they open it.'}), 15: ('wagtail.blocks.StructBlock', [[('title', 14), ('text', 5)]], {}), 16: ('partnership.pages.blocks.text.AccessibleTableBlock', (), {}), 17: ('partnership.events.blocks.EventsBlock', (), {})}, help_text='Build the page from blocks. To show a telephone number, choose a contact: never type the number.', verbose_name='text')),
                ('looked_after_by', models.CharField(help_text='The group or post that looks after it. Do not name a person: people leave.', max_length=160)),
                ('review_on', models.DateField(blank=True, help_text='The day the next review is due.', null=True, verbose_name='next review')),
                ('document', models.ForeignKey(blank=True, help_text='The policy as a file. Text on the page is easier to read.', null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='library.partnershipdocument')),
            ],
            options={
                'verbose_name': 'policy',
                'verbose_name_plural': 'policies',
            },
            bases=('wagtailcore.page', models.Model),
        ),
        migrations.CreateModel(
            name='PolicyVersion',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('sort_order', models.IntegerField(blank=True, editable=False, null=True)),
                ('number', models.CharField(help_text='For example, ‘2.1’.', max_length=20, verbose_name='version')),
                ('approved_by', models.CharField(help_text='The board or group that approved it.', max_length=160)),
                ('approved_on', models.DateField(help_text='The day it was approved.')),
                ('what_changed', models.CharField(blank=True, help_text='What changed since the version before.', max_length=300)),
                ('page', modelcluster.fields.ParentalKey(on_delete=django.db.models.deletion.CASCADE, related_name='versions', to='policies.policypage')),
            ],
            options={
                'ordering': ['sort_order'],
                'abstract': False,
            },
        ),
    ]
