import django.db.models.deletion
import modelcluster.fields
import wagtail.contrib.routable_page.models
import wagtail.fields
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('directory', '0001_initial'),
        ('wagtailcore', '0097_baselogentry_uuid_action_timestamp_indexes'),
    ]

    operations = [
        migrations.CreateModel(
            name='EventIndexPage',
            fields=[
                ('page_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to='wagtailcore.page')),
                ('show_exit', models.BooleanField(default=True, help_text='A button that leaves the website at once, for people who are watched at home. Switch it off only if nothing on the page could put a reader in danger.', verbose_name='exit button')),
                ('body', wagtail.fields.StreamField([('prose', 0), ('picture', 3), ('callout', 6), ('contacts', 7), ('people', 8), ('documents', 9), ('buttons', 10), ('quote', 13), ('expander', 15), ('table', 16), ('events', 17)], blank=True, block_lookup={0: ('partnership.pages.blocks.text.ProseBlock', (), {'features': ['h2', 'h3', 'bold', 'link', 'document-link', 'ol', 'ul']}), 1: ('wagtail.images.blocks.ImageBlock', [], {}), 2: ('wagtail.blocks.CharBlock', (), {'help_text': 'Shown under the picture.', 'required': False}), 3: ('wagtail.blocks.StructBlock', [[('image', 1), ('caption', 2)]], {}), 4: ('wagtail.blocks.CharBlock', (), {'help_text': 'What the box is about, in a few words.'}), 5: ('wagtail.blocks.RichTextBlock', (), {'features': ['bold', 'link', 'document-link', 'ul']}), 6: ('wagtail.blocks.StructBlock', [[('title', 4), ('text', 5)]], {}), 7: ('partnership.pages.blocks.records.ContactsBlock', (), {}), 8: ('partnership.pages.blocks.records.PeopleBlock', (), {}), 9: ('partnership.pages.blocks.records.DocumentsBlock', (), {}), 10: ('partnership.pages.blocks.links.ButtonsBlock', (), {}), 11: ('wagtail.blocks.TextBlock', (), {'help_text': 'The words themselves, without quotation marks.'}), 12: ('wagtail.blocks.CharBlock', (), {'help_text': 'Who said it. Never name a child.', 'required': False}), 13: ('wagtail.blocks.StructBlock', [[('text', 11), ('who', 12)]], {}), 14: ('wagtail.blocks.CharBlock', (), {'help_text': 'What a reader finds when they open it.'}), 15: ('wagtail.blocks.StructBlock', [[('title', 14), ('text', 5)]], {}), 16: ('partnership.pages.blocks.text.AccessibleTableBlock', (), {}), 17: ('partnership.events.blocks.EventsBlock', (), {})}, help_text='Build the page from blocks. To show a telephone number, choose a contact: never type the number.', verbose_name='text')),
            ],
            options={
                'verbose_name': 'events',
                'verbose_name_plural': 'events',
            },
            bases=(wagtail.contrib.routable_page.models.RoutablePageMixin, 'wagtailcore.page', models.Model),
        ),
        migrations.CreateModel(
            name='EventKind',
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
            name='EventPage',
            fields=[
                ('page_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to='wagtailcore.page')),
                ('show_exit', models.BooleanField(default=True, help_text='A button that leaves the website at once, for people who are watched at home. Switch it off only if nothing on the page could put a reader in danger.', verbose_name='exit button')),
                ('body', wagtail.fields.StreamField([('prose', 0), ('picture', 3), ('callout', 6), ('contacts', 7), ('people', 8), ('documents', 9), ('buttons', 10), ('quote', 13), ('expander', 15), ('table', 16), ('events', 17)], blank=True, block_lookup={0: ('partnership.pages.blocks.text.ProseBlock', (), {'features': ['h2', 'h3', 'bold', 'link', 'document-link', 'ol', 'ul']}), 1: ('wagtail.images.blocks.ImageBlock', [], {}), 2: ('wagtail.blocks.CharBlock', (), {'help_text': 'Shown under the picture.', 'required': False}), 3: ('wagtail.blocks.StructBlock', [[('image', 1), ('caption', 2)]], {}), 4: ('wagtail.blocks.CharBlock', (), {'help_text': 'What the box is about, in a few words.'}), 5: ('wagtail.blocks.RichTextBlock', (), {'features': ['bold', 'link', 'document-link', 'ul']}), 6: ('wagtail.blocks.StructBlock', [[('title', 4), ('text', 5)]], {}), 7: ('partnership.pages.blocks.records.ContactsBlock', (), {}), 8: ('partnership.pages.blocks.records.PeopleBlock', (), {}), 9: ('partnership.pages.blocks.records.DocumentsBlock', (), {}), 10: ('partnership.pages.blocks.links.ButtonsBlock', (), {}), 11: ('wagtail.blocks.TextBlock', (), {'help_text': 'The words themselves, without quotation marks.'}), 12: ('wagtail.blocks.CharBlock', (), {'help_text': 'Who said it. Never name a child.', 'required': False}), 13: ('wagtail.blocks.StructBlock', [[('text', 11), ('who', 12)]], {}), 14: ('wagtail.blocks.CharBlock', (), {'help_text': 'What a reader finds when they open it.'}), 15: ('wagtail.blocks.StructBlock', [[('title', 14), ('text', 5)]], {}), 16: ('partnership.pages.blocks.text.AccessibleTableBlock', (), {}), 17: ('partnership.events.blocks.EventsBlock', (), {})}, help_text='Build the page from blocks. To show a telephone number, choose a contact: never type the number.', verbose_name='text')),
                ('attendance', models.CharField(choices=[('in_person', 'In person'), ('online', 'Online'), ('either', 'In person or online')], default='in_person', help_text='How people take part.', max_length=10)),
                ('joining', models.CharField(blank=True, help_text='For example, ‘We will send you the link the day before’. Never give the link itself: anyone could join.', max_length=200, verbose_name='how people join online')),
                ('cost', models.CharField(blank=True, help_text='For example, ‘Free’ or ‘£40 a place, free for schools’. Leave empty if you do not know it yet.', max_length=120)),
                ('places', models.PositiveSmallIntegerField(blank=True, help_text='Optional. How many people can take part.', null=True)),
                ('is_full', models.BooleanField(default=False, help_text='Tick when all places are taken. Visitors then see ‘Fully booked’ instead of how to book.', verbose_name='fully booked')),
                ('booking', models.CharField(choices=[('none', 'No need to book'), ('learning_zone', 'In the Learning Zone'), ('link', 'On another web page'), ('email', 'By email'), ('later', 'Not known yet')], default='learning_zone', help_text='How people book a place. To change the address of the Learning Zone, go to Settings, Partnership.', max_length=13, verbose_name='how to book')),
                ('booking_link', models.URLField(blank=True, help_text='The address of the web page where people book, starting with https://')),
                ('booking_email', models.EmailField(blank=True, help_text='Leave empty to use the partnership’s training email address.', max_length=254)),
                ('booking_closes_on', models.DateField(blank=True, help_text='Optional. The last day to book.', null=True, verbose_name='book by')),
                ('sessions_are', models.CharField(choices=[('all', 'People come to every session'), ('one', 'People choose one session')], default='all', help_text='Whether people come to all sessions or choose one. Ignored when there is only one session.', max_length=4, verbose_name='several sessions')),
                ('status', models.CharField(choices=[('going_ahead', 'Going ahead'), ('postponed', 'Postponed, no new date yet'), ('cancelled', 'Cancelled')], default='going_ahead', help_text='If you postpone or cancel the event, leave the old dates in: lists and calendars then show that it is off. When it has a new date, choose ‘Going ahead’ again.', max_length=12)),
                ('status_note', models.CharField(blank=True, help_text='One line for people who planned to come, such as ‘We will write to everyone who booked’.', max_length=200)),
                ('run_by', models.CharField(blank=True, help_text='Who runs it, if it is not this partnership.', max_length=160)),
                ('areas', modelcluster.fields.ParentalManyToManyField(blank=True, help_text='The areas this concerns. Leave empty if it concerns all areas.', to='directory.area')),
                ('audiences', modelcluster.fields.ParentalManyToManyField(blank=True, help_text='Who this is for. Leave empty if it is for everyone.', to='directory.audience')),
                ('kind', models.ForeignKey(help_text='What it is, such as training. Visitors can filter events by kind.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='events.eventkind')),
                ('venue', models.ForeignKey(blank=True, help_text='Where it is held. Leave empty if it is online, or if you do not know yet.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='directory.venue')),
            ],
            options={
                'verbose_name': 'event',
            },
            bases=(wagtail.contrib.routable_page.models.RoutablePageMixin, 'wagtailcore.page', models.Model),
        ),
        migrations.CreateModel(
            name='EventSession',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('sort_order', models.IntegerField(blank=True, editable=False, null=True)),
                ('name', models.CharField(blank=True, help_text='Optional. For example, ‘Day 2’ or ‘Morning’.', max_length=120)),
                ('date', models.DateField(help_text='The day it takes place.')),
                ('starts_at', models.TimeField(blank=True, help_text='Leave empty if you do not know the time yet.', null=True, verbose_name='from')),
                ('ends_at', models.TimeField(blank=True, help_text='Optional.', null=True, verbose_name='to')),
                ('all_day', models.BooleanField(default=False, help_text='Tick if it takes the whole day and has no times.')),
                ('ends_on', models.DateField(blank=True, help_text='Only for an event that lasts several whole days in a row.', null=True, verbose_name='last day')),
                ('is_cancelled', models.BooleanField(default=False, help_text='Tick if only this session is cancelled.', verbose_name='cancelled')),
                ('page', modelcluster.fields.ParentalKey(on_delete=django.db.models.deletion.CASCADE, related_name='sessions', to='events.eventpage')),
                ('venue', models.ForeignKey(blank=True, help_text='Only if this session is not at the venue of the event.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='directory.venue')),
            ],
            options={
                'ordering': ['sort_order'],
                'abstract': False,
            },
        ),
    ]
