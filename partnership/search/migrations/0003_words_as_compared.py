import django.contrib.postgres.indexes
import django.contrib.postgres.search
from django.contrib.postgres.search import SearchVector
from django.db import DatabaseError, OperationalError, migrations, models, transaction
from django.db.models import Value
from psycopg2.errorcodes import PROGRAM_LIMIT_EXCEEDED

from partnership.search.folding import fold, fold_to_index
from partnership.search.words import fold_phrases

# Until now hyphens and slashes within words were stored as these characters, which split words.
TYPED = str.maketrans({"\u2011": "-", "\u2215": "/"})
LONGEST_TEXT = 1_000_000  # characters


def fold_what_is_searched_for(apps, schema_editor):
    """Keep the phrases of synonyms and promoted results as a search compares them."""
    for name in ("Synonyms", "Promotion"):
        rows = list(apps.get_model("search", name).objects.all())
        for row in rows:
            row.folded = fold_phrases(row.words)
        apps.get_model("search", name).objects.bulk_update(rows, ["folded"], batch_size=500)


def fold_what_is_found(apps, schema_editor):
    """Index every entry again from the text that it was made from, which its passages have."""
    Entry = apps.get_model("search", "Entry")
    for pk in list(Entry.objects.values_list("pk", flat=True)):
        entry = Entry.objects.get(pk=pk)
        passages = list(entry.passages.order_by("pk"))
        for passage in passages:
            passage.text = passage.text.translate(TYPED)
            passage.words = fold_to_index(passage.text)
        entry.passages.model.objects.bulk_update(passages, ["text", "words"], batch_size=500)
        longest = LONGEST_TEXT
        while not _index(entry, " ".join(passage.words for passage in passages)[:longest]):
            longest //= 2
    schema_editor.connection.check_constraints()  # or checks that wait would block what follows


def _index(entry, text):
    """Save the vectors of ``entry``; return False if there is no room for so long a text."""
    title = fold_to_index(entry.title)
    fields = {
        "title_words": fold(entry.title),
        "vector": _vector(title, "A") + _vector(fold_to_index(entry.summary), "B") + _vector(text, "C"),
        "title_vector": _vector(title, config="simple") + _vector(title),
    }
    try:
        with transaction.atomic():
            type(entry).objects.filter(pk=entry.pk).update(**fields)
    except OperationalError as error:
        if error.__cause__.pgcode != PROGRAM_LIMIT_EXCEEDED:
            raise
        return False
    return True


def _vector(words, weight=None, config="english"):
    return SearchVector(Value(words), config=config, weight=weight)


def use_trigrams(apps, schema_editor):
    """Let mistyped words be put right by titles as they are compared, where the database can."""
    connection = schema_editor.connection
    with connection.cursor() as cursor:
        cursor.execute("SELECT FROM pg_extension WHERE extname = 'pg_trgm'")
        if not cursor.rowcount:
            return
        try:
            with transaction.atomic(using=connection.alias):
                cursor.execute("DROP INDEX IF EXISTS search_entry_title_trigrams")
                cursor.execute(
                    "CREATE INDEX search_entry_title_words_trigrams ON search_entry "
                    "USING gin (title_words gin_trgm_ops)"
                )
        except DatabaseError as error:
            print(f"\n  Searches will take longer to offer ‘did you mean’: {error}", end="")


class Migration(migrations.Migration):

    dependencies = [
        ('search', '0002_office_files'),
    ]

    operations = [
        migrations.AddField(
            model_name='synonyms',
            name='folded',
            field=models.TextField(default='', editable=False, help_text='Each word or phrase on its own line, as a search compares it.'),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name='promotion',
            name='folded',
            field=models.TextField(default='', editable=False, help_text='Each search on its own line, as a search compares it.'),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name='entry',
            name='title_words',
            field=models.TextField(default=''),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name='passage',
            name='words',
            field=models.TextField(default=''),
            preserve_default=False,
        ),
        migrations.RemoveIndex(
            model_name='passage',
            name='search_deep_passage',
        ),
        migrations.RemoveField(
            model_name='passage',
            name='vector',
        ),
        migrations.RunPython(fold_what_is_searched_for, migrations.RunPython.noop),
        migrations.RunPython(fold_what_is_found, migrations.RunPython.noop),
        migrations.AddField(
            model_name='passage',
            name='vector',
            field=models.GeneratedField(db_persist=True, expression=django.contrib.postgres.search.SearchVector('words', config='english'), output_field=django.contrib.postgres.search.SearchVectorField()),
        ),
        migrations.AddIndex(
            model_name='passage',
            index=django.contrib.postgres.indexes.GinIndex(condition=models.Q(('is_deep', True)), fields=['vector'], name='search_deep_passage'),
        ),
        migrations.RunPython(use_trigrams, migrations.RunPython.noop),
    ]
