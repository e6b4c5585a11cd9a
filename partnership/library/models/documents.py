"""Documents: a permanent address, every version kept, and facts read from the file."""

from functools import partial
from itertools import count, pairwise
from pathlib import PurePath

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.core.exceptions import ValidationError
from django.db import IntegrityError, models, transaction
from django.db.models.signals import post_delete
from django.dispatch import receiver
from django.template.defaultfilters import filesizeformat
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.text import slugify
from django.utils.translation import get_language_info
from wagtail.documents.models import AbstractDocument, Document, DocumentQuerySet
from wagtail.models import Collection, Page
from wagtail.search import index

from partnership.ground.collections import website_collection_id
from partnership.ground.privacy import if_open, is_in_private_collection, is_private
from partnership.library.cleaning import CleanFileField
from partnership.library.faults import FAULTS, NO_FAULTS
from partnership.library.file_types import validate_file_type
from partnership.library.storage import library_storage

from .versions import DocumentText, FormerAddress, file_extension

LONGEST_INDEXED_TEXT = 200_000  # characters; PostgreSQL refuses a search vector of over 1 MB


class PartnershipDocumentQuerySet(DocumentQuerySet):
    """Documents, with the one rule of who may see them."""

    def with_privacy(self):
        """Annotate ``is_private``: the collection, or one above it, is restricted."""
        return self.annotate(is_private=is_in_private_collection("collection__path"))

    def public(self):
        """Documents that everyone may read."""
        return self.with_privacy().filter(is_private=False)

    def for_lists(self):
        """Documents with everything a list shows: 2 queries."""
        return (
            self.with_privacy()
            .annotate(web_is_private=is_private("web_version__path"))
            .select_related("web_version")
            .prefetch_related("versions")
        )

    def with_faults(self):
        """Documents whose current file has problems that the automatic checks found."""
        return self.exclude(faults=[])


class PartnershipDocument(AbstractDocument):
    """A document of the library: its file may be replaced, its address stays.

    Saving it with a new file adds a ``DocumentVersion``, described by ``changed_by`` and
    ``what_changed`` if they are set before.
    """

    collection = models.ForeignKey(
        Collection, models.CASCADE, related_name="+", default=website_collection_id
    )
    file = CleanFileField(storage=library_storage, upload_to="documents")
    address = models.CharField(
        max_length=120,
        unique=True,
        blank=True,
        help_text="The last part of the document’s address on this website, such as "
        "our-arrangements.pdf. It stays the same when you replace the file. If you change it, the "
        "old address redirects here. Leave empty to make it from the title.",
    )
    web_version = models.ForeignKey(
        Page,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name="web version",
        help_text="A page of this website with the same content. Visitors are offered the page "
        "first, as it is easier to read on a phone and with a screen reader.",
    )
    lists_versions = models.BooleanField(
        "list earlier versions",
        default=False,
        help_text="Tick for a statutory document. Visitors can then open its earlier versions, "
        "each with its dates.",
    )

    # About the current file; the worker fills in those after file_added_at (reading.py).
    file_added_at = models.DateTimeField(default=timezone.now, editable=False)
    read_at = models.DateTimeField(null=True, editable=False)
    page_count = models.PositiveIntegerField(null=True, editable=False)
    language = models.CharField(max_length=35, blank=True, editable=False)  # BCP 47, such as en-GB
    faults = ArrayField(models.CharField(max_length=20), default=list, editable=False)
    picture = models.FileField(
        storage=library_storage, upload_to="first-pages", blank=True, editable=False
    )

    no_faults = NO_FAULTS
    changed_by = None
    what_changed = ""

    objects = PartnershipDocumentQuerySet.as_manager()

    admin_form_fields = (*Document.admin_form_fields, "address", "web_version", "lists_versions")
    search_fields = [*AbstractDocument.search_fields, index.SearchField("indexed_text")]

    class Meta(AbstractDocument.Meta):
        verbose_name = "document"

    def clean(self):
        if not self.file:
            return  # the form has an error for this
        super().clean()
        if not self.file._committed:
            try:
                validate_file_type(self.file.file, self.file_extension)
            except ValidationError as error:
                raise ValidationError({"file": error.messages}) from error
        if self.address:
            self.address = normalise_address(self.address, self.file_extension)
            if is_address_taken(self.address, self.pk):
                raise ValidationError(
                    {"address": "Another document has this address, or had it. Choose another."}
                )

    def save(self, *args, **kwargs):
        before = type(self)._base_manager.filter(pk=self.pk).values("file", "address").first()
        has_new_file = not (before and self.file._committed and self.file.name == before["file"])
        if has_new_file:
            self._meta.get_field("file").pre_save(self, add=False)  # writes the clean file
            self._set_document_file_metadata()
            self.file.close()  # here, for the database may refuse the row
            self.file_added_at = timezone.now()
            self.read_at = self.page_count = None
            self.language, self.faults = "", []
        with transaction.atomic():
            self._save_with_address(*args, **kwargs)
            if has_new_file:
                self._add_version()
            if before and before["address"] != self.address:
                self.former_addresses.filter(address=self.address).delete()
                self.former_addresses.create(address=before["address"])

    def _save_with_address(self, *args, **kwargs):
        if self.address:
            return super().save(*args, **kwargs)
        self.address = unique_address(self.title, self.file_extension, self.pk)
        try:
            with transaction.atomic():
                return super().save(*args, **kwargs)
        except IntegrityError:  # another document took the address at the same moment
            self.address = unique_address(self.title, self.file_extension, self.pk)
            return super().save(*args, **kwargs)

    def _add_version(self):
        self.versions.create(
            file=self.file.name,
            file_size=self.file.size,
            file_hash=self.file_hash,
            added_at=self.file_added_at,
            added_by=self._version_author(),
            what_changed=self.what_changed,
        )

    def _version_author(self):
        if self.changed_by or self.versions.exists():
            return self.changed_by
        return self.uploaded_by_user

    def restore(self, version, user):
        """Make the file of an earlier ``version`` the current one again, on behalf of ``user``."""
        self.file = version.file.name
        self.changed_by = user
        day = date_format(timezone.localtime(version.added_at), "j F Y")
        self.what_changed = f"Restored the version of {day}."
        self.save()

    @property
    def url(self):
        return reverse("document", args=[self.address])

    @property
    def file_extension(self):
        return file_extension(self.file.name)

    @property
    def filename(self):
        """The file name for a visitor's download, whatever the upload was called."""
        return f"{PurePath(self.address).stem}.{self.file_extension}"

    @property
    def type_name(self):
        """The type of file as people call it: 'PDF', 'DOCX'."""
        return self.file_extension.upper()

    @property
    def language_name(self):
        """The language in English, such as 'Polish'; empty for English or an unknown language."""
        code = self.language.lower()
        if not code or code.startswith("en"):
            return ""
        try:
            return get_language_info(code)["name"]
        except KeyError:
            return ""

    @property
    def facts(self):
        """What a visitor needs to know before opening it: ``['PDF', '2.3 MB', '24 pages']``."""
        facts = [self.type_name, filesizeformat(self.file_size or 0)]
        if self.page_count:
            unit = "page" if self.page_count == 1 else "pages"
            facts.append(f"{self.page_count} {unit}")
        if self.language_name:
            facts.append(f"in {self.language_name}")
        return facts

    @property
    def history(self):
        """Every version, the current one first, with the user who added it: 1 query."""
        return self.versions.select_related("added_by")

    @property
    def earlier_versions(self):
        """Versions that visitors may open besides the current one, newest first.

        Each has ``replaced_at``. No query after ``prefetch_related("versions")``.
        """
        if not self.lists_versions:
            return []
        versions = list(self.versions.all())
        for newer, version in pairwise(versions):
            version.replaced_at = newer.added_at
        return versions[1:]

    @property
    def web_page(self):
        """The web version, if ``for_lists()`` found that everyone can open it."""
        return if_open(self.web_version, getattr(self, "web_is_private", True))

    @property
    def found_faults(self):
        """The problems that the automatic checks found in the current file, as ``Fault``s."""
        return [FAULTS[code] for code in self.faults if code in FAULTS]

    @property
    def faults_in_words(self):
        """The problems that were found, in one line."""
        return " ".join(fault.what for fault in self.found_faults)

    @property
    def text_pages(self):
        """The text of each page of the current file; empty until it has been read."""
        text = DocumentText.objects.filter(document=self).first() if self.pk else None
        return text.pages if text else []

    def indexed_text(self):
        """The text of the file, cut to what the search index can store."""
        return "\n".join(self.text_pages)[:LONGEST_INDEXED_TEXT]

    def may_be_read_by(self, request):
        """Whether the user of ``request`` may see the document.

        No query for a public document after ``with_privacy()``.
        """
        if getattr(self, "is_private", True):
            restrictions = self.collection.get_view_restrictions()
            return all(restriction.accept_request(request) for restriction in restrictions)
        return True


@receiver(post_delete, sender=PartnershipDocument)
def delete_picture(instance, **kwargs):
    """Delete the picture of the first page with its document."""
    if instance.picture:
        transaction.on_commit(partial(instance.picture.storage.delete, instance.picture.name))


def normalise_address(address, extension):
    """Return ``address`` in a form that is safe in a URL, with ``extension`` if it has none."""
    stem, _, ending = address.rpartition(".")
    if ending.lower() not in settings.WAGTAILDOCS_EXTENSIONS:
        stem, ending = address, extension
    return f"{slugify(stem.replace('.', '-'))[:100] or 'document'}.{ending.lower()}"


def is_address_taken(address, pk):
    """Whether a document other than ``pk`` has or had the address."""
    return (
        PartnershipDocument.objects.filter(address=address).exclude(pk=pk).exists()
        or FormerAddress.objects.filter(address=address).exclude(document=pk).exists()
    )


def unique_address(title, extension, pk):
    """Return an address made from ``title`` that no document other than ``pk`` has or had."""
    stem = slugify(PurePath(title).stem if title.lower().endswith(f".{extension}") else title)
    for number in count(1):
        ending = "" if number == 1 else f"-{number}"
        address = f"{stem[:100] or 'document'}{ending}.{extension}"
        if not is_address_taken(address, pk):
            return address
