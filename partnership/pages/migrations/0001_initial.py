import django.db.models.deletion
import django.utils.timezone
import modelcluster.fields
import partnership.directory.models.contacts
import wagtail.contrib.routable_page.models
import wagtail.fields
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('directory', '0001_initial'),
        ('library', '0001_initial'),
        ('wagtailcore', '0097_baselogentry_uuid_action_timestamp_indexes'),
    ]

    operations = [
        migrations.CreateModel(
            name='AboutPage',
            fields=[
                ('page_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to='wagtailcore.page')),
                ('show_exit', models.BooleanField(default=True, help_text='A button that leaves the website at once, for people who are watched at home. Switch it off only if nothing on the page could put a reader in danger.', verbose_name='exit button')),
                ('body', wagtail.fields.StreamField([('prose', 0), ('picture', 3), ('callout', 6), ('contacts', 7), ('people', 8), ('documents', 9), ('buttons', 10), ('quote', 13), ('expander', 15), ('table', 16), ('events', 17)], blank=True, block_lookup={0: ('partnership.pages.blocks.text.ProseBlock', (), {'features': ['h2', 'h3', 'bold', 'link', 'document-link', 'ol', 'ul']}), 1: ('wagtail.images.blocks.ImageBlock', [], {}), 2: ('wagtail.blocks.CharBlock', (), {'help_text': 'Shown under the picture.', 'required': False}), 3: ('wagtail.blocks.StructBlock', [[('image', 1), ('caption', 2)]], {}), 4: ('wagtail.blocks.CharBlock', (), {'help_text': 'What the box is about, in a few words.'}), 5: ('wagtail.blocks.RichTextBlock', (), {'features': ['bold', 'link', 'document-link', 'ul']}), 6: ('wagtail.blocks.StructBlock', [[('title', 4), ('text', 5)]], {}), 7: ('partnership.pages.blocks.records.ContactsBlock', (), {}), 8: ('partnership.pages.blocks.records.PeopleBlock', (), {}), 9: ('partnership.pages.blocks.records.DocumentsBlock', (), {}), 10: ('partnership.pages.blocks.links.ButtonsBlock', (), {}), 11: ('wagtail.blocks.TextBlock', (), {'help_text': 'The words themselves, without quotation marks.'}), 12: ('wagtail.blocks.CharBlock', (), {'help_text': 'Who said it. Never name a child.', 'required': False}), 13: ('wagtail.blocks.StructBlock', [[('text', 11), ('who', 12)]], {}), 14: ('wagtail.blocks.CharBlock', (), {'help_text': 'What a reader finds when they open it.'}), 15: ('wagtail.blocks.StructBlock', [[('title', 14), ('text', 5)]], {}), 16: ('partnership.pages.blocks.text.AccessibleTableBlock', (), {}), 17: ('partnership.events.blocks.EventsBlock', (), {})}, help_text='Build the page from blocks. To show a telephone number, choose a contact: never type the number.', verbose_name='text')),
                ('strands_heading', models.CharField(default='How we support services', help_text='The heading above the strands of work.', max_length=120)),
                ('strands', wagtail.fields.StreamField([('strand', 2)], blank=True, block_lookup={0: ('wagtail.blocks.CharBlock', (), {'help_text': 'A few words.'}), 1: ('wagtail.blocks.TextBlock', (), {'help_text': 'One or two sentences.', 'required': False}), 2: ('wagtail.blocks.StructBlock', [[('name', 0), ('text', 1)]], {})}, help_text='What the partnership does. Give each strand a name and a sentence.', verbose_name='strands of work')),
            ],
            options={
                'verbose_name': 'about us',
                'verbose_name_plural': 'about us',
            },
            bases=('wagtailcore.page', models.Model),
        ),
        migrations.CreateModel(
            name='ArrangementsPage',
            fields=[
                ('page_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to='wagtailcore.page')),
                ('show_exit', models.BooleanField(default=True, help_text='A button that leaves the website at once, for people who are watched at home. Switch it off only if nothing on the page could put a reader in danger.', verbose_name='exit button')),
                ('body', wagtail.fields.StreamField([('prose', 0), ('picture', 3), ('callout', 6), ('contacts', 7), ('people', 8), ('documents', 9), ('buttons', 10), ('quote', 13), ('expander', 15), ('table', 16), ('events', 17)], blank=True, block_lookup={0: ('partnership.pages.blocks.text.ProseBlock', (), {'features': ['h2', 'h3', 'bold', 'link', 'document-link', 'ol', 'ul']}), 1: ('wagtail.images.blocks.ImageBlock', [], {}), 2: ('wagtail.blocks.CharBlock', (), {'help_text': 'Shown under the picture.', 'required': False}), 3: ('wagtail.blocks.StructBlock', [[('image', 1), ('caption', 2)]], {}), 4: ('wagtail.blocks.CharBlock', (), {'help_text': 'What the box is about, in a few words.'}), 5: ('wagtail.blocks.RichTextBlock', (), {'features': ['bold', 'link', 'document-link', 'ul']}), 6: ('wagtail.blocks.StructBlock', [[('title', 4), ('text', 5)]], {}), 7: ('partnership.pages.blocks.records.ContactsBlock', (), {}), 8: ('partnership.pages.blocks.records.PeopleBlock', (), {}), 9: ('partnership.pages.blocks.records.DocumentsBlock', (), {}), 10: ('partnership.pages.blocks.links.ButtonsBlock', (), {}), 11: ('wagtail.blocks.TextBlock', (), {'help_text': 'The words themselves, without quotation marks.'}), 12: ('wagtail.blocks.CharBlock', (), {'help_text': 'Who said it. Never name a child.', 'required': False}), 13: ('wagtail.blocks.StructBlock', [[('text', 11), ('who', 12)]], {}), 14: ('wagtail.blocks.CharBlock', (), {'help_text': 'What a reader finds when they open it.'}), 15: ('wagtail.blocks.StructBlock', [[('title', 14), ('text', 5)]], {}), 16: ('partnership.pages.blocks.text.AccessibleTableBlock', (), {}), 17: ('partnership.events.blocks.EventsBlock', (), {})}, help_text='Build the page from blocks. To show a telephone number, choose a contact: never type the number.', verbose_name='text')),
            ],
            options={
                'verbose_name': 'our arrangements',
                'verbose_name_plural': 'our arrangements',
            },
            bases=('wagtailcore.page', models.Model),
        ),
        migrations.CreateModel(
            name='GroupKind',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(help_text='The name shown to visitors and editors in lists.', max_length=120, unique=True)),
                ('sort_order', models.PositiveSmallIntegerField(default=100, help_text='Lower numbers come first.', verbose_name='position in lists')),
            ],
            options={
                'ordering': ['sort_order', 'name'],
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='GuidancePage',
            fields=[
                ('page_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to='wagtailcore.page')),
                ('show_exit', models.BooleanField(default=True, help_text='A button that leaves the website at once, for people who are watched at home. Switch it off only if nothing on the page could put a reader in danger.', verbose_name='exit button')),
                ('body', wagtail.fields.StreamField([('prose', 0), ('picture', 3), ('callout', 6), ('contacts', 7), ('people', 8), ('documents', 9), ('buttons', 10), ('quote', 13), ('expander', 15), ('table', 16), ('events', 17)], blank=True, block_lookup={0: ('partnership.pages.blocks.text.ProseBlock', (), {'features': ['h2', 'h3', 'bold', 'link', 'document-link', 'ol', 'ul']}), 1: ('wagtail.images.blocks.ImageBlock', [], {}), 2: ('wagtail.blocks.CharBlock', (), {'help_text': 'Shown under the picture.', 'required': False}), 3: ('wagtail.blocks.StructBlock', [[('image', 1), ('caption', 2)]], {}), 4: ('wagtail.blocks.CharBlock', (), {'help_text': 'What the box is about, in a few words.'}), 5: ('wagtail.blocks.RichTextBlock', (), {'features': ['bold', 'link', 'document-link', 'ul']}), 6: ('wagtail.blocks.StructBlock', [[('title', 4), ('text', 5)]], {}), 7: ('partnership.pages.blocks.records.ContactsBlock', (), {}), 8: ('partnership.pages.blocks.records.PeopleBlock', (), {}), 9: ('partnership.pages.blocks.records.DocumentsBlock', (), {}), 10: ('partnership.pages.blocks.links.ButtonsBlock', (), {}), 11: ('wagtail.blocks.TextBlock', (), {'help_text': 'The words themselves, without quotation marks.'}), 12: ('wagtail.blocks.CharBlock', (), {'help_text': 'Who said it. Never name a child.', 'required': False}), 13: ('wagtail.blocks.StructBlock', [[('text', 11), ('who', 12)]], {}), 14: ('wagtail.blocks.CharBlock', (), {'help_text': 'What a reader finds when they open it.'}), 15: ('wagtail.blocks.StructBlock', [[('title', 14), ('text', 5)]], {}), 16: ('partnership.pages.blocks.text.AccessibleTableBlock', (), {}), 17: ('partnership.events.blocks.EventsBlock', (), {})}, help_text='Build the page from blocks. To show a telephone number, choose a contact: never type the number.', verbose_name='text')),
                ('show_contents', models.BooleanField(default=True, help_text='Shows a list of the headings at the top of pages with three or more headings.', verbose_name='list of contents')),
            ],
            options={
                'verbose_name': 'guidance page',
            },
            bases=('wagtailcore.page', models.Model),
        ),
        migrations.CreateModel(
            name='NewsIndexPage',
            fields=[
                ('page_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to='wagtailcore.page')),
                ('show_exit', models.BooleanField(default=True, help_text='A button that leaves the website at once, for people who are watched at home. Switch it off only if nothing on the page could put a reader in danger.', verbose_name='exit button')),
            ],
            options={
                'verbose_name': 'news',
                'verbose_name_plural': 'news',
            },
            bases=(wagtail.contrib.routable_page.models.RoutablePageMixin, 'wagtailcore.page', models.Model),
        ),
        migrations.CreateModel(
            name='PublicationKind',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(help_text='The name shown to visitors and editors in lists.', max_length=120, unique=True)),
                ('sort_order', models.PositiveSmallIntegerField(default=100, help_text='Lower numbers come first.', verbose_name='position in lists')),
                ('plural', models.CharField(help_text='The heading above a list of publications of this kind.', max_length=120)),
                ('explanation', models.TextField(blank=True, help_text='A sentence for visitors about this kind, shown under that heading.')),
            ],
            options={
                'ordering': ['sort_order', 'name'],
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='ReportConcernPage',
            fields=[
                ('page_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to='wagtailcore.page')),
                ('show_exit', models.BooleanField(default=True, help_text='A button that leaves the website at once, for people who are watched at home. Switch it off only if nothing on the page could put a reader in danger.', verbose_name='exit button')),
                ('body', wagtail.fields.StreamField([('prose', 0), ('picture', 3), ('callout', 6), ('contacts', 7), ('people', 8), ('documents', 9), ('buttons', 10), ('quote', 13), ('expander', 15), ('table', 16), ('events', 17)], blank=True, block_lookup={0: ('partnership.pages.blocks.text.ProseBlock', (), {'features': ['h2', 'h3', 'bold', 'link', 'document-link', 'ol', 'ul']}), 1: ('wagtail.images.blocks.ImageBlock', [], {}), 2: ('wagtail.blocks.CharBlock', (), {'help_text': 'Shown under the picture.', 'required': False}), 3: ('wagtail.blocks.StructBlock', [[('image', 1), ('caption', 2)]], {}), 4: ('wagtail.blocks.CharBlock', (), {'help_text': 'What the box is about, in a few words.'}), 5: ('wagtail.blocks.RichTextBlock', (), {'features': ['bold', 'link', 'document-link', 'ul']}), 6: ('wagtail.blocks.StructBlock', [[('title', 4), ('text', 5)]], {}), 7: ('partnership.pages.blocks.records.ContactsBlock', (), {}), 8: ('partnership.pages.blocks.records.PeopleBlock', (), {}), 9: ('partnership.pages.blocks.records.DocumentsBlock', (), {}), 10: ('partnership.pages.blocks.links.ButtonsBlock', (), {}), 11: ('wagtail.blocks.TextBlock', (), {'help_text': 'The words themselves, without quotation marks.'}), 12: ('wagtail.blocks.CharBlock', (), {'help_text': 'Who said it. Never name a child.', 'required': False}), 13: ('wagtail.blocks.StructBlock', [[('text', 11), ('who', 12)]], {}), 14: ('wagtail.blocks.CharBlock', (), {'help_text': 'What a reader finds when they open it.'}), 15: ('wagtail.blocks.StructBlock', [[('title', 14), ('text', 5)]], {}), 16: ('partnership.pages.blocks.text.AccessibleTableBlock', (), {}), 17: ('partnership.events.blocks.EventsBlock', (), {})}, help_text='Build the page from blocks. To show a telephone number, choose a contact: never type the number.', verbose_name='text')),
                ('routes', wagtail.fields.StreamField([('route', 10)], block_lookup={0: ('wagtail.blocks.CharBlock', (), {'help_text': 'The situation, as a worried person would say it.'}), 1: ('wagtail.blocks.RichTextBlock', (), {'features': ['bold', 'link', 'document-link', 'ul'], 'help_text': 'What to do, the most important thing first.'}), 2: ('wagtail.snippets.blocks.SnippetChooserBlock', (partnership.directory.models.contacts.Contact,), {}), 3: ('wagtail.blocks.ListBlock', (2,), {'default': []}), 4: ('wagtail.blocks.CharBlock', (), {'help_text': 'The link text. Leave empty to show the title of the page.', 'required': False}), 5: ('wagtail.blocks.PageChooserBlock', (), {'help_text': 'A page of this website. Leave empty for any other address.', 'required': False}), 6: ('wagtail.blocks.URLBlock', (), {'help_text': 'An address that starts with https://, if you did not choose a page.', 'label': 'Other address', 'required': False}), 7: ('wagtail.blocks.StructBlock', [[('text', 4), ('page', 5), ('url', 6)]], {}), 8: ('wagtail.blocks.ListBlock', (7,), {'default': []}), 9: ('wagtail.blocks.BooleanBlock', (), {'help_text': 'Tick if a child may be in danger now.', 'required': False}), 10: ('wagtail.blocks.StructBlock', [[('heading', 0), ('text', 1), ('contacts', 3), ('links', 8), ('urgent', 9)]], {})}, help_text='Add a route for each situation, the most urgent first. Numbers come from the contact register. Visitors do not see numbers that are not verified.')),
            ],
            options={
                'verbose_name': 'report a concern',
                'verbose_name_plural': 'report a concern',
            },
            bases=('wagtailcore.page', models.Model),
        ),
        migrations.CreateModel(
            name='SiteMapPage',
            fields=[
                ('page_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to='wagtailcore.page')),
                ('show_exit', models.BooleanField(default=True, help_text='A button that leaves the website at once, for people who are watched at home. Switch it off only if nothing on the page could put a reader in danger.', verbose_name='exit button')),
            ],
            options={
                'verbose_name': 'site map',
            },
            bases=('wagtailcore.page',),
        ),
        migrations.CreateModel(
            name='ValuesPage',
            fields=[
                ('page_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to='wagtailcore.page')),
                ('show_exit', models.BooleanField(default=True, help_text='A button that leaves the website at once, for people who are watched at home. Switch it off only if nothing on the page could put a reader in danger.', verbose_name='exit button')),
                ('body', wagtail.fields.StreamField([('prose', 0), ('picture', 3), ('callout', 6), ('contacts', 7), ('people', 8), ('documents', 9), ('buttons', 10), ('quote', 13), ('expander', 15), ('table', 16), ('events', 17)], blank=True, block_lookup={0: ('partnership.pages.blocks.text.ProseBlock', (), {'features': ['h2', 'h3', 'bold', 'link', 'document-link', 'ol', 'ul']}), 1: ('wagtail.images.blocks.ImageBlock', [], {}), 2: ('wagtail.blocks.CharBlock', (), {'help_text': 'Shown under the picture.', 'required': False}), 3: ('wagtail.blocks.StructBlock', [[('image', 1), ('caption', 2)]], {}), 4: ('wagtail.blocks.CharBlock', (), {'help_text': 'What the box is about, in a few words.'}), 5: ('wagtail.blocks.RichTextBlock', (), {'features': ['bold', 'link', 'document-link', 'ul']}), 6: ('wagtail.blocks.StructBlock', [[('title', 4), ('text', 5)]], {}), 7: ('partnership.pages.blocks.records.ContactsBlock', (), {}), 8: ('partnership.pages.blocks.records.PeopleBlock', (), {}), 9: ('partnership.pages.blocks.records.DocumentsBlock', (), {}), 10: ('partnership.pages.blocks.links.ButtonsBlock', (), {}), 11: ('wagtail.blocks.TextBlock', (), {'help_text': 'The words themselves, without quotation marks.'}), 12: ('wagtail.blocks.CharBlock', (), {'help_text': 'Who said it. Never name a child.', 'required': False}), 13: ('wagtail.blocks.StructBlock', [[('text', 11), ('who', 12)]], {}), 14: ('wagtail.blocks.CharBlock', (), {'help_text': 'What a reader finds when they open it.'}), 15: ('wagtail.blocks.StructBlock', [[('title', 14), ('text', 5)]], {}), 16: ('partnership.pages.blocks.text.AccessibleTableBlock', (), {}), 17: ('partnership.events.blocks.EventsBlock', (), {})}, help_text='Build the page from blocks. To show a telephone number, choose a contact: never type the number.', verbose_name='text')),
                ('vision', models.TextField(help_text='The vision in one or two sentences, in large type.')),
                ('values_introduction', models.TextField(blank=True, help_text='A sentence above the values. Optional.')),
                ('values', wagtail.fields.StreamField([('value', 2)], block_lookup={0: ('wagtail.blocks.CharBlock', (), {'help_text': 'A few words.'}), 1: ('wagtail.blocks.TextBlock', (), {'help_text': 'One or two sentences.', 'required': False}), 2: ('wagtail.blocks.StructBlock', [[('name', 0), ('text', 1)]], {})}, help_text='Each value with one or two sentences.')),
            ],
            options={
                'verbose_name': 'vision and values',
                'verbose_name_plural': 'vision and values',
            },
            bases=('wagtailcore.page', models.Model),
        ),
        migrations.CreateModel(
            name='GroupPage',
            fields=[
                ('page_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to='wagtailcore.page')),
                ('show_exit', models.BooleanField(default=True, help_text='A button that leaves the website at once, for people who are watched at home. Switch it off only if nothing on the page could put a reader in danger.', verbose_name='exit button')),
                ('body', wagtail.fields.StreamField([('prose', 0), ('picture', 3), ('callout', 6), ('contacts', 7), ('people', 8), ('documents', 9), ('buttons', 10), ('quote', 13), ('expander', 15), ('table', 16), ('events', 17)], blank=True, block_lookup={0: ('partnership.pages.blocks.text.ProseBlock', (), {'features': ['h2', 'h3', 'bold', 'link', 'document-link', 'ol', 'ul']}), 1: ('wagtail.images.blocks.ImageBlock', [], {}), 2: ('wagtail.blocks.CharBlock', (), {'help_text': 'Shown under the picture.', 'required': False}), 3: ('wagtail.blocks.StructBlock', [[('image', 1), ('caption', 2)]], {}), 4: ('wagtail.blocks.CharBlock', (), {'help_text': 'What the box is about, in a few words.'}), 5: ('wagtail.blocks.RichTextBlock', (), {'features': ['bold', 'link', 'document-link', 'ul']}), 6: ('wagtail.blocks.StructBlock', [[('title', 4), ('text', 5)]], {}), 7: ('partnership.pages.blocks.records.ContactsBlock', (), {}), 8: ('partnership.pages.blocks.records.PeopleBlock', (), {}), 9: ('partnership.pages.blocks.records.DocumentsBlock', (), {}), 10: ('partnership.pages.blocks.links.ButtonsBlock', (), {}), 11: ('wagtail.blocks.TextBlock', (), {'help_text': 'The words themselves, without quotation marks.'}), 12: ('wagtail.blocks.CharBlock', (), {'help_text': 'Who said it. Never name a child.', 'required': False}), 13: ('wagtail.blocks.StructBlock', [[('text', 11), ('who', 12)]], {}), 14: ('wagtail.blocks.CharBlock', (), {'help_text': 'What a reader finds when they open it.'}), 15: ('wagtail.blocks.StructBlock', [[('title', 14), ('text', 5)]], {}), 16: ('partnership.pages.blocks.text.AccessibleTableBlock', (), {}), 17: ('partnership.events.blocks.EventsBlock', (), {})}, help_text='Build the page from blocks. To show a telephone number, choose a contact: never type the number.', verbose_name='text')),
                ('meets', models.CharField(blank=True, help_text='For example, ‘every three months’.', max_length=120, verbose_name='how often it meets')),
                ('started_on', models.DateField(blank=True, help_text='Optional.', null=True, verbose_name='first met on')),
                ('ended_on', models.DateField(blank=True, help_text='The group’s last day. From the next day, the chart does not show it.', null=True, verbose_name='ended on')),
                ('also_reports_to', models.ForeignKey(blank=True, help_text='A second group that it reports to. The first is the page above this one.', null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='pages.grouppage')),
                ('kind', models.ForeignKey(blank=True, help_text='Board, subgroup, task and finish group, … Shown above its name.', null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='pages.groupkind')),
                ('terms_of_reference', models.ForeignKey(blank=True, help_text='The document that says what the group does and may decide. Optional.', null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='library.partnershipdocument')),
            ],
            options={
                'verbose_name': 'group',
            },
            bases=('wagtailcore.page', models.Model),
        ),
        migrations.CreateModel(
            name='MembersPage',
            fields=[
                ('page_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to='wagtailcore.page')),
                ('show_exit', models.BooleanField(default=True, help_text='A button that leaves the website at once, for people who are watched at home. Switch it off only if nothing on the page could put a reader in danger.', verbose_name='exit button')),
                ('body', wagtail.fields.StreamField([('prose', 0), ('picture', 3), ('callout', 6), ('contacts', 7), ('people', 8), ('documents', 9), ('buttons', 10), ('quote', 13), ('expander', 15), ('table', 16), ('events', 17)], blank=True, block_lookup={0: ('partnership.pages.blocks.text.ProseBlock', (), {'features': ['h2', 'h3', 'bold', 'link', 'document-link', 'ol', 'ul']}), 1: ('wagtail.images.blocks.ImageBlock', [], {}), 2: ('wagtail.blocks.CharBlock', (), {'help_text': 'Shown under the picture.', 'required': False}), 3: ('wagtail.blocks.StructBlock', [[('image', 1), ('caption', 2)]], {}), 4: ('wagtail.blocks.CharBlock', (), {'help_text': 'What the box is about, in a few words.'}), 5: ('wagtail.blocks.RichTextBlock', (), {'features': ['bold', 'link', 'document-link', 'ul']}), 6: ('wagtail.blocks.StructBlock', [[('title', 4), ('text', 5)]], {}), 7: ('partnership.pages.blocks.records.ContactsBlock', (), {}), 8: ('partnership.pages.blocks.records.PeopleBlock', (), {}), 9: ('partnership.pages.blocks.records.DocumentsBlock', (), {}), 10: ('partnership.pages.blocks.links.ButtonsBlock', (), {}), 11: ('wagtail.blocks.TextBlock', (), {'help_text': 'The words themselves, without quotation marks.'}), 12: ('wagtail.blocks.CharBlock', (), {'help_text': 'Who said it. Never name a child.', 'required': False}), 13: ('wagtail.blocks.StructBlock', [[('text', 11), ('who', 12)]], {}), 14: ('wagtail.blocks.CharBlock', (), {'help_text': 'What a reader finds when they open it.'}), 15: ('wagtail.blocks.StructBlock', [[('title', 14), ('text', 5)]], {}), 16: ('partnership.pages.blocks.text.AccessibleTableBlock', (), {}), 17: ('partnership.events.blocks.EventsBlock', (), {})}, help_text='Build the page from blocks. To show a telephone number, choose a contact: never type the number.', verbose_name='text')),
                ('scrutiny', models.TextField(blank=True, help_text='What the independent scrutineer does, in one or two sentences.')),
                ('structure_introduction', models.TextField(blank=True, help_text='A sentence above the chart of groups. Optional.')),
                ('scrutineer', models.ForeignKey(blank=True, help_text='Leave empty while the post is vacant or not yet announced.', null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='directory.person', verbose_name='independent scrutineer')),
            ],
            options={
                'verbose_name': 'members and structure',
                'verbose_name_plural': 'members and structure',
            },
            bases=('wagtailcore.page', models.Model),
        ),
        migrations.CreateModel(
            name='NewsPage',
            fields=[
                ('page_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to='wagtailcore.page')),
                ('show_exit', models.BooleanField(default=True, help_text='A button that leaves the website at once, for people who are watched at home. Switch it off only if nothing on the page could put a reader in danger.', verbose_name='exit button')),
                ('body', wagtail.fields.StreamField([('prose', 0), ('picture', 3), ('callout', 6), ('contacts', 7), ('people', 8), ('documents', 9), ('buttons', 10), ('quote', 13), ('expander', 15), ('table', 16), ('events', 17)], blank=True, block_lookup={0: ('partnership.pages.blocks.text.ProseBlock', (), {'features': ['h2', 'h3', 'bold', 'link', 'document-link', 'ol', 'ul']}), 1: ('wagtail.images.blocks.ImageBlock', [], {}), 2: ('wagtail.blocks.CharBlock', (), {'help_text': 'Shown under the picture.', 'required': False}), 3: ('wagtail.blocks.StructBlock', [[('image', 1), ('caption', 2)]], {}), 4: ('wagtail.blocks.CharBlock', (), {'help_text': 'What the box is about, in a few words.'}), 5: ('wagtail.blocks.RichTextBlock', (), {'features': ['bold', 'link', 'document-link', 'ul']}), 6: ('wagtail.blocks.StructBlock', [[('title', 4), ('text', 5)]], {}), 7: ('partnership.pages.blocks.records.ContactsBlock', (), {}), 8: ('partnership.pages.blocks.records.PeopleBlock', (), {}), 9: ('partnership.pages.blocks.records.DocumentsBlock', (), {}), 10: ('partnership.pages.blocks.links.ButtonsBlock', (), {}), 11: ('wagtail.blocks.TextBlock', (), {'help_text': 'The words themselves, without quotation marks.'}), 12: ('wagtail.blocks.CharBlock', (), {'help_text': 'Who said it. Never name a child.', 'required': False}), 13: ('wagtail.blocks.StructBlock', [[('text', 11), ('who', 12)]], {}), 14: ('wagtail.blocks.CharBlock', (), {'help_text': 'What a reader finds when they open it.'}), 15: ('wagtail.blocks.StructBlock', [[('title', 14), ('text', 5)]], {}), 16: ('partnership.pages.blocks.text.AccessibleTableBlock', (), {}), 17: ('partnership.events.blocks.EventsBlock', (), {})}, help_text='Build the page from blocks. To show a telephone number, choose a contact: never type the number.', verbose_name='text')),
                ('date', models.DateField(default=django.utils.timezone.localdate, help_text='The day of the announcement.')),
                ('areas', modelcluster.fields.ParentalManyToManyField(blank=True, help_text='The areas this concerns. Leave empty if it concerns all areas.', to='directory.area')),
                ('audiences', modelcluster.fields.ParentalManyToManyField(blank=True, help_text='Who this is for. Leave empty if it is for everyone.', to='directory.audience')),
                ('image', models.ForeignKey(blank=True, help_text='Optional. Choose a picture that shows real work.', null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='library.partnershipimage')),
            ],
            options={
                'verbose_name': 'news item',
            },
            bases=('wagtailcore.page', models.Model),
        ),
        migrations.CreateModel(
            name='PartnershipSettings',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(default='Safeguarding children partnership', help_text='The full name, shown at the top of every page.', max_length=120)),
                ('short_name', models.CharField(blank=True, help_text='The short name that people use, such as ‘WFSCP’.', max_length=30)),
                ('area_name', models.CharField(blank=True, help_text='The area that the partnership serves.', max_length=120, verbose_name='area')),
                ('description', models.TextField(blank=True, help_text='Who the partnership is, in two lines. Shown in the footer of every page.')),
                ('email', models.EmailField(blank=True, help_text='The business team’s email address, shown to visitors.', max_length=254)),
                ('training_email', models.EmailField(blank=True, help_text='The email address for questions about training, shown to visitors.', max_length=254)),
                ('learning_zone', models.URLField(blank=True, help_text='The address where people book training, starting with https://. Every event booked in the Learning Zone links to it.', verbose_name='Learning Zone')),
                ('postal_address', models.TextField(blank=True, help_text='Optional. Start a new line for each part of the address.')),
                ('accent', models.CharField(choices=[('fell', 'Fell green'), ('lake', 'Lake blue'), ('heather', 'Heather purple'), ('rowan', 'Rowan red')], default='fell', help_text='The colour of links and buttons. All of these have enough contrast.', max_length=20, verbose_name='colour')),
                ('exit_url', models.URLField(default='https://www.bbc.co.uk/weather', help_text='An everyday page that raises no questions if someone looks over a visitor’s shoulder.', verbose_name='page that the exit button opens')),
                ('sign_up_links', wagtail.fields.StreamField([('link', 3)], blank=True, block_lookup={0: ('wagtail.blocks.CharBlock', (), {'help_text': 'The link text. Leave empty to show the title of the page.', 'required': False}), 1: ('wagtail.blocks.PageChooserBlock', (), {'help_text': 'A page of this website. Leave empty for any other address.', 'required': False}), 2: ('wagtail.blocks.URLBlock', (), {'help_text': 'An address that starts with https://, if you did not choose a page.', 'label': 'Other address', 'required': False}), 3: ('wagtail.blocks.StructBlock', [[('text', 0), ('page', 1), ('url', 2)]], {})}, help_text='Links to sign up for newsletters and briefings by email.', verbose_name='sign-up links')),
                ('footer_links', wagtail.fields.StreamField([('page', 0)], blank=True, block_lookup={0: ('wagtail.blocks.PageChooserBlock', (), {'icon': 'doc-empty'})}, help_text='Pages linked in the footer of every page.')),
                ('emergency_contact', models.ForeignKey(blank=True, help_text='The number to call if a child is in danger now. Shown at the top of every page, but only while it is verified.', null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='directory.contact')),
                ('logo', models.ForeignKey(blank=True, help_text='The partnership’s logo. Without one, pages show a small landscape.', null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='library.partnershipimage')),
                ('report_page', models.ForeignKey(blank=True, help_text='The page that ‘Worried about a child?’ opens, at the top of every page.', null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='wagtailcore.page')),
                ('site', models.OneToOneField(editable=False, on_delete=django.db.models.deletion.CASCADE, to='wagtailcore.site')),
            ],
            options={
                'verbose_name': 'partnership',
            },
        ),
        migrations.CreateModel(
            name='Publication',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('sort_order', models.IntegerField(blank=True, editable=False, null=True)),
                ('title', models.CharField(help_text='The title, with the year if it has one.', max_length=200)),
                ('link', models.URLField(blank=True, help_text='If it is on another website, its address there, starting with https://')),
                ('published_by', models.CharField(blank=True, help_text='Only if another organisation published it.', max_length=120)),
                ('effective_from', models.DateField(blank=True, help_text='The day it took effect.', null=True)),
                ('agreed_by', models.CharField(blank=True, help_text='Who agreed it, such as the name of the board.', max_length=200)),
                ('review_on', models.DateField(blank=True, help_text='The day it is due to be reviewed.', null=True, verbose_name='next review')),
                ('superseded_on', models.DateField(blank=True, help_text='The day a newer publication replaced it. Leave empty while it is current.', null=True)),
                ('note', models.CharField(blank=True, help_text='A line for visitors. Optional.', max_length=300)),
                ('document', models.ForeignKey(blank=True, help_text='The file. Leave empty if it is on another website, or is not online yet.', null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='library.partnershipdocument')),
                ('page', modelcluster.fields.ParentalKey(on_delete=django.db.models.deletion.CASCADE, related_name='publications', to='pages.arrangementspage')),
                ('kind', models.ForeignKey(help_text='Decides the heading it appears under.', on_delete=django.db.models.deletion.PROTECT, related_name='+', to='pages.publicationkind')),
            ],
            options={
                'ordering': ['sort_order'],
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Seat',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('sort_order', models.IntegerField(blank=True, editable=False, null=True)),
                ('started_on', models.DateField(blank=True, help_text='Optional.', null=True, verbose_name='from')),
                ('ended_on', models.DateField(blank=True, help_text='Their last day. Leave empty while they are in post.', null=True, verbose_name='to')),
                ('name', models.CharField(help_text='For example, ‘Chair’, ‘Vice chair’ or ‘Member’.', max_length=120, verbose_name='seat')),
                ('is_chair', models.BooleanField(default=False, help_text='Tick if this is the chair’s seat. The chart shows who chairs each group.', verbose_name='chairs the group')),
                ('holder', models.ForeignKey(blank=True, help_text='Leave empty while the seat is vacant. Visitors then see ‘Vacant’.', null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='directory.person')),
                ('organisation', models.ForeignKey(blank=True, help_text='The organisation that the seat belongs to, even if the holder changes. Optional.', null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='directory.organisation')),
                ('page', modelcluster.fields.ParentalKey(on_delete=django.db.models.deletion.CASCADE, related_name='seats', to='pages.grouppage')),
            ],
            options={
                'ordering': ['sort_order'],
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='TeamMember',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('sort_order', models.IntegerField(blank=True, editable=False, null=True)),
                ('page', modelcluster.fields.ParentalKey(on_delete=django.db.models.deletion.CASCADE, related_name='team', to='pages.aboutpage')),
                ('person', models.ForeignKey(help_text='People who have left are not shown.', on_delete=django.db.models.deletion.CASCADE, related_name='+', to='directory.person')),
            ],
            options={
                'ordering': ['sort_order'],
                'abstract': False,
            },
        ),
    ]
