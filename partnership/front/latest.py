"""What is new and what comes next, for the pages that lead to it."""

from dataclasses import dataclass
from datetime import date, time
from functools import reduce
from operator import or_

from django.db.models import Q, Subquery
from wagtail.models import Page

from partnership.events.models import EventIndexPage, EventPage
from partnership.events.models.queryset import sessions_ahead
from partnership.learning.models import ResourceIndexPage, ResourcePage
from partnership.newsletters.models import NewsletterIndexPage, NewsletterPage
from partnership.pages.models.news import NewsIndexPage, NewsPage
from partnership.pages.queryset import ListedQuerySet


@dataclass
class Latest:
    """The newest pages of each kind, and the page that lists all of a kind, or None.

    The next event comes first; each has ``next_on`` and ``next_at``, day and time of its next
    session or None.
    """

    news: list
    editions: list
    events: list
    resources: list
    all_news: Page | None
    all_editions: Page | None
    all_events: Page | None
    all_resources: Page | None


def latest(page, news=0, editions=0, events=0, resources=0):
    """Return the ``Latest`` public pages below ``page``, so many of each at most: 1 query."""
    indexes = (NewsIndexPage, NewsletterIndexPage, EventIndexPage, ResourceIndexPage)
    ahead = sessions_ahead()
    wanted = [
        ListedQuerySet(Page).descendant_of(page).exact_type(*indexes).listed(),
        NewsPage.objects.descendant_of(page).latest()[:news],
        NewsletterPage.objects.descendant_of(page).latest()[:editions],
        EventPage.objects.descendant_of(page).listed().to_come()[:events],
        ResourcePage.objects.descendant_of(page).latest()[:resources],
    ]
    rows = list(
        Page.objects.filter(reduce(or_, (Q(pk__in=pages.values("pk")) for pages in wanted)))
        .select_related(
            "newspage", "newsletterpage__series", "eventpage__kind", "resourcepage__kind"
        )
        .defer("newspage__body", "newsletterpage__items", "eventpage__body", "resourcepage__body")
        .annotate(
            next_on=Subquery(ahead.values("on")[:1]),
            next_at=Subquery(ahead.values("starts_at")[:1]),
        )
    )
    return Latest(
        news=sorted(_specific(rows, "newspage"), key=_newest),
        editions=sorted(_specific(rows, "newsletterpage"), key=_newest),
        events=sorted(_specific(rows, "eventpage"), key=_next),
        resources=sorted(_specific(rows, "resourcepage"), key=_newest),
        **{
            name: next((row for row in rows if row.specific_class is kind), None)
            for name, kind in zip(
                ("all_news", "all_editions", "all_events", "all_resources"), indexes, strict=True
            )
        },
    )


def _specific(rows, name):
    for row in rows:
        if hasattr(row, name):
            page = getattr(row, name)
            page.next_on, page.next_at = row.next_on, row.next_at
            yield page


def _newest(page):
    return -page.date.toordinal(), -page.pk


def _next(event):
    return event.next_on or date.max, event.next_at or time.min, event.pk
