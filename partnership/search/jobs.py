"""The search's jobs for the worker."""

from datetime import timedelta
from itertools import chain
from time import monotonic

from django.db.models import Q
from django.utils import timezone
from wagtail.models import Page

from partnership.library.models import PartnershipDocument

from .empty_searches import delete_answered
from .indexing import update_entry
from .models import EmptySearch, Entry

LONGEST_RUN = 30  # seconds
DAYS_HIDDEN, DAYS_SHOWN = 30, 180


def keep_search_in_line():
    """Updates the website search when a name that pages show has changed, within five minutes.

    Saving a page or document updates the search at once. After changes made in bulk, each page and
    document is checked within a day.
    """
    Entry.objects.filter(page__live=False).delete()
    stop = monotonic() + LONGEST_RUN
    for item in chain(_items_without_entry(), _items_of_oldest_entries()):
        update_entry(item)
        if monotonic() > stop:
            return


def _items_without_entry():
    entries = Entry.objects.order_by()
    pages = Page.objects.live().filter(depth__gt=1)
    pages = pages.exclude(pk__in=entries.exclude(page=None).values("page"))
    documents = PartnershipDocument.objects.exclude(
        pk__in=entries.exclude(document=None).values("document")
    )
    return chain(pages.specific().iterator(100), documents.iterator(100))


def _items_of_oldest_entries():
    day_ago = timezone.now() - timedelta(days=1)
    entries = Entry.objects.filter(written_at__lt=day_ago).order_by("written_at")
    for entry in entries.select_related("page", "document").iterator(100):
        yield entry.document or entry.page.specific


def forget_empty_searches():
    """Deletes searches with no results that are old or now find something, once a day."""
    today = timezone.localdate()
    EmptySearch.objects.filter(
        Q(words="", last_on__lt=today - timedelta(days=DAYS_HIDDEN))
        | Q(last_on__lt=today - timedelta(days=DAYS_SHOWN))
    ).delete()
    delete_answered(EmptySearch.objects.shown())


JOBS = {
    keep_search_in_line: timedelta(minutes=5),
    forget_empty_searches: timedelta(days=1),
}
