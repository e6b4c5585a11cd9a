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

from partnership.ground.partnerships import at_its_address
from partnership.library.storage import library_storage


class FileFacts(models.Model):
    """What is true of one file of a document, as people say it; the next file has its own."""

    is_sample = models.BooleanField(
        "sample",
        default=False,
        help_text="Tick if this file only shows where the real one will be. Visitors see the word "
        "‘Sample’ beside every link to it. Replacing the file removes the tick.",
    )
    effective_from = models.DateField(
        "in effect from",
        null=True,
        blank=True,
        help_text="The day from which the document applies. Visitors see it wherever the document "
        "is listed as a publication.",
    )
    agreed_by = models.CharField(
        max_length=200,
        blank=True,
        help_text="Who agreed it, such as the name of the board.",
    )

    file_fact_fields = ("is_sample", "effective_from", "agreed_by")

    class Meta:
        abstract = True

    @property
    def is_to_come(self):
        """Whether the file is not in effect yet."""
        return bool(self.effective_from and self.effective_from > timezone.localdate())

    @property
    def file_facts(self):
        """The values of these fields, by name."""
        return {name: getattr(self, name) for name in self.file_fact_fields}


class FormerAddress(models.Model):
    """An address that a document had before an editor changed it; it redirects to the document."""

    document = models.ForeignKey(
        "library.PartnershipDocument", on_delete=models.CASCADE, related_name="former_addresses"
    )
    address = models.CharField(max_length=120, db_index=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["document", "address"], name="one_former_address_of_a_document"
            )
        ]

    def __str__(self):
        return self.address


class DocumentVersion(FileFacts):
    """One file of a document. The version made last is the current one; files never change."""

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
        ordering = ["-pk"]  # as they were made: a clock may be wrong, or set back

    def __str__(self):
        return f"{self.document}, {date_format(timezone.localtime(self.added_at), 'j F Y, H:i')}"

    @property
    def url(self):
        """The version's own address, which works while the document lists its versions."""
        path = reverse("document_version", args=[self.document.address, self.pk])
        return at_its_address(self.document.site_id, path)

    @property
    def days(self):
        """From when to when it was the current version, in words; it needs ``replaced_at``."""
        first, last = (
            date_format(timezone.localtime(at), "j F Y") for at in (self.added_at, self.replaced_at)
        )
        return f"on {first}" if first == last else f"{first} to {last}"

    @property
    def file_extension(self):
        return file_extension(self.file.name)

    @property
    def facts(self):
        """Type and size, then what is true of it: ``['PDF', '2.3 MB', 'agreed by the board']``."""
        facts = facts_of(self.file, self.file_size, is_sample=self.is_sample)
        if self.effective_from:
            facts.append(f"in effect from {date_format(self.effective_from, 'j F Y')}")
        if self.agreed_by:
            facts.append(f"agreed by {self.agreed_by}")
        return facts


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


def facts_of(file, size, page_count=None, is_sample=False):
    """Return what is known of any file, in words: ``['Sample', 'PDF', '2.3 MB', '24 pages']``."""
    facts = ["Sample"] if is_sample else []
    facts += [file_extension(file.name).upper(), filesizeformat(size or 0)]
    if page_count:
        facts.append(f"{page_count} {'page' if page_count == 1 else 'pages'}")
    return facts


def file_extension(name):
    """Return the ending of a file's name in lower case, without the dot: 'pdf'."""
    return PurePath(name or "").suffix[1:].lower()
