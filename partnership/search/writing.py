"""From a published page or a document to its entry in the list that visitors search.

What a kind of page says about itself: ``search_fields`` as for Wagtail's own index, ``search_kind``
and ``search_date``. A page without a ``search_kind`` can't be found.
"""

import hashlib
import json
import re
from dataclasses import asdict, dataclass
from datetime import date

from django.contrib.postgres.search import SearchVector
from django.db import OperationalError, transaction
from django.db.models import Value
from django.utils import timezone
from psycopg2.errorcodes import PROGRAM_LIMIT_EXCEEDED
from wagtail.models import Page
from wagtail.search.index import RelatedFields, SearchField

from partnership.ground.text import printable

from .models import Entry, Passage
from .words import CONFIG, apart

PASSAGE = 1500  # characters
LONGEST_TEXT = 1_000_000  # characters that a search looks at; a vector has room for 1 MB of words
PLACES_KNOWN = 60_000  # characters; a vector knows 16,383 places of words, and 256 of each word
PIECES = re.compile(rf"\S(?:.{{0,{PASSAGE - 2}}}\S)?(?=\s|$)|\S{{{PASSAGE}}}", re.DOTALL)


@dataclass
class Content:
    """What can be found of something: ``texts`` are ``[(page of a PDF or None, text), ...]``."""

    kind: str
    date: date | None
    title: str
    summary: str
    texts: list[tuple[int | None, str]]


def write_saved(instance, raw=False, update_fields=None, **kwargs):
    """Signal: a page or document was saved; write its entry from what is now published."""
    if raw:
        return
    if update_fields is not None:  # the rest of the instance may be a draft
        instance = type(instance)._base_manager.get(pk=instance.pk)
    write(instance.specific if isinstance(instance, Page) else instance)


def write(item):
    """Bring the entry of ``item``, a specific page or a document, in line with it."""
    subject = {"page" if isinstance(item, Page) else "document": item}
    content = content_of(item)
    if content is None:
        Entry.objects.filter(**subject).delete()
        return
    checksum = hashlib.sha256(json.dumps(asdict(content), default=str).encode()).hexdigest()
    if Entry.objects.filter(**subject, checksum=checksum).update(written_at=timezone.now()):
        return
    longest = LONGEST_TEXT
    while not _save(subject, content, checksum, longest):
        longest //= 2


def content_of(item):
    """Return the ``Content`` of a specific page or a document; None where there is none to find."""
    if not isinstance(item, Page):
        return Content(
            kind="Documents",
            date=timezone.localdate(item.file_added_at),
            title=printable(item.title),
            summary="",
            texts=[
                (number if item.type_name == "PDF" else None, printable(text))
                for number, text in enumerate(item.text_pages, 1)
            ],
        )
    if not (item.live and hasattr(item, "search_kind")):
        return None
    of_their_own = ("title", "search_description")
    texts = [
        text
        for field in item.get_search_fields()
        if field.field_name not in of_their_own
        for text in _texts(item, field)
    ]
    return Content(
        kind=item.search_kind,
        date=item.search_date,
        title=printable(item.title),
        summary=printable(item.search_description),
        texts=[(None, printable(" · ".join(texts)))],
    )


def _texts(obj, field):
    """Yield what ``field`` of ``search_fields`` holds in ``obj``."""
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
    """Write the entry with ``longest`` characters of text; False if the vector has no room."""
    text = "\n".join(text for _, text in content.texts)[:longest]
    entry = Entry(
        **subject,
        kind=content.kind,
        date=content.date,
        title=content.title,
        summary=content.summary,
        checksum=checksum,
        vector=_vector(content.title, "A") + _vector(content.summary, "B") + _vector(text, "C"),
        title_vector=_vector(content.title, config="simple") + _vector(content.title),
    )
    others = {"id", "page", "document"}
    written = [field.name for field in Entry._meta.fields if field.name not in others]
    try:
        with transaction.atomic():
            Entry.objects.bulk_create(
                [entry], update_conflicts=True, unique_fields=[*subject], update_fields=written
            )
            entry.passages.all().delete()
            Passage.objects.bulk_create(_passages(entry, content.texts))
    except OperationalError as error:
        if error.__cause__.pgcode != PROGRAM_LIMIT_EXCEEDED:
            raise
        return False
    return True


def _passages(entry, texts):
    before = 0  # characters
    for number, text in texts:
        for piece in PIECES.findall(text):
            before += len(piece)
            yield Passage(
                entry=entry,
                number=number,
                text=apart(piece),
                is_deep=before > PLACES_KNOWN,
            )


def _vector(text, weight=None, config=CONFIG):
    return SearchVector(Value(apart(text)), config=config, weight=weight)
