import django.contrib.postgres.indexes
import django.contrib.postgres.search
import django.db.models.deletion
from django.db import DatabaseError, migrations, models, transaction


# Short and long forms that the field uses side by side; the team changes them as it likes.
STARTER = [
    "MASA, multi-agency safeguarding arrangements, safeguarding arrangements, published arrangements",
    "MASH, MACH, multi-agency safeguarding hub, multi-agency children’s hub, safeguarding hub, front door",
    "LSP, Lead Safeguarding Partner",
    "DSP, Delegated Safeguarding Partner",
    "LSCP, SCP, safeguarding children partnership, safeguarding partnership, LSCB, safeguarding children board",
    "LCSPR, CSPR, local child safeguarding practice review, child safeguarding practice review, practice review, serious case review, SCR",
    "rapid review, initial review",
    "ICB, integrated care board",
    "LADO, local authority designated officer, allegations against people who work with children, allegations",
    "EHA, early help assessment",
    "early help, family help, early support",
    "CSE, child sexual exploitation",
    "CCE, child criminal exploitation, county lines",
    "CSA, child sexual abuse",
    "FGM, female genital mutilation",
    "DHR, domestic homicide review, DARDR, domestic abuse related death review",
    "domestic abuse, domestic violence",
    "MARAC, multi-agency risk assessment conference",
    "MAPPA, multi-agency public protection arrangements",
    "MACPT, multi-agency child protection team",
    "DSL, designated safeguarding lead",
    "CDOP, child death overview panel",
    "CIN, child in need",
    "ICPC, child protection conference, case conference",
    "SEND, special educational needs, special educational needs and disabilities",
    "threshold document, threshold guidance, levels of need, continuum of need",
    "yearly report, annual report",
    "five-minute briefing, 5-minute briefing, seven-minute briefing, 7-minute briefing, briefing",
    "escalation, dispute resolution, resolving disagreements, professional disagreement",
    "referral, report a concern, worried about a child",
    "scrutineer, independent scrutiny",
    "CAFCASS, Children and Family Court Advisory and Support Service",
    "VCFS, VCSE, voluntary sector, community and faith sector",
    "child, children",
]


def add_starter_synonyms(apps, schema_editor):
    Synonyms = apps.get_model("search", "Synonyms")
    Synonyms.objects.bulk_create(Synonyms(words=words) for words in STARTER)


def use_trigrams(apps, schema_editor):
    """Let mistyped words be put right, where the database can and lets us."""
    connection = schema_editor.connection
    with connection.cursor() as cursor:
        cursor.execute("SELECT FROM pg_available_extensions WHERE name = 'pg_trgm'")
        if not cursor.rowcount:
            return
        try:
            with transaction.atomic(using=connection.alias):
                cursor.execute("CREATE EXTENSION IF NOT EXISTS pg_trgm")
                cursor.execute(
                    "CREATE INDEX search_entry_title_trigrams ON search_entry "
                    "USING gin (title gin_trgm_ops)"
                )
        except DatabaseError as error:
            print(f"\n  Searches will not offer ‘did you mean’: {error}", end="")


def forget_trigrams(apps, schema_editor):
    schema_editor.execute("DROP INDEX IF EXISTS search_entry_title_trigrams")


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('library', '0001_initial'),
        ('wagtailcore', '0097_baselogentry_uuid_action_timestamp_indexes'),
    ]

    operations = [
        migrations.CreateModel(
            name='Synonyms',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('words', models.TextField(help_text='Put a comma between them, or put each on its own line. For example: MASA, multi-agency safeguarding arrangements. A search for one of them then finds pages and documents with any of them.', verbose_name='words that mean the same')),
            ],
            options={
                'verbose_name': 'group of synonyms',
                'verbose_name_plural': 'synonyms',
                'ordering': ['words'],
            },
        ),
        migrations.CreateModel(
            name='EmptySearch',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.CharField(max_length=64, unique=True)),
                ('words', models.CharField(blank=True, max_length=60, verbose_name='search')),
                ('times', models.PositiveIntegerField(default=1)),
                ('last_on', models.DateField(verbose_name='last day')),
                ('site', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='wagtailcore.site')),
            ],
            options={
                'verbose_name': 'search with no results',
                'verbose_name_plural': 'searches with no results',
                'default_permissions': ('view', 'delete'),
            },
        ),
        migrations.CreateModel(
            name='Entry',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(max_length=40)),
                ('date', models.DateField(null=True)),
                ('title', models.TextField()),
                ('summary', models.TextField(blank=True)),
                ('vector', django.contrib.postgres.search.SearchVectorField()),
                ('title_vector', django.contrib.postgres.search.SearchVectorField()),
                ('checksum', models.CharField(max_length=64)),
                ('written_at', models.DateTimeField(auto_now=True, db_index=True)),
                ('document', models.OneToOneField(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='library.partnershipdocument')),
                ('page', models.OneToOneField(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='wagtailcore.page')),
            ],
        ),
        migrations.CreateModel(
            name='Passage',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveIntegerField(null=True)),
                ('text', models.TextField()),
                ('vector', models.GeneratedField(db_persist=True, expression=django.contrib.postgres.search.SearchVector('text', config='english'), output_field=django.contrib.postgres.search.SearchVectorField())),
                ('is_deep', models.BooleanField()),
                ('entry', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='passages', to='search.entry')),
            ],
        ),
        migrations.CreateModel(
            name='Promotion',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('words', models.TextField(help_text='What people search for. Put a comma between searches, or put each on its own line. Visitors see this result when their search contains all the words of one of these.', verbose_name='searches')),
                ('note', models.CharField(blank=True, help_text='A line for visitors about this result. Optional.', max_length=200)),
                ('document', models.ForeignKey(blank=True, help_text='The document to show above the results, if you did not choose a page.', null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='library.partnershipdocument')),
                ('page', models.ForeignKey(blank=True, help_text='The page to show above the results, or choose a document below.', null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='wagtailcore.page')),
            ],
            options={
                'verbose_name': 'promoted result',
                'ordering': ['words', 'pk'],
            },
        ),
        migrations.AddIndex(
            model_name='entry',
            index=django.contrib.postgres.indexes.GinIndex(fields=['vector'], name='search_entry_vector'),
        ),
        migrations.AddIndex(
            model_name='entry',
            index=django.contrib.postgres.indexes.GinIndex(fields=['title_vector'], name='search_entry_title_vector'),
        ),
        migrations.AddConstraint(
            model_name='entry',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('document__isnull', False), ('page', None)), models.Q(('document', None), ('page__isnull', False)), _connector='OR'), name='entry_of_page_or_document', violation_error_message='Choose either a page or a document.'),
        ),
        migrations.AddIndex(
            model_name='passage',
            index=django.contrib.postgres.indexes.GinIndex(condition=models.Q(('is_deep', True)), fields=['vector'], name='search_deep_passage'),
        ),
        migrations.AddConstraint(
            model_name='promotion',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('document__isnull', False), ('page', None)), models.Q(('document', None), ('page__isnull', False)), _connector='OR'), name='promotion_of_page_or_document', violation_error_message='Choose either a page or a document.'),
        ),
        migrations.RunPython(add_starter_synonyms, migrations.RunPython.noop),
        migrations.RunPython(use_trigrams, forget_trigrams),
    ]
