"""Content in bulk: news, events and documents of made-up text, as much as a large site has."""

import random
from datetime import date, timedelta
from functools import cache
from itertools import accumulate, product
from typing import NamedTuple

from django.contrib.contenttypes.models import ContentType
from django.db import connection, transaction
from django.utils import timezone
from wagtail.models import Collection, Page

from partnership.events.models import EventIndexPage, EventKind, EventPage, EventSession
from partnership.library.models import DocumentText, PartnershipDocument
from partnership.pages.models import NewsIndexPage, NewsPage
from partnership.search.indexing import update_entry

PDF_PAGES = 10
SLUG = "made-"
FIRST_STEP = 100  # of a page's place below its index, after those of the starter site
FIELD = """
    safeguarding children child family partnership arrangements neglect abuse harm risk help early
    assessment threshold referral practitioner school health police council social worker review
    learning briefing training forum policy procedure guidance duty partner agency board group
    chair scrutiny report year plan priority evidence voice support need meeting concern record
    information sharing consent supervision challenge escalation exploitation domestic violence
"""
SMALL = "the of and to in is for with that on be as by are this from or at which have their"
# A language has many words, most of them rare: made-up ones, with one of the field every tenth.
SYLLABLES = [a + b for a in "bcdfghjklmnprstvw" for b in "aeiou"]
WORDS = ["".join(syllables) for syllables in product(SYLLABLES, SYLLABLES)]
WORDS[: 10 * len(FIELD.split()) : 10] = FIELD.split()
WEIGHTS = list(accumulate(1 / (place + 3) for place in range(len(WORDS))))
PHRASES = {
    "The ombudsman wrote.": 0.002,
    "About domestic abuse.": 0.01,
    "The multi-agency safeguarding arrangements.": 0.01,
}


class Size(NamedTuple):
    """How much there is of each kind, beside the starter site."""

    news: int
    events: int
    documents: int


SIZES = [Size(10, 1, 2), Size(1_000, 100, 200), Size(10_000, 1_000, 2_000)]


def grow_to(size):
    """Make what is missing to ``size``, and what a search finds of it."""
    chance = random.Random(size.news)
    news, events, documents = (range(*ends) for ends in zip(present(), size, strict=True))
    with transaction.atomic():
        made = [
            *add_news(NewsIndexPage.objects.live().first(), news, chance),
            *add_events(EventIndexPage.objects.live().first(), events, chance),
            *add_documents(documents, chance),
        ]
        for item in made:
            update_entry(item)
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")


def present():
    """The ``Size`` of what was made so far."""
    return Size(
        NewsPage.objects.filter(slug__startswith=SLUG).count(),
        EventPage.objects.filter(slug__startswith=SLUG).count(),
        PartnershipDocument.objects.filter(address__startswith=SLUG).count(),
    )


@cache
def sentences():
    """Sentences that texts are put together from, of small words and of ``WORDS``."""
    chance = random.Random(7)
    made = []
    for _ in range(5_000):
        words = chance.choices(WORDS, cum_weights=WEIGHTS, k=8)
        words += chance.choices(SMALL.split(), k=6)
        chance.shuffle(words)
        made.append(" ".join(words).capitalize() + ".")
    return made


def text(chance, length):
    """A text of ``length`` sentences; a few have a phrase, and very few a rare word."""
    parts = chance.choices(sentences(), k=length)
    for phrase, share in PHRASES.items():
        if chance.random() < share:
            parts.append(phrase)
    return " ".join(parts)


def title(chance):
    return " ".join(chance.choices(WORDS, cum_weights=WEIGHTS, k=5)).capitalize()


def some_day(chance):
    return date(2020, 1, 1) + timedelta(chance.randrange(2400))


def add_news(index, numbers, chance):
    """Add a news item for each of ``numbers``, and return them."""
    return add_pages(index, numbers, chance, lambda: NewsPage(date=some_day(chance)))


def add_events(index, numbers, chance):
    """Add an event of one session, a quarter of them to come, for each of ``numbers``."""
    kind = EventKind.objects.first()
    events = add_pages(index, numbers, chance, lambda: EventPage(kind=kind))
    today = timezone.localdate()
    EventSession.objects.bulk_create(
        EventSession(page=event, date=today + timedelta(chance.randrange(-900, 300)), all_day=True)
        for event in events
    )
    return events


def add_pages(index, numbers, chance, make):
    """Add below ``index`` a published page that ``make()`` begins for each of ``numbers``."""
    pages = Page.objects.bulk_create(
        [bare_page(index, number, chance, type(make())) for number in numbers], batch_size=1000
    )
    made = []
    for page in pages:
        whole = make()
        whole.page_ptr = page
        whole.__dict__.update({f.attname: getattr(page, f.attname) for f in Page._meta.fields})
        whole.body = [("prose", f"<p>{text(chance, 18)}</p>")]
        whole.save_base(raw=True, force_insert=True)
        made.append(whole)
    Page.objects.filter(pk=index.pk).update(numchild=index.get_children().count())
    return made


def bare_page(index, number, chance, kind):
    """The part of a page that all kinds have, not saved yet."""
    now = timezone.now()
    return Page(
        title=(name := title(chance)),
        draft_title=name,
        slug=f"{SLUG}{number}",
        path=Page._get_path(index.path, index.depth + 1, number + FIRST_STEP),
        depth=index.depth + 1,
        url_path=f"{index.url_path}{SLUG}{number}/",
        search_description=text(chance, 1),
        content_type=ContentType.objects.get_for_model(kind),
        locale=index.locale,
        live=True,
        first_published_at=now,
        last_published_at=now,
    )


def add_documents(numbers, chance):
    """Add a document of ``PDF_PAGES`` pages for each of ``numbers``, and return them."""
    first = PartnershipDocument.objects.first()
    documents = PartnershipDocument.objects.bulk_create(
        [
            PartnershipDocument(
                title=title(chance),
                file=first.file.name,
                file_size=first.file_size,
                collection=Collection.get_first_root_node(),
                address=f"{SLUG}{number}.pdf",
                page_count=PDF_PAGES,
                file_added_at=timezone.now() - timedelta(chance.randrange(2400)),
                read_at=timezone.now(),
            )
            for number in numbers
        ]
    )
    DocumentText.objects.bulk_create(
        [
            DocumentText(document=document, pages=[text(chance, 22) for _ in range(PDF_PAGES)])
            for document in documents
        ],
        batch_size=100,
    )
    return documents
