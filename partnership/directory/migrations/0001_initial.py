import django.db.models.deletion
import modelcluster.fields
import modelsearch.index
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
            name='Area',
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
            name='Audience',
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
            name='OrganisationKind',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(help_text='The name shown to visitors and editors in lists.', max_length=120, unique=True)),
                ('sort_order', models.PositiveSmallIntegerField(default=100, help_text='Lower numbers come first.', verbose_name='position in lists')),
                ('plural', models.CharField(help_text='The heading above a list of organisations of this kind.', max_length=120)),
                ('explanation', models.TextField(blank=True, help_text='One or two sentences for visitors, shown under that heading.')),
                ('is_statutory', models.BooleanField(default=False, help_text='Tick if the law requires organisations of this kind to name lead and delegated safeguarding partners.', verbose_name='statutory safeguarding partner')),
            ],
            options={
                'ordering': ['sort_order', 'name'],
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Representative',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('sort_order', models.IntegerField(blank=True, editable=False, null=True)),
                ('started_on', models.DateField(blank=True, help_text='Optional.', null=True, verbose_name='from')),
                ('ended_on', models.DateField(blank=True, help_text='Their last day. Leave empty while they are in post.', null=True, verbose_name='to')),
                ('role', models.CharField(choices=[('lead', 'Lead Safeguarding Partner'), ('delegated', 'Delegated Safeguarding Partner')], default='lead', help_text='The post, as named in law.', max_length=20)),
            ],
            options={
                'ordering': ['sort_order'],
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Venue',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(help_text='The name people look for when they arrive.', max_length=160, unique=True)),
                ('address', models.TextField(blank=True, help_text='Street and town, without the postcode. Start a new line for each part.')),
                ('postcode', models.CharField(blank=True, help_text='For example, LA9 4DQ.', max_length=10)),
                ('getting_there', models.TextField(blank=True, help_text='Parking, buses and trains, and which door to use. Optional.')),
                ('accessibility', models.TextField(blank=True, help_text='Steps, lifts, hearing loop, a quiet room: what people need to know beforehand.')),
                ('changed_at', models.DateTimeField(auto_now=True)),
            ],
            options={
                'ordering': ['name'],
            },
            bases=(modelsearch.index.Indexed, models.Model),
        ),
        migrations.CreateModel(
            name='Contact',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(help_text='Who answers, in words that a worried person understands, such as ‘Children’s services, out of hours’.', max_length=120, unique=True)),
                ('kind', models.CharField(choices=[('telephone', 'Telephone number'), ('email', 'Email address'), ('link', 'Website or online form'), ('post', 'Postal address')], default='telephone', help_text='Decides what happens when a visitor selects the contact.', max_length=20)),
                ('value', models.CharField(blank=True, help_text='Type it only here. Every page that shows this contact uses it.', max_length=300, verbose_name='number, address or link')),
                ('link_text', models.CharField(blank=True, help_text='For a website or form: the link text.', max_length=120)),
                ('hours', models.CharField(blank=True, help_text='When someone answers, such as ‘Day and night’.', max_length=200)),
                ('note', models.CharField(blank=True, help_text='Anything a caller should know, such as ‘Free to call’.', max_length=300)),
                ('verified_on', models.DateField(blank=True, help_text='Set only when someone ticks the box above.', null=True, verbose_name='last verified on')),
                ('verified_how', models.CharField(blank=True, help_text='For example, ‘called and asked’ or ‘opened the form’.', max_length=200, verbose_name='how it was verified')),
                ('verify_every', models.PositiveSmallIntegerField(default=180, help_text='After this many days visitors no longer see the contact, until someone verifies it again. Use 0 for a national number that does not change, such as 999.', verbose_name='verify again after (days)')),
                ('verify_again_by', models.DateField(blank=True, editable=False, help_text='From the day after this, visitors do not see the contact until someone verifies it again.', null=True)),
                ('area', models.ForeignKey(blank=True, help_text='The area it serves. Leave empty for a national contact.', null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='contacts', to='directory.area')),
                ('owner', models.ForeignKey(blank=True, help_text='The colleague who keeps this contact up to date.', null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='contacts_owned', to=settings.AUTH_USER_MODEL)),
                ('verified_by', models.ForeignKey(blank=True, help_text='Who checked the contact last.', null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='contacts_verified', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['name'],
            },
            bases=(modelsearch.index.Indexed, models.Model),
        ),
        migrations.CreateModel(
            name='Organisation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(help_text='The full name.', max_length=200, unique=True)),
                ('short_name', models.CharField(blank=True, help_text='The short name that people use, such as ‘ICB’.', max_length=40)),
                ('website', models.URLField(blank=True, help_text='Its own website, starting with https://')),
                ('area', models.ForeignKey(blank=True, help_text='The area it serves. Leave empty if it serves more than one area.', null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='organisations', to='directory.area')),
                ('parent', models.ForeignKey(blank=True, help_text='The larger organisation it belongs to, if there is one.', null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='parts', to='directory.organisation')),
                ('kind', models.ForeignKey(help_text='Its role in the partnership. Pages group organisations by kind.', on_delete=django.db.models.deletion.PROTECT, related_name='organisations', to='directory.organisationkind')),
            ],
            options={
                'ordering': ['name'],
            },
            bases=(modelsearch.index.Indexed, models.Model),
        ),
        migrations.CreateModel(
            name='Membership',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('reason', models.TextField(blank=True, help_text='For a relevant agency: why the partnership chose it. The law requires the partnership to say why.')),
                ('sort_order', models.PositiveSmallIntegerField(default=100, help_text='Lower numbers come first.', verbose_name='position in lists')),
                ('site', models.ForeignKey(help_text='The partnership’s website.', on_delete=django.db.models.deletion.CASCADE, related_name='memberships', to='wagtailcore.site', verbose_name='partnership')),
                ('organisation', models.ForeignKey(help_text='If the organisation is not in the list, add it to the directory first.', on_delete=django.db.models.deletion.CASCADE, related_name='memberships', to='directory.organisation')),
            ],
            options={
                'verbose_name': 'member organisation',
                'ordering': ['organisation__kind__sort_order', 'sort_order', 'organisation__name'],
            },
        ),
        migrations.CreateModel(
            name='Person',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(help_text='First name and last name.', max_length=120)),
                ('post', models.CharField(blank=True, help_text='Their job title.', max_length=200, verbose_name='post')),
                ('email', models.EmailField(blank=True, help_text='Shown to visitors. Leave empty if visitors should not see it.', max_length=254)),
                ('left_on', models.DateField(blank=True, help_text='Their last day. From the next day, every seat they hold is shown as vacant.', null=True, verbose_name='left on')),
                ('organisation', models.ForeignKey(blank=True, help_text='Where they work.', null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='people', to='directory.organisation')),
            ],
            options={
                'verbose_name_plural': 'people',
                'ordering': ['name'],
            },
            bases=(modelsearch.index.Indexed, models.Model),
        ),
        migrations.AddField(
            model_name='person',
            name='portrait',
            field=models.ForeignKey(blank=True, help_text='Optional. Without a picture, visitors see the person’s initials.', null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='library.partnershipimage'),
        ),
        migrations.AddField(
            model_name='representative',
            name='holder',
            field=models.ForeignKey(blank=True, help_text='Leave empty while the seat is vacant. Visitors then see ‘Vacant’.', null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='directory.person'),
        ),
        migrations.AddField(
            model_name='representative',
            name='membership',
            field=modelcluster.fields.ParentalKey(on_delete=django.db.models.deletion.CASCADE, related_name='representatives', to='directory.membership'),
        ),
        migrations.AddField(
            model_name='venue',
            name='area',
            field=models.ForeignKey(blank=True, help_text='The area the venue is in.', null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='directory.area'),
        ),
        migrations.AddConstraint(
            model_name='membership',
            constraint=models.UniqueConstraint(fields=('site', 'organisation'), name='one_membership_an_organisation', violation_error_message='This organisation is already a member.'),
        ),
    ]
