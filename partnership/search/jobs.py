"""The search's jobs for the worker."""

from datetime import timedelta
from itertools import chain, islice
from time import monotonic

from django.db.models import Q
from django.utils import timezone
from wagtail.models import Page, get_page_models
from wagtail.search.backends import get_search_backend
from wagtail.search.index import get_indexed_models, insert_or_update_object

from partnership.library.models import PartnershipDocument

from .empty_searches import delete_answered
from .indexing import STALE, update_entry
from .models import EmptySearch, Entry
from .outdated import outdated, outdated_for_visitors

LONGEST_RUN = 30  # seconds
AT_ONCE = 200  # rows
CHECKED = 20  # entries in each run, without a sign of a change
DAYS_HIDDEN, DAYS_SHOWN = 30, 180


def keep_search_in_line():
    """Updates the website search every five minutes after changes made in bulk.

    Saving a page or document updates the search at once. Whatever changes in another way, such as
    the names of many records at once, is found by checking some of the entries in each run.
    """
    Entry.objects.filter(page__live=False).delete()
    day_ago = timezone.now() - timedelta(days=1)
    _update(chain(_items_changed(), islice(_items_of_entries_before(day_ago), CHECKED)))


def follow_changed_records():
    """Updates the website search within seconds when pages show a record that has changed.

    For example, a person, venue, topic or kind of event has a new name.
    """
    _update(_items_of_entries_before(STALE + timedelta(days=1)))


def keep_admin_search_in_line():
    """Updates the admin search four times an hour after changes made in bulk.

    Saving anything updates its search at once. After very many changes it takes several runs.
    """
    backend = get_search_backend()
    backend.get_index_for_model(Page).delete_stale_entries()  # of all models
    for model in get_indexed_models():
        if items := outdated(model)[:AT_ONCE]:
            backend.add_bulk(model, items)


def _update(items):
    """Update the entries of ``items`` until the time is up; the next run does the rest.

    What visitors find by something else, editors do too.
    """
    stop = monotonic() + LONGEST_RUN
    for item in items:
        if update_entry(item):
            insert_or_update_object(item)
        if monotonic() > stop:
            return


def _items_changed():
    for model in get_page_models():
        if hasattr(model, "search_kind"):
            yield from outdated_for_visitors(model, "page").live().iterator(AT_ONCE)
    yield from outdated_for_visitors(PartnershipDocument, "document").iterator(AT_ONCE)


def _items_of_entries_before(moment):
    entries = Entry.objects.filter(written_at__lt=moment).order_by("written_at")
    for entry in entries.select_related("page", "document").iterator(AT_ONCE):
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
    keep_admin_search_in_line: timedelta(minutes=15),
    forget_empty_searches: timedelta(days=1),
}
