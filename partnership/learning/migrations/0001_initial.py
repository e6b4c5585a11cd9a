import django.db.models.deletion
import django.utils.timezone
import modelcluster.fields
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
            name='ResourcePage',
            fields=[
                ('page_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to='wagtailcore.page')),
                ('show_exit', models.BooleanField(default=True, help_text='A button that leaves the website at once, for people who are watched at home. Switch it off only if nothing on the page could put a reader in danger.', verbose_name='exit button')),
                ('body', wagtail.fields.StreamField([('prose', 0), ('picture', 3), ('callout', 6), ('contacts', 7), ('people', 8), ('documents', 9), ('buttons', 10), ('quote', 13), ('expander', 15), ('table', 16), ('events', 17)], blank=True, block_lookup={0: ('partnership.pages.blocks.text.ProseBlock', (), {'features': ['h2', 'h3', 'bold', 'link', 'document-link', 'ol', 'ul']}), 1: ('wagtail.images.blocks.ImageBlock', [], {}), 2: ('wagtail.blocks.CharBlock', (), {'help_text': 'Shown under the picture.', 'required': False}), 3: ('wagtail.blocks.StructBlock', [[('image', 1), ('caption', 2)]], {}), 4: ('wagtail.blocks.CharBlock', (), {'help_text': 'What the box is about, in a few words.'}), 5: ('wagtail.blocks.RichTextBlock', (), {'features': ['bold', 'link', 'document-link', 'ul']}), 6: ('wagtail.blocks.StructBlock', [[('title', 4), ('text', 5)]], {}), 7: ('partnership.pages.blocks.records.ContactsBlock', (), {}), 8: ('partnership.pages.blocks.records.PeopleBlock', (), {}), 9: ('partnership.pages.blocks.records.DocumentsBlock', (), {}), 10: ('partnership.pages.blocks.links.ButtonsBlock', (), {}), 11: ('wagtail.blocks.TextBlock', (), {'help_text': 'The words themselves, without quotation marks.'}), 12: ('wagtail.blocks.CharBlock', (), {'help_text': 'Who said it. Never name a child.', 'required': False}), 13: ('wagtail.blocks.StructBlock', [[('text', 11), ('who', 12)]], {}), 14: ('wagtail.blocks.CharBlock', (), {'help_text': 'What a reader finds when they open it.'}), 15: ('wagtail.blocks.StructBlock', [[('title', 14), ('text', 5)]], {}), 16: ('partnership.pages.blocks.text.AccessibleTableBlock', (), {}), 17: ('partnership.events.blocks.EventsBlock', (), {})}, help_text='Build the page from blocks. To show a telephone number, choose a contact: never type the number.', verbose_name='text')),
                ('date', models.DateField(default=django.utils.timezone.localdate, help_text='The day it was published. It is marked as new for 30 days.')),
                ('revised_on', models.DateField(blank=True, help_text='The day its content last changed. Do not count small corrections, such as spelling. It is marked as updated for 30 days.', null=True, verbose_name='updated on')),
                ('what_changed', models.CharField(blank=True, help_text='What changed on that day, in one line for visitors.', max_length=200)),
                ('source', models.CharField(blank=True, help_text='Who made it, if it was not this partnership.', max_length=160)),
                ('link', models.URLField(blank=True, help_text='The address of something on another website, such as a video. Start with https://')),
                ('areas', modelcluster.fields.ParentalManyToManyField(blank=True, help_text='The areas this concerns. Leave empty if it concerns all areas.', to='directory.area')),
                ('audiences', modelcluster.fields.ParentalManyToManyField(blank=True, help_text='Who this is for. Leave empty if it is for everyone.', to='directory.audience')),
            ],
            options={
                'verbose_name': 'resource',
            },
            bases=('wagtailcore.page', models.Model),
        ),
        migrations.CreateModel(
            name='ResourceDocument',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('sort_order', models.IntegerField(blank=True, editable=False, null=True)),
            ],
            options={
                'ordering': ['sort_order'],
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='ResourceIndexPage',
            fields=[
                ('page_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to='wagtailcore.page')),
                ('show_exit', models.BooleanField(default=True, help_text='A button that leaves the website at once, for people who are watched at home. Switch it off only if nothing on the page could put a reader in danger.', verbose_name='exit button')),
                ('body', wagtail.fields.StreamField([('prose', 0), ('picture', 3), ('callout', 6), ('contacts', 7), ('people', 8), ('documents', 9), ('buttons', 10), ('quote', 13), ('expander', 15), ('table', 16), ('events', 17)], blank=True, block_lookup={0: ('partnership.pages.blocks.text.ProseBlock', (), {'features': ['h2', 'h3', 'bold', 'link', 'document-link', 'ol', 'ul']}), 1: ('wagtail.images.blocks.ImageBlock', [], {}), 2: ('wagtail.blocks.CharBlock', (), {'help_text': 'Shown under the picture.', 'required': False}), 3: ('wagtail.blocks.StructBlock', [[('image', 1), ('caption', 2)]], {}), 4: ('wagtail.blocks.CharBlock', (), {'help_text': 'What the box is about, in a few words.'}), 5: ('wagtail.blocks.RichTextBlock', (), {'features': ['bold', 'link', 'document-link', 'ul']}), 6: ('wagtail.blocks.StructBlock', [[('title', 4), ('text', 5)]], {}), 7: ('partnership.pages.blocks.records.ContactsBlock', (), {}), 8: ('partnership.pages.blocks.records.PeopleBlock', (), {}), 9: ('partnership.pages.blocks.records.DocumentsBlock', (), {}), 10: ('partnership.pages.blocks.links.ButtonsBlock', (), {}), 11: ('wagtail.blocks.TextBlock', (), {'help_text': 'The words themselves, without quotation marks.'}), 12: ('wagtail.blocks.CharBlock', (), {'help_text': 'Who said it. Never name a child.', 'required': False}), 13: ('wagtail.blocks.StructBlock', [[('text', 11), ('who', 12)]], {}), 14: ('wagtail.blocks.CharBlock', (), {'help_text': 'What a reader finds when they open it.'}), 15: ('wagtail.blocks.StructBlock', [[('title', 14), ('text', 5)]], {}), 16: ('partnership.pages.blocks.text.AccessibleTableBlock', (), {}), 17: ('partnership.events.blocks.EventsBlock', (), {})}, help_text='Build the page from blocks. To show a telephone number, choose a contact: never type the number.', verbose_name='text')),
            ],
            options={
                'verbose_name': 'resources',
                'verbose_name_plural': 'resources',
            },
            bases=(wagtail.contrib.routable_page.models.RoutablePageMixin, 'wagtailcore.page', models.Model),
        ),
        migrations.CreateModel(
            name='ResourceKind',
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
            name='ReviewAction',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('sort_order', models.IntegerField(blank=True, editable=False, null=True)),
                ('text', models.CharField(help_text='What was agreed.', max_length=300, verbose_name='action')),
                ('state', models.CharField(choices=[('under_way', 'Under way'), ('planned', 'Not started'), ('done', 'Completed'), ('dropped', 'Not going ahead')], default='planned', help_text='Whether it has started or is complete.', max_length=10, verbose_name='status')),
                ('state_on', models.DateField(help_text='The day on which this status was correct.', verbose_name='as of')),
                ('note', models.CharField(blank=True, help_text='Optional. What was done, or why not.', max_length=300)),
            ],
            options={
                'ordering': ['sort_order'],
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Topic',
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
            name='PracticeReviewPage',
            fields=[
                ('resourcepage_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to='learning.resourcepage')),
                ('afterwards', models.TextField(blank=True, help_text='What the partners did after the review, in a few sentences. List the agreed actions below.', verbose_name='action since the review')),
                ('public_since', models.DateField(editable=False, null=True)),
            ],
            options={
                'verbose_name': 'practice review',
            },
            bases=('learning.resourcepage',),
        ),
        migrations.AddField(
            model_name='resourcedocument',
            name='document',
            field=models.ForeignKey(help_text='A file from the library.', on_delete=django.db.models.deletion.PROTECT, related_name='+', to='library.partnershipdocument'),
        ),
        migrations.AddField(
            model_name='resourcedocument',
            name='page',
            field=modelcluster.fields.ParentalKey(on_delete=django.db.models.deletion.CASCADE, related_name='documents', to='learning.resourcepage'),
        ),
        migrations.AddField(
            model_name='resourcepage',
            name='kind',
            field=models.ForeignKey(help_text='What it is, such as a 5-minute briefing. Visitors can filter resources by kind.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='learning.resourcekind'),
        ),
        migrations.AddField(
            model_name='reviewaction',
            name='organisation',
            field=models.ForeignKey(blank=True, help_text='Who does it. Leave empty if it is the whole partnership.', null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='directory.organisation'),
        ),
        migrations.AddField(
            model_name='resourcepage',
            name='topics',
            field=modelcluster.fields.ParentalManyToManyField(blank=True, help_text='What it is about.', to='learning.topic'),
        ),
        migrations.AddField(
            model_name='reviewaction',
            name='page',
            field=modelcluster.fields.ParentalKey(on_delete=django.db.models.deletion.CASCADE, related_name='actions', to='learning.practicereviewpage'),
        ),
        migrations.AddField(
            model_name='practicereviewpage',
            name='briefing',
            field=models.ForeignKey(blank=True, help_text='The briefing with the main points of this review for practitioners.', null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='learning.resourcepage'),
        ),
    ]
