"""What the worker does by the clock for the site as a whole.

A job is a function here or in another app's ``jobs`` module, and its line in ``JOBS``. Its
docstring is what administrators read about it. It may be cut off at any moment and run again: a
change that must be whole needs a transaction of its own. While it runs its worker does nothing
else, so a job with much to do takes a part of it each time.
"""

import logging
from datetime import timedelta
from functools import partial

from django.apps import apps
from django.core.management import call_command
from django.db import transaction
from django.utils import timezone
from wagtail.management.commands.purge_revisions import purge_revisions
from wagtail.models import DraftStateMixin, Page, Revision

logger = logging.getLogger(__name__)

DAYS_TO_UNDO = 730


class NotPublished(Exception):
    """Some pages could not be published or unpublished; the text names each, with the reason."""


def publish_scheduled_pages():
    """Publishes and unpublishes pages at the time their editors chose, several times a minute."""
    faults = []
    for title, change in _scheduled_changes():
        try:
            # Wagtail forgets the schedule before it saves the page: without a transaction a fault
            # or a kill in between would leave the page unpublished for good, and nobody told.
            with transaction.atomic():
                change()
        except Exception as error:
            logger.exception("Scheduled change of %s failed", title)
            # A page that fails its checks has its reasons as sentences there.
            faults.append(f"“{title}”: {' '.join(getattr(error, 'messages', [str(error)]))}")
    if faults:
        raise NotPublished("; ".join(faults))


def _scheduled_changes():
    """Yield (title, function that makes the change) for all whose time has come, expiry first."""
    now = timezone.now()
    drafted = [
        model
        for model in apps.get_models()
        if issubclass(model, DraftStateMixin) and not issubclass(model, Page)
    ]
    for model in [Page, *drafted]:
        for item in model.objects.filter(live=True, expire_at__lt=now).order_by("expire_at"):
            yield (
                str(item),
                partial(item.unpublish, set_expired=True, log_action="wagtail.unpublish.scheduled"),
            )
    due = Revision.objects.filter(approved_go_live_at__lt=now).order_by("approved_go_live_at")
    for revision in due:
        yield revision.object_str, partial(revision.publish, log_action="wagtail.publish.scheduled")


def update_search_index():
    """Brings the search in line with all pages and documents, once an hour.

    Saving a page does so already for that page; this catches up after changes made in bulk.
    """
    call_command("update_index", verbosity=0)


def clear_old_sessions():
    """Forgets sign-ins that have ended, once a day."""
    call_command("clearsessions")


def delete_old_versions():
    """Deletes versions of pages older than two years, once a day.

    The newest version of a page and all that wait for approval or for their time are kept.
    """
    purge_revisions(days=DAYS_TO_UNDO)


JOBS = {
    publish_scheduled_pages: timedelta(seconds=20),
    update_search_index: timedelta(hours=1),
    clear_old_sessions: timedelta(days=1),
    delete_old_versions: timedelta(days=1),
}
