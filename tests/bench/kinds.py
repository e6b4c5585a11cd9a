"""What each kind of page costs, as it is and with ten times its content.

Milliseconds are medians in this process, without a server.
"""

import gzip
import statistics
import time

from django.db import transaction
from django.test import Client

from tests.laws.kinds import KINDS, example
from tests.laws.test_every_kind_in_queries import add_content, queries

ROUNDS = 30


def milliseconds(client, address):
    """The median time of one visit, in milliseconds."""
    times = []
    for _ in range(ROUNDS):
        started = time.perf_counter()
        client.get(address)
        times.append((time.perf_counter() - started) * 1000)
    return statistics.median(times)


def measure(client, page):
    """Queries, milliseconds and gzipped bytes of one page, once it is warm."""
    html = client.get(page.url).content
    return len(queries(client, page.url)), milliseconds(client, page.url), len(gzip.compress(html))


def report():
    """Print a row for each kind of page: as it is, and with ten times its content."""
    client = Client()
    print(f"{'kind of page':22}{'queries':>9}{'ms':>8}{'gzip':>8}   {'10 × queries':>12}{'ms':>8}")
    for kind in KINDS:
        with transaction.atomic():
            page = example(kind)
            count, took, size = measure(client, page)
            add_content(page, times=9)
            count_ten, took_ten, _ = measure(client, page)
            transaction.set_rollback(True)
        print(f"{kind.__name__:22}{count:9}{took:8.1f}{size:8}   {count_ten:12}{took_ten:8.1f}")
