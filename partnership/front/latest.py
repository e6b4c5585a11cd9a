"""The newest pages and the next events, for home and the learning page."""

from dataclasses import dataclass
from datetime import date, time

from wagtail.models import Page

from partnership.events.models import EventIndexPage, EventPage
from partnership.events.models.queryset import next_session
from partnership.ground.kept import kept
from partnership.learning.models import ResourceIndexPage, ResourcePage
from partnership.newsletters.models import NewsletterIndexPage, NewsletterPage
from partnership.pages.models.news import NewsIndexPage, NewsPage
from partnership.pages.queryset import ListedQuerySet

INDEXES = {
    "all_news": NewsIndexPage,
    "all_editions": NewsletterIndexPage,
    "all_events": EventIndexPage,
    "all_resources": ResourceIndexPage,
}


@dataclass
class Latest:
    """The newest pages of each kind, and the page that lists all of that kind, or None.

    The next event comes first. Each event has ``next_on``, ``next_at`` and ``next_is_cancelled``,
    which describe its next session, or None.
    """

    news: list
    editions: list
    events: list
    resources: list
    all_news: Page | None
    all_editions: Page | None
    all_events: Page | None
    all_resources: Page | None


def latest(page, **lengths):
    """Return the ``Latest`` public pages below ``page``, kept for all visits: 2 queries.

    ``lengths`` is how many of each: ``news``, ``editions``, ``events``, ``resources``.
    """
    return kept(("latest", page.path, *lengths.items()), lambda: _latest(page, **lengths))


def _latest(page, news=0, editions=0, events=0, resources=0):
    rows = _fetch(
        [
            ListedQuerySet(Page).descendant_of(page).exact_type(*INDEXES.values()).listed(),
            NewsPage.objects.descendant_of(page).latest()[:news],
            NewsletterPage.objects.descendant_of(page).latest()[:editions],
            EventPage.objects.descendant_of(page).listed().to_come()[:events],
            ResourcePage.objects.descendant_of(page).latest()[:resources],
        ]
    )
    return Latest(
        news=sorted(_specific(rows, "newspage"), key=_newest),
        editions=sorted(_specific(rows, "newsletterpage"), key=_newest),
        events=sorted(_specific(rows, "eventpage"), key=_next),
        resources=sorted(_specific(rows, "resourcepage"), key=_newest),
        **{name: _first_of(rows, kind) for name, kind in INDEXES.items()},
    )


def _fetch(querysets):
    """Return the pages that are in any of ``querysets``, with what their cards show: 2 queries.

    In one, the database would compare every page of the site instead of looking up these few.
    """
    first, *others = (pages.values_list("pk", flat=True) for pages in querysets)
    keys = list(first.union(*others, all=True))
    return list(
        Page.objects.filter(pk__in=keys)
        .select_related(
            "newspage", "newsletterpage__series", "eventpage__kind", "resourcepage__kind"
        )
        .defer("newspage__body", "newsletterpage__items", "eventpage__body", "resourcepage__body")
        .annotate(**next_session())
    )


def _first_of(rows, kind):
    for row in rows:
        if row.specific_class is kind:
            return row
    return None


def _specific(rows, name):
    for row in rows:
        if hasattr(row, name):
            page = getattr(row, name)
            page.next_on, page.next_at = row.next_on, row.next_at
            page.next_is_cancelled = row.next_is_cancelled
            yield page


def _newest(page):
    return -page.date.toordinal(), -page.pk


def _next(event):
    return event.next_on or date.max, event.next_at or time.min, event.pk
