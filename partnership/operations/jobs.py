"""The worker's scheduled jobs for the site as a whole.

A job is a function here or in another app's ``jobs`` module, listed in ``JOBS``, or in
``URGENT_JOBS`` if it must wait for none of those. Administrators read its docstring. A job may be
cut off at any moment and run again, so a change that must be complete needs its own transaction.
The other jobs of its list wait meanwhile, so a job with much to do does part of it in each run.
"""

import logging
from datetime import timedelta
from functools import partial
from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.core.management import call_command
from django.db import transaction
from django.utils import timezone
from wagtail.management.commands.purge_revisions import purge_revisions
from wagtail.models import DraftStateMixin, Page, Revision

from .backup.backing_up import back_up

logger = logging.getLogger(__name__)

DAYS_TO_UNDO = 730


class NotPublished(Exception):
    """Some pages could not be published or unpublished; the message names each, with the reason."""


def publish_scheduled_pages():
    """Publishes and unpublishes pages at the times editors chose. Checks several times a minute."""
    faults = []
    for title, change in _scheduled_changes():
        try:
            # Wagtail clears the schedule before it saves the page. Without a transaction, an error
            # or a kill in between would leave the page unpublished for good, without a warning.
            with transaction.atomic():
                change()
        except Exception as error:
            logger.exception("Scheduled change of %s failed", title)
            # A validation error has its reasons as sentences.
            reasons = getattr(error, "messages", [str(error)])
            faults.append(f"‘{title}’: {' '.join(reasons)}")
    if faults:
        raise NotPublished("; ".join(faults))


def _scheduled_changes():
    """Yield (title, function that makes the change) for each change that is due, expiry first."""
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


def clear_old_sessions():
    """Deletes expired sign-in sessions, once a day."""
    call_command("clearsessions")


def delete_old_versions():
    """Deletes versions of pages that are older than two years, once a day.

    It keeps the newest version of each page, and versions that await approval or publication.
    """
    purge_revisions(days=DAYS_TO_UNDO)


def make_backup():
    """Makes a backup of the database and the files in the folder BACKUP_FOLDER, once a day.

    It keeps the newest, as many as BACKUP_KEEP says.
    """
    folder = Path(settings.BACKUP_FOLDER)
    back_up(folder, settings.BACKUP_RECIPIENT, settings.BACKUP_KEEP, logger.info)


URGENT_JOBS = {
    publish_scheduled_pages: timedelta(seconds=20),
}
JOBS = {
    clear_old_sessions: timedelta(days=1),
    delete_old_versions: timedelta(days=1),
}
if settings.BACKUP_FOLDER:
    JOBS[make_backup] = timedelta(days=1)
