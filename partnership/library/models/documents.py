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
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import get_language_info
from wagtail.documents.models import AbstractDocument, Document
from wagtail.models import Collection, Page, ReferenceIndex
from wagtail.search import index

from partnership.ground.collections import website_collection_id
from partnership.ground.partnerships import Belonging, at_its_address, of_site, unique_to_each
from partnership.ground.privacy import if_open, is_open_to
from partnership.ground.text import slug_of
from partnership.library.cleaning import CleanFileField
from partnership.library.faults import NO_FAULTS, FaultsFound
from partnership.library.file_types import validate_file_type
from partnership.library.storage import library_storage

from .queryset import PartnershipDocumentQuerySet
from .versions import DocumentText, FileFacts, FormerAddress, facts_of, file_extension

ADDRESS_TAKEN = "Another document has this address, or had it. Choose another."
LONGEST_INDEXED_TEXT = 200_000  # characters; PostgreSQL refuses a search vector of over 1 MB


class PartnershipDocument(Belonging, FaultsFound, FileFacts, AbstractDocument):
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
        db_index=True,
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
        "earlier versions",
        null=True,
        blank=True,
        choices=[
            (None, "Visitors can open them if the law requires us to publish the document"),
            (True, "Visitors can open them"),
            (False, "Only we can open them"),
        ],
        help_text="Each is listed with its dates. The law requires what is listed as a publication "
        "under ‘Our arrangements’.",
    )
    is_published = models.BooleanField(default=True, editable=False)  # or new, and waits
    publish_at = models.DateTimeField(
        "visible from",
        null=True,
        blank=True,
        help_text="Only for the last choice above. Visitors can see the document within a minute "
        "of this time.",
    )
    is_statutory = models.BooleanField(default=False, editable=False)  # a page says so
    supersedes = models.ForeignKey(
        "self",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="superseded_by",
        help_text="The document that this one replaces, such as the arrangements before it. From "
        "the day this one is in effect, the earlier one is marked as superseded. To replace the "
        "file of the same document, choose a file above instead.",
    )
    superseded_on = models.DateField(null=True, editable=False)  # the one that does says so

    # About the current file; the worker fills in those after file_added_at (reading.py).
    file_added_at = models.DateTimeField(default=timezone.now, editable=False)
    read_at = models.DateTimeField(null=True, editable=False)
    page_count = models.PositiveIntegerField(null=True, editable=False)
    language = models.CharField(max_length=35, blank=True, editable=False)  # BCP 47, such as en-GB
    faults = ArrayField(models.CharField(max_length=20), default=list, editable=False)
    hidden_parts = models.JSONField(
        default=dict,
        editable=False,
        help_text="What the file contains that its readers do not see (hidden_parts.py).",
    )
    picture = models.FileField(
        storage=library_storage, upload_to="first-pages", blank=True, editable=False
    )

    no_faults = NO_FAULTS
    changed_by = None
    what_changed = ""

    objects = PartnershipDocumentQuerySet.as_manager()

    admin_form_fields = (
        *Document.admin_form_fields,
        "site",
        "publish_at",
        *FileFacts.file_fact_fields,
        "supersedes",
        "address",
        "web_version",
        "lists_versions",
    )
    search_fields = [
        *AbstractDocument.search_fields,
        index.SearchField("indexed_text"),
        index.FilterField("site_id"),
    ]

    class Meta(AbstractDocument.Meta):
        verbose_name = "document"
        constraints = unique_to_each("address", "document_at_an_address", ADDRESS_TAKEN)

    def clean(self):
        if not self.file:
            return  # the form has an error for this
        # Not Wagtail's own check of the ending, which does not say what to do.
        if not self.file._committed:
            try:
                validate_file_type(self.file.file, self.file_extension)
            except ValidationError as error:
                raise ValidationError({"file": error.messages}) from error
        if self.address:
            self.address = normalise_address(self.address, self.file_extension)
            if is_address_taken(self.address, self):
                raise ValidationError({"address": ADDRESS_TAKEN})
        if self.supersedes and self in self.supersedes.all_it_supersedes:
            raise ValidationError({"supersedes": f"‘{self.supersedes}’ comes after this one."})

    def save(self, *args, **kwargs):
        stored = type(self)._base_manager.filter(pk=self.pk)
        before = stored.values("file", "address", "supersedes").first()
        has_new_file = not (before and self.file._committed and self.file.name == before["file"])
        if has_new_file:
            self._meta.get_field("file").pre_save(self, add=False)  # writes the clean file
            self._set_document_file_metadata()
            self.file.close()  # here, for the database may refuse the row
            self.file_added_at = timezone.now()
            self.read_at = self.page_count = None
            self.language, self.faults, self.hidden_parts = "", [], {}
        with transaction.atomic():
            self._save_with_address(*args, **kwargs)
            if has_new_file:
                self._add_version()
            else:
                current = self.versions.values("pk")[:1]
                self.versions.filter(pk__in=current).update(**self.file_facts)
            if before and before["address"] != self.address:
                self.former_addresses.filter(address=self.address).delete()
                self.former_addresses.create(address=before["address"])
            self._mark_superseded(before)

    def _mark_superseded(self, before):
        concerned = {self.pk, self.supersedes_id, before and before["supersedes"]} - {None}
        type(self).objects.filter(pk__in=concerned).update_superseded()

    def _save_with_address(self, *args, **kwargs):
        if self.address:
            return super().save(*args, **kwargs)
        self.address = unique_address(self)
        try:
            with transaction.atomic():
                return super().save(*args, **kwargs)
        except IntegrityError:  # another document took the address at the same moment
            self.address = unique_address(self)
            return super().save(*args, **kwargs)

    def _add_version(self):
        self.versions.create(
            file=self.file.name,
            file_size=self.file.size,
            file_hash=self.file_hash,
            added_at=self.file_added_at,
            added_by=self._version_author(),
            what_changed=self.what_changed,
            **self.file_facts,
        )

    def _version_author(self):
        if self.changed_by or self.versions.exists():
            return self.changed_by
        return self.uploaded_by_user

    def publish(self):
        """Let visitors see a new document."""
        self.is_published, self.publish_at = True, None
        self.save()

    @property
    def is_new(self):
        """Whether visitors cannot see it yet, as it is not saved or waits to be published."""
        return not (self.pk and self.is_published)

    @property
    def is_approved(self):
        """Whether somebody who may publish it let visitors see it, now or from a time to come."""
        return bool(self.is_published or self.publish_at)

    def restore(self, version, user):
        """Make the file of an earlier ``version`` the current one again, on behalf of ``user``."""
        self.file = version.file.name
        for name, value in version.file_facts.items():
            setattr(self, name, value)
        self.changed_by = user
        day = date_format(timezone.localtime(version.added_at), "j F Y")
        self.what_changed = f"Restored the version of {day}."
        self.save()

    @property
    def url(self):
        return at_its_address(self.site_id, reverse("document", args=[self.address]))

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
        facts = facts_of(self.file, self.file_size, self.page_count, self.is_sample)
        if self.language_name:
            facts.append(f"in {self.language_name}")
        if self.is_superseded:
            facts.append(f"superseded on {date_format(self.superseded_on, 'j F Y')}")
        return facts

    @property
    def all_it_supersedes(self):
        """This document and those before it: 1 query for each."""
        chain, earlier = [], self
        while earlier and earlier not in chain:
            chain.append(earlier)
            earlier = earlier.supersedes
        return chain

    @property
    def is_superseded(self):
        """Whether another document supersedes this one by today."""
        return bool(self.superseded_on and self.superseded_on <= timezone.localdate())

    @property
    def history(self):
        """Every version, the current one first, with the user who added it: 1 query."""
        return self.versions.select_related("added_by")

    @property
    def shows_versions(self):
        """Whether visitors may open earlier versions: where the law asks, unless switched off."""
        return self.is_statutory if self.lists_versions is None else self.lists_versions

    @property
    def earlier_versions(self):
        """Versions that visitors may open besides the current one, newest first; no samples.

        Each has ``replaced_at``. No query after ``prefetch_related("versions")``.
        """
        if not self.shows_versions:
            return []
        versions = list(self.versions.all())
        for newer, version in pairwise(versions):
            version.replaced_at = newer.added_at
        return [version for version in versions[1:] if not version.is_sample]

    @property
    def version_in_force(self):
        """The earlier version that applies until the current one is in effect, or None.

        No query after ``prefetch_related("versions")``.
        """
        if not self.is_to_come:
            return None
        return next((version for version in self.earlier_versions if not version.is_to_come), None)

    @property
    def what_is_new(self):
        """What its current file changed, if visitors may open the one before; or ''.

        No query after ``prefetch_related("versions")``.
        """
        return self.versions.all()[0].what_changed if self.earlier_versions else ""

    @property
    def web_page(self):
        """The web version, if ``for_lists()`` found that everyone can open it."""
        return if_open(self.web_version, getattr(self, "web_is_private", True))

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

        No query for a public document after ``with_privacy()``. One that waits for a page is for
        its editors, and for who may see a private page that uses it.
        """
        if not self.is_published:
            is_with_page = not self.publish_at and self._is_on_a_page_for(request)
            return is_with_page or self.is_editable_by_user(request.user)
        if getattr(self, "is_private", True):
            return is_open_to(request, self.collection)
        return True

    def _is_on_a_page_for(self, request):
        """Whether the user may see a published page that uses the document, and its collection.

        Wagtail’s index of references is of pages as they are published, not of their drafts.
        """
        return any(
            isinstance(page, Page) and page.live and is_open_to(request, page, self.collection)
            for page, _ in ReferenceIndex.get_grouped_references_to(self)
        )


@receiver(post_delete, sender=PartnershipDocument)
def unmark_superseded(instance, **kwargs):
    """A document that has been deleted supersedes nothing."""
    PartnershipDocument.objects.filter(pk=instance.supersedes_id).update_superseded()


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
    return f"{slug_of(stem.replace('.', '-'))[:100] or 'document'}.{ending.lower()}"


def is_address_taken(address, document):
    """Whether a document that answers where ``document`` does has or had the address.

    A shared one answers at every partnership's website.
    """
    others = PartnershipDocument.objects.exclude(pk=document.pk)
    if document.site_id:
        others = others.filter(of_site(document.site_id))
    formerly = FormerAddress.objects.filter(address=address, document__in=others)
    return others.filter(address=address).exists() or formerly.exists()


def unique_address(document):
    """Return an address made from the title of ``document`` that is not taken."""
    title, extension = document.title, document.file_extension
    stem = slug_of(PurePath(title).stem if title.lower().endswith(f".{extension}") else title)
    for number in count(1):
        ending = "" if number == 1 else f"-{number}"
        address = f"{stem[:100] or 'document'}{ending}.{extension}"
        if not is_address_taken(address, document):
            return address
