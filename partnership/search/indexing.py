"""Keep the entries that visitors search up to date with published pages and documents.

A kind of page sets ``search_fields``, as for Wagtail's own index, ``search_kind`` and
``search_date``. A page without a ``search_kind`` can't be found.
"""

import hashlib
import json
import re
from dataclasses import asdict, dataclass
from datetime import UTC, date, datetime

from django.contrib.contenttypes.models import ContentType
from django.contrib.postgres.search import SearchQuery, SearchVector
from django.db import OperationalError, transaction
from django.db.models import BigIntegerField, Q, Value
from django.db.models.functions import Cast
from django.utils import timezone
from psycopg2.errorcodes import PROGRAM_LIMIT_EXCEEDED
from wagtail.models import COMMENTS_RELATION_NAME, Page, ReferenceIndex
from wagtail.search.index import RelatedFields, SearchField, insert_or_update_object

from partnership.ground.text import printable

from .folding import fold, fold_to_index
from .models import Entry, Passage
from .words import CONFIG

PASSAGE = 1500  # characters
LONGEST_TEXT = 4_000_000  # characters, twice what is kept of a file; a vector has room for 1 MB
PLACES_KNOWN = 60_000  # characters; a vector stores 16,383 positions, and 256 of each word
OF_DRAFTS = {  # fields that a draft changes of a page, of which visitors see nothing
    COMMENTS_RELATION_NAME,
    "draft_title",
    "has_unpublished_changes",
    "latest_revision",
    "latest_revision_created_at",
}
STALE = datetime(2000, 1, 1, tzinfo=UTC)  # when an entry was last written that is to be updated
PIECES = re.compile(rf"\S(?:.{{0,{PASSAGE - 2}}}\S)?(?=\s|$)|\S{{{PASSAGE}}}", re.DOTALL)


@dataclass
class Content:
    """What a search finds of an item: ``texts`` are ``[(page of a PDF or None, text), ...]``."""

    kind: str
    date: date | None
    title: str
    summary: str
    texts: list[tuple[int | None, str]]


def index_saved(instance, raw=False, update_fields=None, **kwargs):
    """Signal: a page or document was saved; update its entry with what is now published.

    Wagtail's own entry too, where the model leaves it to us: Wagtail would read the page again, and
    do so for each save of a draft, of which neither index has anything.
    """
    if raw or is_of_draft(update_fields):
        return
    if update_fields is not None:  # the rest of the instance may be a draft
        instance = type(instance)._base_manager.get(pk=instance.pk)
    item = instance.specific if isinstance(instance, Page) else instance
    update_entry(item)
    if not getattr(type(instance), "search_auto_update", True):
        insert_or_update_object(item)


def is_of_draft(update_fields):
    """Whether a save of these fields of a page changes only what its draft is."""
    return update_fields is not None and set(update_fields) <= OF_DRAFTS


def mark_entries_stale(instance, raw=False, **kwargs):
    """Signal: a record is about to change or go; the worker then updates the pages that show it.

    They may be many, and whoever saves the record need not wait. They are those that refer to it,
    and those found by its name so far, as some show it by way of another record. Two queries.
    """
    stored = type(instance)._base_manager.filter(pk=instance.pk).first()
    if raw or stored is None:
        return
    references = ReferenceIndex.get_references_to(stored).filter(
        base_content_type=ContentType.objects.get_for_model(Page)
    )
    pages = references.annotate(page=Cast("object_id", BigIntegerField())).values("page")
    named = SearchQuery(fold(stored.name), config=CONFIG)
    Entry.objects.filter(Q(page__in=pages) | Q(vector=named)).update(written_at=STALE)


def mark_stale(pages):
    """Let the worker update the entries of ``pages``, a queryset."""
    Entry.objects.filter(page__in=pages.values("pk")).update(written_at=STALE)


def update_entry(item):
    """Update, create or delete the entry of ``item``, a specific page or a document.

    Returns whether visitors now find it by something else than before.
    """
    subject = {"page" if isinstance(item, Page) else "document": item}
    content = content_of(item)
    if content is None:
        return Entry.objects.filter(**subject).delete()[0] > 0
    checksum = hashlib.sha256(json.dumps(asdict(content), default=str).encode()).hexdigest()
    if Entry.objects.filter(**subject, checksum=checksum).update(written_at=timezone.now()):
        return False
    longest = LONGEST_TEXT
    while not _save(subject, content, checksum, longest):
        longest //= 2
    return True


def content_of(item):
    """Return the ``Content`` of a specific page or a document; None if it must not be found."""
    return _content_of_page(item) if isinstance(item, Page) else _content_of_document(item)


def _content_of_document(document):
    texts = [
        (number if document.type_name == "PDF" else None, printable(text))
        for number, text in enumerate(document.text_pages, 1)
    ]
    return Content(
        kind="Documents",
        date=timezone.localdate(document.file_added_at),
        title=printable(document.title),
        summary="",
        texts=texts,
    )


def _content_of_page(page):
    if not (page.live and hasattr(page, "search_kind")):
        return None
    texts = []
    for field in page.get_search_fields():
        if field.field_name not in ("title", "search_description"):
            texts += _texts(page, field)
    return Content(
        kind=page.search_kind,
        date=page.search_date,
        title=printable(page.title),
        summary=printable(page.search_description),
        texts=[(None, printable(" · ".join(texts)))],
    )


def _texts(obj, field):
    """Yield the texts of ``field``, one of the ``search_fields``, in ``obj``."""
    value = field.get_value(obj) if isinstance(field, SearchField | RelatedFields) else None
    if isinstance(field, RelatedFields):
        for related in value.all() if hasattr(value, "all") else filter(None, [value]):
            for inner in field.fields:
                yield from _texts(related, inner)
    elif isinstance(value, list):
        yield from map(str, value)
    elif value:
        yield str(value)


def _save(subject, content, checksum, longest):
    """Save the entry with ``longest`` characters of text; return False if the vector is full."""
    passages = list(_passages(content.texts))
    text = " ".join(passage.words for passage in passages)[:longest]
    title, summary = fold_to_index(content.title), fold_to_index(content.summary)
    entry = Entry(
        **subject,
        kind=content.kind,
        date=content.date,
        title=content.title,
        summary=content.summary,
        checksum=checksum,
        title_words=fold(content.title),
        vector=_vector(title, "A") + _vector(summary, "B") + _vector(text, "C"),
        title_vector=_vector(title, config="simple") + _vector(title),
    )
    kept = ("id", "page", "document")
    updated = [field.name for field in Entry._meta.fields if field.name not in kept]
    try:
        with transaction.atomic():
            Entry.objects.bulk_create(
                [entry], update_conflicts=True, unique_fields=[*subject], update_fields=updated
            )
            entry.passages.all().delete()
            for passage in passages:
                passage.entry = entry
            Passage.objects.bulk_create(passages)
    except OperationalError as error:
        if error.__cause__.pgcode != PROGRAM_LIMIT_EXCEEDED:
            raise
        return False
    return True


def _passages(texts):
    before = 0  # characters
    for number, text in texts:
        for piece in PIECES.findall(text):
            before += len(piece)
            words, is_deep = fold_to_index(piece), before > PLACES_KNOWN
            yield Passage(number=number, text=piece, words=words, is_deep=is_deep)


def _vector(words, weight=None, config=CONFIG):
    return SearchVector(Value(words), config=config, weight=weight)
