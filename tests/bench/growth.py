"""What grows with a site: queries, and processors' time of Python and of the database, of a visit.

The first visit after a change pays for what the process keeps, so it has a column of its own.
"""

import statistics
import time
from functools import partial
from math import ceil
from typing import NamedTuple

import psutil
from django.contrib.auth import get_user_model
from django.db import connection
from django.db.models import F
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from partnership.events.models import EventIndexPage
from partnership.pages.models import NewsIndexPage, NewsPage
from partnership.publishing.models import Generation
from tests.bench.content import SIZES, grow_to
from tests.hardening.test_overtaken import fields_of
from tests.signing_in import sign_in

ROUNDS = 15
FIRST_VISITS = 3
TOO_LONG = 10  # seconds of visits, after which the rounds end


class Cost(NamedTuple):
    """What one request takes; milliseconds of processors' time."""

    queries: int
    python: float
    database: float
    first: float  # both, for the first after a change

    def __str__(self):
        return f"{self.queries:5}{self.python:8.1f}{self.database:7.1f}{self.first:8.1f}"


def report():
    """Print what each kind of request costs at each size."""
    print("\nGrowth: queries, ms of Python, ms of the database, ms of both after a change")
    costs = []
    for size in SIZES:
        grow_to(size)
        costs.append({name: cost(request) for name, request in requests(size).items()})
    print(f"{'pages':22}" + "".join(f"{size.news:>28,}" for size in SIZES) + f"{'growth':>10}")
    for name in costs[0]:
        row = [each[name] for each in costs]
        whole = [each.python + each.database for each in (row[0], row[-1])]
        print(f"{name:22}{''.join(map(str, row))}{whole[1] / whole[0]:10.1f}", flush=True)


def requests(size):
    """Return functions that prepare a request and return one that makes it, by name."""
    news = NewsIndexPage.objects.live().first()
    events = EventIndexPage.objects.live().first()
    last = ceil(NewsPage.objects.child_of(news).live().count() / NewsIndexPage.PAGE_SIZE)
    visitor, editor = Client(), Client()
    sign_in(editor, administrator())
    addresses = {
        "home": "/",
        "news": news.url,
        "news, last page": f"{news.url}?page={last}",
        "site map": "/site-map/",
        "sitemap.xml, a part": "/sitemap-1.xml",
        "calendar.ics": events.calendar_url,
        "search, common word": "/search/?q=safeguarding",
    }
    explorer = reverse("wagtailadmin_explore", args=[news.pk])
    return {
        **{name: partial(partial, visit, visitor, each) for name, each in addresses.items()},
        "page explorer": partial(partial, visit, editor, explorer),
        "publish": partial(publishing, editor, NewsPage.objects.child_of(news).live().first()),
    }


def administrator():
    users = get_user_model().objects
    name = "bench@example.org"
    return users.filter(email=name).first() or users.create_superuser(name, "a long password")


def visit(client, address):
    assert client.get(address).status_code == 200, address


def publishing(client, page):
    """Fill in the form of ``page``, and return a function that sends it."""
    address = reverse("wagtailadmin_pages:edit", args=[page.pk])
    changed = {"title": f"Changed at {time.time()}", "action-publish": "yes"}
    fields = fields_of(client.get(address)) | changed

    def publish():
        assert client.post(address, fields).status_code == 302

    return publish


def cost(prepare):
    """Return the ``Cost`` of the requests that ``prepare`` makes ready."""
    first = [sum(clocked(prepare, after_a_change)) for _ in range(FIRST_VISITS)]
    request = prepare()
    with CaptureQueriesContext(connection) as captured:
        request()
    made = [query for query in captured if "SAVEPOINT" not in query["sql"]]
    started, taken = time.monotonic(), []
    while len(taken) < ROUNDS and time.monotonic() - started < TOO_LONG:
        taken.append(clocked(prepare))
    python, database = zip(*taken, strict=True)
    # The database's clock counts in hundredths of a second: its mean says more than its median.
    return Cost(
        len(made), statistics.median(python), statistics.mean(database), statistics.median(first)
    )


def after_a_change():
    """Let what visitors see be another generation."""
    Generation.objects.update(number=F("number") + 1)


def clocked(prepare, before=lambda: None):
    """Return the milliseconds that a request takes of Python and of the database."""
    request = prepare()
    before()
    server = psutil.Process(connection.connection.info.backend_pid)
    begun, begun_there = time.process_time(), sum(server.cpu_times()[:2])
    request()
    there = sum(server.cpu_times()[:2]) - begun_there
    return (time.process_time() - begun) * 1000, there * 1000
