"""The search's jobs for the worker."""

from datetime import timedelta
from itertools import chain
from time import monotonic

from django.db.models import Q
from django.utils import timezone
from wagtail.models import Page

from partnership.library.models import PartnershipDocument

from .empty_searches import delete_answered
from .indexing import STALE, update_entry
from .models import EmptySearch, Entry

LONGEST_RUN = 30  # seconds
DAYS_HIDDEN, DAYS_SHOWN = 30, 180


def keep_search_in_line():
    """Updates the website search every five minutes after changes made in bulk.

    Saving a page or document updates the search at once. Whatever changes in another way, each page
    and document is checked within a day.
    """
    Entry.objects.filter(page__live=False).delete()
    day_ago = timezone.now() - timedelta(days=1)
    _update(chain(_items_without_entry(), _items_of_entries_before(day_ago)))


def follow_changed_records():
    """Updates the website search within seconds when pages show a record that has changed.

    For example, a person, venue, topic or kind of event has a new name.
    """
    _update(_items_of_entries_before(STALE + timedelta(days=1)))


def _update(items):
    """Update the entries of ``items`` until the time is up; the next run does the rest."""
    stop = monotonic() + LONGEST_RUN
    for item in items:
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


def _items_of_entries_before(moment):
    entries = Entry.objects.filter(written_at__lt=moment).order_by("written_at")
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
    follow_changed_records: timedelta(seconds=5),
    keep_search_in_line: timedelta(minutes=5),
    forget_empty_searches: timedelta(days=1),
}
