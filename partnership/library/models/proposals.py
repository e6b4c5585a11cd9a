"""What editors who may not publish want documents to become."""

from functools import partial

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models, transaction
from django.db.models.signals import post_delete
from django.dispatch import receiver
from django.utils import timezone

from partnership.library.cleaning import CleanFileField
from partnership.library.faults import FaultsFound
from partnership.library.storage import library_storage

from .documents import PartnershipDocument
from .versions import facts_of, file_extension


class DocumentProposal(FaultsFound, models.Model):
    """Changes to a document that wait until somebody who may publish accepts them.

    ``values`` are the fields of the document's form that differ, as they were sent:
    ``{name: [text, ...]}``. Each new proposal for a document includes the one before it.
    """

    document = models.OneToOneField(
        PartnershipDocument, on_delete=models.CASCADE, related_name="proposal"
    )
    values = models.JSONField(default=dict)
    file = CleanFileField(storage=library_storage, upload_to="proposals", blank=True)
    page_count = models.PositiveIntegerField(null=True)
    faults = ArrayField(models.CharField(max_length=20), default=list)
    hidden_parts = models.JSONField(
        default=dict,
        help_text="What the proposed file contains that its readers do not see (hidden_parts.py).",
    )
    text_pages = ArrayField(models.TextField(blank=True), default=list)
    proposed_at = models.DateTimeField(default=timezone.now)
    proposed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )

    wagtail_reference_index_ignore = True

    def __str__(self):
        return f"Proposal for {self.document}"

    @property
    def token(self):
        """Tells this proposal from a later one for the same document."""
        return self.proposed_at.isoformat()

    @property
    def file_extension(self):
        return file_extension(self.file.name)

    @property
    def facts(self):
        """What is known of the proposed file: ``['PDF', '2.3 MB', '24 pages']``."""
        return facts_of(self.file, self.file.size, self.page_count)


@receiver(post_delete, sender=DocumentProposal)
def delete_proposed_file(instance, **kwargs):
    """Delete the file with its proposal: an accepted one is a version by now."""
    if instance.file:
        transaction.on_commit(partial(instance.file.storage.delete, instance.file.name))
