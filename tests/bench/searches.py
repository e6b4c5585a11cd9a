"""What a search costs in a large site, beside stock Wagtail's on the same.

Each figure is the time of all queries of one search at the database, the median of some rounds.
"""

import statistics
import time
from functools import partial

from django.core.management import call_command
from django.db import connection
from wagtail.models import Page, Site

from partnership.library.models import PartnershipDocument
from partnership.search.finding import find
from tests.bench.content import SIZES, grow_to

ROUNDS = 15
LONGEST = 5_000  # milliseconds, after which the rounds of a search end
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
    """Print a row for each search."""
    grow_to(SIZES[-1])
    call_command("update_index", verbosity=0)  # Wagtail's own
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")
    print(f"\nSearches: {SIZES[-1]}")
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
