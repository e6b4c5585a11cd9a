"""How many queries a page of each kind takes, and that they do not grow with its content."""

import uuid
from math import ceil

import pytest
from django.db import connection
from django.db.models import F
from django.test.utils import CaptureQueriesContext
from wagtail.blocks import StreamValue
from wagtail.signal_handlers import disable_reference_index_auto_update

from partnership.events.models import EventIndexPage, EventPage
from partnership.front.models import HomePage, LearningPage
from partnership.learning.models import PracticeReviewPage, ResourceIndexPage, ResourcePage
from partnership.newsletters.models import NewsletterIndexPage, NewsletterPage
from partnership.pages.models import (
    AboutPage,
    ArrangementsPage,
    GroupPage,
    GuidancePage,
    MembersPage,
    NewsIndexPage,
    NewsPage,
    ReportConcernPage,
    SiteMapPage,
    ValuesPage,
)
from partnership.policies.models import PoliciesPage, PolicyPage
from partnership.publishing.models import Generation
from tests.laws.kinds import example

# One asks whether what is kept still may be: the page and its text are. The lists beside them take
# one for each kind of record, for any number of them.
BUDGETS = {
    AboutPage: 4,
    ArrangementsPage: 4,
    EventIndexPage: 5,
    EventPage: 1,
    GroupPage: 4,
    GuidancePage: 1,
    HomePage: 1,
    LearningPage: 2,
    MembersPage: 5,
    NewsIndexPage: 1,
    NewsPage: 1,
    NewsletterIndexPage: 2,
    NewsletterPage: 1,
    PoliciesPage: 4,
    PolicyPage: 1,
    PracticeReviewPage: 1,
    ReportConcernPage: 1,
    ResourceIndexPage: 3,
    ResourcePage: 1,
    SiteMapPage: 1,
    ValuesPage: 1,
}


LONG = 30  # entries: more than one page of a list


def queries(client, address):
    """Return the SQL of one visit to a page that a running server has served before."""
    client.get(address)
    return queries_of_one(client, address)


def queries_of_one(client, address):
    with CaptureQueriesContext(connection) as captured:
        assert client.get(address).status_code == 200
    return [query["sql"] for query in captured.captured_queries]


def queries_after_a_change(client, address):
    """Return the SQL of the first visit after a change, which finds nothing kept."""
    client.get(address)
    Generation.objects.update(number=F("number") + 1)
    return queries_of_one(client, address)


def add_content(page, times):
    """Give ``page`` another ``times`` as many children, and ``times`` as much text."""
    with disable_reference_index_auto_update():  # no query of visitors reads it
        for child in page.get_children().live().specific():
            for _ in range(times):
                child.copy(
                    recursive=False,
                    keep_live=True,
                    update_attrs={"slug": f"copy-{uuid.uuid4().hex[:12]}"},
                )
    for name in ("body", "routes", "items", "tasks", "values", "strands"):
        if isinstance(stream := getattr(page, name, None), StreamValue):
            setattr(page, name, [(block.block_type, block.value) for block in stream] * times)
    page.save()


def test_its_queries_stay_within_budget(page, kind, client):
    made = queries(client, page.url)
    assert len(made) <= BUDGETS[kind], "\n".join(made)


def test_its_queries_do_not_grow_with_content(page, client):
    before = [len(counted(client, page.url)) for counted in (queries, queries_after_a_change)]
    add_content(page, times=4)
    after = [queries(client, page.url), queries_after_a_change(client, page.url)]
    for made, earlier in zip(after, before, strict=True):
        assert len(made) <= earlier, "\n".join(made)


@pytest.mark.parametrize("kind", [NewsIndexPage, ResourceIndexPage], ids=lambda kind: kind.__name__)
def test_the_last_page_of_a_long_list_takes_no_more_queries(page, client):
    while page.get_children().live().count() < LONG:
        add_content(page, times=10)
    first = queries(client, page.url)
    number = ceil(page.get_children().live().count() / page.specific_class.PAGE_SIZE)
    assert number > 1
    last = queries(client, f"{page.url}?page={number}")
    assert len(last) <= len(first)
    assert client.get(f"{page.url}?page={number + 1}").status_code == 404


def test_a_plain_page_takes_one_query(db, client):
    page = GuidancePage(title="Plain", slug="plain", body=[("prose", "<p>Plain words.</p>")])
    example(HomePage).add_child(instance=page)
    assert len(queries(client, page.url)) == 1
