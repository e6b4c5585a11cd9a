"""What a search costs among 10,000 pages and 2,000 documents, beside stock Wagtail's on the same.

Each figure is the time of all queries of one search at the database, the median of some rounds.
"""

import random
import statistics
import time
from datetime import date, timedelta
from functools import cache, partial
from itertools import accumulate, chain, product

from django.contrib.contenttypes.models import ContentType
from django.core.management import call_command
from django.db import connection, transaction
from django.utils import timezone
from wagtail.models import Collection, Page, Site

from partnership.library.models import DocumentText, PartnershipDocument
from partnership.pages.models import NewsIndexPage, NewsPage
from partnership.search.finding import find
from partnership.search.indexing import update_entry

PAGES, DOCUMENTS, PDF_PAGES = 10_000, 2_000, 10
ROUNDS = 15
LONGEST = 5_000  # milliseconds, after which the rounds of a search end
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
SEARCHES = {
    "rare word": "ombudsman",
    "common word": "safeguarding",
    "several words": "neglect threshold referral",
    "phrase": '"domestic abuse"',
    "synonym": "MASA",
    "mistyped": "safegarding",
    "kind and year": "training forum",
}


def report():
    """Fill the database, then print a row for each search."""
    started = time.perf_counter()
    fill()
    print(
        f"\n{PAGES} pages and {DOCUMENTS} documents, made in {time.perf_counter() - started:.0f} s"
    )
    print(f"{'search':16}{'results':>9}{'ms':>9}{'stock ms':>11}{'ratio':>8}")
    site = Site.objects.get(is_default_site=True)
    for name, words in SEARCHES.items():
        narrowed = {"kind": "News", "year": "2024"} if name == "kind and year" else {}
        ours, found = at_the_database(partial(find, words, site, **narrowed))
        stock, _ = at_the_database(partial(stock_search, words, site.root_page))
        print(f"{name:16}{found.total:9}{ours:9.1f}{stock:11.1f}{stock / ours:8.1f}")


def stock_search(words, home):
    """What a page of results takes in stock Wagtail: ten pages, ten documents, both counts."""
    for rows in (
        Page.objects.live().public().descendant_of(home, inclusive=True),
        PartnershipDocument.objects.all(),
    ):
        results = rows.search(words)
        results.count()
        list(results[:10])


def at_the_database(search):
    """Return the median of the milliseconds that the queries of ``search`` take, and its result."""
    times = []

    def clock(execute, *query):
        begun = time.perf_counter()
        try:
            return execute(*query)
        finally:
            times[-1] += (time.perf_counter() - begun) * 1000

    while len(times) < ROUNDS and sum(times) < LONGEST:
        times.append(0)
        with connection.execute_wrapper(clock):
            result = search()
    return statistics.median(times), result


def fill():
    """Make the pages and documents in bulk, and both indexes of them."""
    chance = random.Random(3)
    with transaction.atomic():
        add_news(NewsIndexPage.objects.live().first(), chance)
        add_documents(chance)
        for item in chain(NewsPage.objects.iterator(), PartnershipDocument.objects.iterator()):
            update_entry(item)
        call_command("update_index", verbosity=0)
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")


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


def add_news(index, chance):
    kind = ContentType.objects.get_for_model(NewsPage)
    now = timezone.now()
    pages = [
        Page(
            title=(name := title(chance)),
            draft_title=name,
            slug=f"item-{number}",
            path=Page._get_path(index.path, index.depth + 1, number + 100),
            depth=index.depth + 1,
            url_path=f"{index.url_path}item-{number}/",
            search_description=text(chance, 1),
            content_type=kind,
            locale=index.locale,
            live=True,
            first_published_at=now,
            last_published_at=now,
        )
        for number in range(PAGES)
    ]
    for page in Page.objects.bulk_create(pages, batch_size=1000):
        news = NewsPage(page_ptr=page, date=date(2020, 1, 1) + timedelta(chance.randrange(2400)))
        news.__dict__.update({f.attname: getattr(page, f.attname) for f in Page._meta.fields})
        news.body = [("prose", f"<p>{text(chance, 18)}</p>")]
        news.save_base(raw=True, force_insert=True)
    Page.objects.filter(pk=index.pk).update(numchild=PAGES + 100)


def add_documents(chance):
    first = PartnershipDocument.objects.first()
    documents = PartnershipDocument.objects.bulk_create(
        [
            PartnershipDocument(
                title=title(chance),
                file=first.file.name,
                file_size=first.file_size,
                collection=Collection.get_first_root_node(),
                address=f"document-{number}.pdf",
                page_count=PDF_PAGES,
                file_added_at=timezone.now() - timedelta(chance.randrange(2400)),
                read_at=timezone.now(),
            )
            for number in range(DOCUMENTS)
        ]
    )
    DocumentText.objects.bulk_create(
        [
            DocumentText(document=document, pages=[text(chance, 22) for _ in range(PDF_PAGES)])
            for document in documents
        ],
        batch_size=100,
    )
