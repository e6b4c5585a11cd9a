import django.db.models.deletion
import partnership.directory.models.organisations
import wagtail.contrib.routable_page.models
import wagtail.fields
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('library', '0001_initial'),
        ('wagtailcore', '0097_baselogentry_uuid_action_timestamp_indexes'),
    ]

    operations = [
        migrations.CreateModel(
            name='NewsletterIndexPage',
            fields=[
                ('page_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to='wagtailcore.page')),
                ('show_exit', models.BooleanField(default=True, help_text='A button that leaves the website at once, for people who are watched at home. Switch it off only if nothing on the page could put a reader in danger.', verbose_name='exit button')),
                ('body', wagtail.fields.StreamField([('prose', 0), ('picture', 3), ('callout', 6), ('contacts', 7), ('people', 8), ('documents', 9), ('buttons', 10), ('quote', 13), ('expander', 15), ('table', 16), ('events', 17)], blank=True, block_lookup={0: ('partnership.pages.blocks.text.ProseBlock', (), {'features': ['h2', 'h3', 'bold', 'link', 'document-link', 'ol', 'ul']}), 1: ('wagtail.images.blocks.ImageBlock', [], {}), 2: ('wagtail.blocks.CharBlock', (), {'help_text': 'Shown under the picture.', 'required': False}), 3: ('wagtail.blocks.StructBlock', [[('image', 1), ('caption', 2)]], {}), 4: ('wagtail.blocks.CharBlock', (), {'help_text': 'What the box is about, in a few words.'}), 5: ('wagtail.blocks.RichTextBlock', (), {'features': ['bold', 'link', 'document-link', 'ul']}), 6: ('wagtail.blocks.StructBlock', [[('title', 4), ('text', 5)]], {}), 7: ('partnership.pages.blocks.records.ContactsBlock', (), {}), 8: ('partnership.pages.blocks.records.PeopleBlock', (), {}), 9: ('partnership.pages.blocks.records.DocumentsBlock', (), {}), 10: ('partnership.pages.blocks.links.ButtonsBlock', (), {}), 11: ('wagtail.blocks.TextBlock', (), {'help_text': 'The words themselves, without quotation marks.'}), 12: ('wagtail.blocks.CharBlock', (), {'help_text': 'Who said it. Never name a child.', 'required': False}), 13: ('wagtail.blocks.StructBlock', [[('text', 11), ('who', 12)]], {}), 14: ('wagtail.blocks.CharBlock', (), {'help_text': 'What a reader finds when they open it.'}), 15: ('wagtail.blocks.StructBlock', [[('title', 14), ('text', 5)]], {}), 16: ('partnership.pages.blocks.text.AccessibleTableBlock', (), {}), 17: ('partnership.events.blocks.EventsBlock', (), {})}, help_text='Build the page from blocks. To show a telephone number, choose a contact: never type the number.', verbose_name='text')),
            ],
            options={
                'verbose_name': 'newsletters',
                'verbose_name_plural': 'newsletters',
            },
            bases=(wagtail.contrib.routable_page.models.RoutablePageMixin, 'wagtailcore.page', models.Model),
        ),
        migrations.CreateModel(
            name='NewsletterSeries',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(help_text='The name shown to visitors and editors in lists.', max_length=120, unique=True)),
                ('sort_order', models.PositiveSmallIntegerField(default=100, help_text='Lower numbers come first.', verbose_name='position in lists')),
                ('publisher', models.CharField(blank=True, help_text='Who publishes it, if it is not this partnership.', max_length=120)),
            ],
            options={
                'verbose_name_plural': 'newsletter series',
                'ordering': ['sort_order', 'name'],
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='NewsletterPage',
            fields=[
                ('page_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to='wagtailcore.page')),
                ('show_exit', models.BooleanField(default=True, help_text='A button that leaves the website at once, for people who are watched at home. Switch it off only if nothing on the page could put a reader in danger.', verbose_name='exit button')),
                ('number', models.CharField(blank=True, help_text='Optional. For example, ‘Edition 4’ or ‘Issue 9’.', max_length=40)),
                ('issued_on', models.DateField(blank=True, help_text='The day it was sent out. It is listed under this year.', null=True, verbose_name='date')),
                ('theme', models.CharField(blank=True, help_text='Optional. What the edition is about.', max_length=120)),
                ('guest_editor', models.CharField(blank=True, help_text='Optional. Who edited it as a guest.', max_length=120)),
                ('items', wagtail.fields.StreamField([('heading', 0), ('item', 10), ('quote', 13), ('documents', 14), ('events', 15)], blank=True, block_lookup={0: ('wagtail.blocks.CharBlock', (), {'description': 'A heading above the items that follow.', 'icon': 'title', 'label': 'Section heading', 'preview_value': 'Learning and development', 'template': 'blocks/heading.html'}), 1: ('wagtail.blocks.CharBlock', (), {'help_text': 'What the item is about.'}), 2: ('wagtail.snippets.blocks.SnippetChooserBlock', (partnership.directory.models.organisations.Area,), {'help_text': 'The area it concerns. Leave empty if it is for all areas.', 'required': False}), 3: ('wagtail.images.blocks.ImageBlock', [], {}), 4: ('wagtail.blocks.RichTextBlock', (), {'features': ['bold', 'link', 'document-link', 'ul']}), 5: ('wagtail.blocks.CharBlock', (), {'help_text': 'The link text. Leave empty to show the title of the page.', 'required': False}), 6: ('wagtail.blocks.PageChooserBlock', (), {'help_text': 'A page of this website. Leave empty for any other address.', 'required': False}), 7: ('wagtail.blocks.URLBlock', (), {'help_text': 'An address that starts with https://, if you did not choose a page.', 'label': 'Other address', 'required': False}), 8: ('wagtail.blocks.StructBlock', [[('text', 5), ('page', 6), ('url', 7)]], {'required': False}), 9: ('wagtail.blocks.DateBlock', (), {'help_text': 'For a survey or sign-up: the last day to reply.', 'required': False}), 10: ('wagtail.blocks.StructBlock', [[('heading', 1), ('area', 2), ('image', 3), ('text', 4), ('link', 8), ('closes_on', 9)]], {}), 11: ('wagtail.blocks.TextBlock', (), {'help_text': 'The words themselves, without quotation marks.'}), 12: ('wagtail.blocks.CharBlock', (), {'help_text': 'Who said it. Never name a child.', 'required': False}), 13: ('wagtail.blocks.StructBlock', [[('text', 11), ('who', 12)]], {}), 14: ('partnership.pages.blocks.records.DocumentsBlock', (), {}), 15: ('partnership.events.blocks.EventsBlock', (), {})}, help_text='The edition, item by item.')),
                ('document', models.ForeignKey(blank=True, help_text='Only for an edition that is a PDF. Items are easier to read.', null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='library.partnershipdocument', verbose_name='PDF')),
                ('series', models.ForeignKey(blank=True, help_text='The series it belongs to.', null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='newsletters.newsletterseries')),
            ],
            options={
                'verbose_name': 'newsletter edition',
            },
            bases=('wagtailcore.page',),
        ),
    ]
