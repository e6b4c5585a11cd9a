"""Records of a document besides its current file: versions, former addresses and text."""

from functools import partial
from pathlib import PurePath

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models, transaction
from django.db.models.signals import post_delete
from django.dispatch import receiver
from django.template.defaultfilters import filesizeformat
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format

from partnership.library.storage import library_storage


class FormerAddress(models.Model):
    """An address that a document had before an editor changed it; it redirects to the document."""

    document = models.ForeignKey(
        "library.PartnershipDocument", on_delete=models.CASCADE, related_name="former_addresses"
    )
    address = models.CharField(max_length=120, unique=True)

    def __str__(self):
        return self.address


class DocumentVersion(models.Model):
    """One file of a document. The newest version is the current one; files never change."""

    document = models.ForeignKey(
        "library.PartnershipDocument", on_delete=models.CASCADE, related_name="versions"
    )
    file = models.FileField(storage=library_storage)
    file_size = models.PositiveBigIntegerField(null=True)
    file_hash = models.CharField(max_length=40, blank=True)
    added_at = models.DateTimeField("added")
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    what_changed = models.CharField(max_length=300, blank=True)

    wagtail_reference_index_ignore = True

    class Meta:
        ordering = ["-added_at", "-pk"]

    def __str__(self):
        return f"{self.document}, {date_format(timezone.localtime(self.added_at), 'j F Y, H:i')}"

    @property
    def url(self):
        """The version's own address, which works while the document lists its versions."""
        return reverse("document_version", args=[self.document.address, self.pk])

    @property
    def file_extension(self):
        return file_extension(self.file.name)

    @property
    def facts(self):
        """Type and size: ``['PDF', '2.3 MB']``."""
        return [self.file_extension.upper(), filesizeformat(self.file_size or 0)]


class DocumentText(models.Model):
    """The text of a document's current file, in its own table so that lists do not fetch it."""

    document = models.OneToOneField(
        "library.PartnershipDocument",
        primary_key=True,
        on_delete=models.CASCADE,
        related_name="text",
    )
    pages = ArrayField(models.TextField(blank=True), default=list)

    wagtail_reference_index_ignore = True

    def __str__(self):
        return f"Text of {self.document}"


@receiver(post_delete, sender=DocumentVersion)
def delete_file_of_version(instance, **kwargs):
    """Delete the file once the database has no version with it."""
    transaction.on_commit(partial(_delete_unless_used, instance.file))


def _delete_unless_used(file):
    if not DocumentVersion.objects.filter(file=file.name).exists():
        file.storage.delete(file.name)


def file_extension(name):
    """Return the ending of a file's name in lower case, without the dot: 'pdf'."""
    return PurePath(name or "").suffix[1:].lower()
