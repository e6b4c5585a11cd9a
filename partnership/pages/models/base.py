"""The base of every page, and the mixins that pages are composed of."""

from urllib.parse import urlsplit

from django.contrib.postgres.expressions import ArraySubquery
from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import OuterRef
from django.forms import CheckboxSelectMultiple
from django.utils.functional import cached_property
from modelcluster.fields import ParentalManyToManyField
from wagtail.admin.panels import CommentPanel, FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.fields import StreamField
from wagtail.models import Page, PageViewRestriction, ReferenceIndex
from wagtail.search import index
from wagtail.signal_handlers import (
    disable_reference_index_auto_update,
    reference_index_auto_update_disabled,
)

from partnership.directory.models import Area, Audience
from partnership.editing.edit_conflicts import PageForm
from partnership.editing.form_words import HeadedPanel
from partnership.editing.missing_records import missing_in_blocks, missing_in_rows, without_missing
from partnership.editing.publishing import TimesPanel
from partnership.ground.text import slug_of
from partnership.library.choosing import ChooserPermissionMixin
from partnership.pages.blocks import BodyBlock
from partnership.pages.document_faults import DocumentFaultsPanel
from partnership.pages.number_faults import NumberFaultsPanel
from partnership.pages.queryset import ListedPageManager
from partnership.pages.slugs import LONGEST, PageCopyForm, free_slug, latin, write_in_latin
from partnership.search.indexing import is_of_draft

from .permissions import PartnershipPagePermissions

SET_BY_WAGTAIL = (
    "content_type",
    "latest_revision",
    "live_revision",
    "locale",
    "owner",
    "path",
    "translation_key",
)
OF_EVERY_VERSION = ("alias_of", "content_type", "latest_revision", "locale", "locked_by", "owner")


class PartnershipPageForm(ChooserPermissionMixin, PageForm):
    """The form of every kind of page."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if "slug" in self.fields and self.instance.slug.isascii():  # others keep their letters
            write_in_latin(self.fields["slug"])
        if "slug" in self.fields and self.instance.pk is None:
            self.fields["slug"].required = False

    def clean_slug(self):
        """Return a free slug, until the page is published, if another has that from its title.

        A new page has none where its title was typed before the browser was ready to make one.
        """
        slug, page = self.cleaned_data["slug"], self.instance
        if not slug:
            slug = slug_of(self.cleaned_data.get("title", ""))
        if not slug and "title" in self.cleaned_data:
            raise ValidationError(self.fields["slug"].error_messages["required"], "required")
        if slug != self.initial.get("slug"):
            slug = latin(slug)
        is_kept = page.pk and slug == page.slug
        if not (slug and self.parent_page) or page.first_published_at or is_kept:
            return slug
        free = free_slug(self.parent_page, slug)
        # The form still has the title's own after the first draft was given this free one.
        has_free_one = free != slug and page.slug.rpartition("-")[0] == slug
        return page.slug if has_free_one else free


class PartnershipPage(Page):
    """A page with a summary and an exit button.

    The summary is Wagtail's own ``search_description``, so that lists, search results and the
    site map read it from the one table all pages share.
    """

    show_exit = models.BooleanField(
        "exit button",
        default=True,
        help_text="A button that leaves the website at once, for people who are watched at home. "
        "Switch it off only if nothing on the page could put a reader in danger.",
    )

    still_missing = models.TextField(
        blank=True,
        help_text="What the page lacks, such as a name or a date: one thing a line. Visitors do "
        "not see it. Once the page is published, Reports → Gaps lists it.",
    )

    objects = ListedPageManager()
    base_form_class = PartnershipPageForm
    copy_form_class = PageCopyForm

    # For search results: the kind to filter by, and the date if the page has one.
    search_kind = "Pages"
    search_date = None

    search_auto_update = False  # the search room does it, once a publication

    # Set by navigation.py when it already knows that nothing above the page is private.
    known_public = False

    content_panels = [
        DocumentFaultsPanel(),
        NumberFaultsPanel(),
        *Page.content_panels,
        HeadedPanel(
            "search_description",
            heading="Summary",
            help_text="One or two sentences in plain English. Shown under the title, in lists, in "
            "search results and when someone shares the page.",
        ),
    ]
    promote_panels = [
        MultiFieldPanel(
            [
                FieldPanel("slug"),
                FieldPanel("seo_title"),
                FieldPanel(
                    "show_in_menus",
                    help_text="Tick to add a page at the top level to the main menu.",
                ),
            ],
            heading="Address and menu",
        )
    ]
    settings_panels = [
        TimesPanel(),
        CommentPanel(),
        FieldPanel("show_exit"),
        FieldPanel("still_missing"),
    ]
    search_fields = [*Page.search_fields, index.SearchField("search_description")]

    class Meta:
        abstract = True

    @classmethod
    def for_visitors(cls):
        """Return the queryset that fetches a page with everything its template needs."""
        return cls.objects.all()

    @classmethod
    def clean_parent_page_models(cls):
        """Return only our kinds of page as parents, unless the kind sets ``parent_page_types``.

        Each kind lists in ``subpage_types`` the kinds allowed below it, those of upper apps
        included; a kind that is listed nowhere can't be created.
        """
        parents = super().clean_parent_page_models()
        if hasattr(cls, "parent_page_types"):
            return parents
        return [parent for parent in parents if issubclass(parent, PartnershipPage)]

    def publish(self, revision, *args, **kwargs):
        """Refuse a draft whose text lacks something, whoever publishes it and how."""
        draft = revision.as_object()
        if errors := missing_in_blocks(draft):
            try:
                draft.full_clean()
            except ValidationError as error:
                errors = error.update_error_dict(errors)
            raise ValidationError(errors)
        return super().publish(revision, *args, **kwargs)

    @classmethod
    def from_serializable_data(cls, data, *args, **kwargs):
        """Return a draft or old version, whose choices of records that have gone are empty."""
        return super().from_serializable_data(without_missing(cls, data), *args, **kwargs)

    def with_content_json(self, content):
        """Return a version of the page, without a look for what Wagtail then replaces."""
        return super().with_content_json(
            {name: value for name, value in content.items() if name not in OF_EVERY_VERSION}
        )

    def save(self, *args, update_fields=None, **kwargs):
        """Save it, and then what it refers to, once.

        Wagtail would read the page again for that, after each of its rows, and for each draft, of
        which its index has nothing.
        """
        if hasattr(reference_index_auto_update_disabled, "value"):  # who did may not do it twice
            super().save(*args, update_fields=update_fields, **kwargs)
            return
        with transaction.atomic(), disable_reference_index_auto_update():
            super().save(*args, update_fields=update_fields, **kwargs)
            if update_fields is None:
                ReferenceIndex.create_or_update_for_object(self)
            elif not is_of_draft(update_fields):  # the rest of it may be a draft
                stored = type(self)._base_manager.get(pk=self.pk)
                ReferenceIndex.create_or_update_for_object(stored)

    def full_clean(self, exclude=None, **kwargs):
        """Check the rows too where no form does: a form excludes fields, and checks its rows.

        What Wagtail sets by itself is left to the constraints of the database.
        """
        errors = missing_in_rows(self) if exclude is None else {}
        try:
            super().full_clean({*(exclude or ()), *SET_BY_WAGTAIL}, **kwargs)
        except ValidationError as error:
            errors = error.update_error_dict(errors)
        if errors:
            raise ValidationError(errors)

    def _set_core_field_defaults(self):
        """Make its address from the title, in Latin letters, where no form has done so."""
        if not self.slug and self.path and (slug := slug_of(self.title)):
            self.slug = self._get_autogenerated_slug(slug[:LONGEST])
        super()._set_core_field_defaults()

    def permissions_for_user(self, user):
        return PartnershipPagePermissions(user, self)

    @property
    def summary(self):
        """One or two sentences about the page."""
        return self.search_description

    @property
    def updated_on(self):
        """When its text last changed for visitors, or None if it was never published."""
        return self.last_published_at

    @property
    def is_public(self):
        """Whether everyone may read it once it is published."""
        return self.known_public or not (self.pk and self.get_view_restrictions().exists())

    def get_view_restrictions(self):
        """Skip the query if navigation.py has already found that the page is public."""
        if self.known_public:
            return PageViewRestriction.objects.none()
        return super().get_view_restrictions()


class BodyMixin(models.Model):
    """Text built from blocks: field, panel and search; shown with ``{% prose page.body %}``."""

    body = StreamField(
        BodyBlock(),
        blank=True,
        verbose_name="text",
        help_text="Build the page from blocks. To show a telephone number, choose a contact: never "
        "type the number.",
    )

    body_panels = [FieldPanel("body")]
    body_search_fields = [index.SearchField("body")]

    class Meta:
        abstract = True


class ConcernsMixin(models.Model):
    """The areas and audiences that a page concerns: fields, panels, and their names for lists."""

    areas = ParentalManyToManyField(
        Area, blank=True, help_text="The areas this concerns. Leave empty if it concerns all areas."
    )
    audiences = ParentalManyToManyField(
        Audience, blank=True, help_text="Who this is for. Leave empty if it is for everyone."
    )

    concerns_panels = [
        FieldRowPanel(
            [
                FieldPanel("areas", widget=CheckboxSelectMultiple),
                FieldPanel("audiences", widget=CheckboxSelectMultiple),
            ]
        )
    ]

    class Meta:
        abstract = True

    # The queryset for visitors annotates these; a preview looks them up.

    @cached_property
    def area_names(self):
        return [area.name for area in self.areas.all()]

    @cached_property
    def audience_names(self):
        return [audience.name for audience in self.audiences.all()]


def names_of(rows, of):
    """Return an annotation: the names a page has of ``rows``, such as ``Area``. No extra query.

    ``of`` is the query name of those pages, such as "newspage".
    """
    return ArraySubquery(rows.objects.filter(**{of: OuterRef("pk")}).values("name"))


def host_of(address):
    """Return the host of a web address as people name it: ``learning.nspcc.org.uk``."""
    return urlsplit(address).hostname.removeprefix("www.")
