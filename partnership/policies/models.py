"""Policies and procedures: the manual, and local policies with their versions."""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Prefetch
from django.utils import timezone
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import (
    FieldPanel,
    FieldRowPanel,
    InlinePanel,
    get_form_for_model,
)
from wagtail.models import Orderable
from wagtail.search import index

from partnership.library.models import PartnershipDocument
from partnership.pages.models.base import BodyMixin, PartnershipPage, host_of
from partnership.pages.queryset import ListedPageManager, ListedQuerySet

from .forms import ManualForm, PolicyPageForm


class PolicyQuerySet(ListedQuerySet):
    def in_force(self):
        """Public local policies by title, with their versions, for a list: 2 queries."""
        return self.listed().defer("body").prefetch_related("versions").order_by("title", "pk")


class ManualsPanel(InlinePanel):
    """Rows of manuals, whose form knows the user."""

    def get_form_options(self):
        options = super().get_form_options()
        rows = options["formsets"][self.relation_name]
        rows["form"] = get_form_for_model(
            Manual,
            form_class=ManualForm,
            defer_required_on_fields=self.child_edit_handler.get_form_options().get(
                "defer_required_on_fields", []
            ),
        )
        rows["inherit_kwargs"] = ["for_user"]
        return options


class PoliciesPage(BodyMixin, PartnershipPage):
    """The manual, and the local policies below this page."""

    content_panels = [
        *PartnershipPage.content_panels,
        ManualsPanel(
            "manuals",
            label="manual",
            help_text="Manuals on other websites, each with the day someone last checked the link.",
        ),
        *BodyMixin.body_panels,
    ]
    search_fields = [
        *PartnershipPage.search_fields,
        *BodyMixin.body_search_fields,
        index.RelatedFields("manuals", [index.SearchField("title"), index.SearchField("covers")]),
    ]

    subpage_types = ["policies.PolicyPage", "pages.GuidancePage"]
    page_description = "The procedures manual, and the local policies below it."

    class Meta:
        verbose_name = "policies and procedures"
        verbose_name_plural = "policies and procedures"

    def get_context(self, request, *args, **kwargs):
        """Add ``policies``: the local policies, by title."""
        context = super().get_context(request, *args, **kwargs)
        context["policies"] = PolicyPage.objects.child_of(self).in_force()
        return context


class Manual(Orderable):
    """A manual on another website."""

    page = ParentalKey(PoliciesPage, on_delete=models.CASCADE, related_name="manuals")
    title = models.CharField(max_length=160, help_text="The name of the manual.")
    link = models.URLField(
        help_text="The address, starting with https://. If you change it, check the link again."
    )
    covers = models.CharField(
        max_length=200, blank=True, help_text="Optional. What and who it covers, in one line."
    )
    checked_on = models.DateField(
        "link last checked",
        null=True,
        blank=True,
        help_text="Set only when someone ticks the box above. Visitors see it.",
    )
    checked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name="checked by",
        help_text="Who opened the link. Visitors do not see it.",
    )

    panels = [
        FieldPanel("title"),
        FieldPanel("link"),
        FieldPanel("covers"),
        FieldPanel("opened_now"),
        FieldRowPanel(
            [FieldPanel("checked_on", read_only=True), FieldPanel("checked_by", read_only=True)]
        ),
    ]

    def clean(self):
        super().clean()
        if self.checked_on and self.checked_on > timezone.localdate():
            raise ValidationError(
                {"checked_on": "This day is in the future. Choose today or an earlier day."}
            )

    @property
    def host(self):
        """Its website, such as ``cumbriascp.trixonline.co.uk``."""
        return host_of(self.link)


class PolicyPage(BodyMixin, PartnershipPage):
    """A local policy, as text or a document, with its versions and who looks after it."""

    looked_after_by = models.CharField(
        max_length=160,
        help_text="The group or post that looks after it. Do not name a person: people leave.",
    )
    review_on = models.DateField(
        "next review", null=True, blank=True, help_text="The day the next review is due."
    )
    document = models.ForeignKey(
        PartnershipDocument,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text="The policy as a file. Text on the page is easier to read.",
    )

    objects = ListedPageManager.from_queryset(PolicyQuerySet)()
    base_form_class = PolicyPageForm
    search_kind = "Policies"

    content_panels = [
        *PartnershipPage.content_panels,
        FieldRowPanel([FieldPanel("looked_after_by"), FieldPanel("review_on")]),
        *BodyMixin.body_panels,
        FieldPanel("document"),
        InlinePanel(
            "versions",
            label="version",
            help_text="The approved versions, in any order. Visitors see the newest first. Leave "
            "this empty if no version has been approved yet.",
        ),
    ]
    search_fields = [
        *PartnershipPage.search_fields,
        *BodyMixin.body_search_fields,
        index.SearchField("looked_after_by"),
        index.FilterField("review_on"),
    ]

    parent_page_types = ["policies.PoliciesPage"]
    subpage_types = []
    page_description = (
        "A local policy: who looks after it, who approved it and when it is due for review."
    )

    class Meta:
        verbose_name = "policy"
        verbose_name_plural = "policies"

    @classmethod
    def for_visitors(cls):
        """With its document and versions: 2 or 3 queries more."""
        documents = PartnershipDocument.objects.for_lists()
        return cls.objects.prefetch_related("versions", Prefetch("document", documents))

    def get_context(self, request, *args, **kwargs):
        """Add ``documents``: its file, if this visitor may read it."""
        context = super().get_context(request, *args, **kwargs)
        is_open = self.document and self.document.may_be_read_by(request)
        context["documents"] = [self.document] if is_open else []
        return context

    @property
    def newest_first(self):
        """Its approved versions; no query after ``prefetch_related("versions")``."""
        return sorted(self.versions.all(), key=PolicyVersion.order, reverse=True)

    @property
    def current(self):
        """The version in force, or None if none has been approved."""
        newest_first = self.newest_first
        return newest_first[0] if newest_first else None

    @property
    def search_date(self):
        return self.current and self.current.approved_on

    @property
    def is_review_overdue(self):
        """Whether the day of its next review has passed."""
        return bool(self.review_on) and self.review_on < timezone.localdate()


class PolicyVersion(Orderable):
    """One approved version of a policy."""

    page = ParentalKey(PolicyPage, on_delete=models.CASCADE, related_name="versions")
    number = models.CharField("version", max_length=20, help_text="For example, ‘2.1’.")
    approved_by = models.CharField(max_length=160, help_text="The board or group that approved it.")
    approved_on = models.DateField(help_text="The day it was approved.")
    what_changed = models.CharField(
        max_length=300, blank=True, help_text="What changed since the version before."
    )

    panels = [
        FieldRowPanel([FieldPanel("number"), FieldPanel("approved_on")]),
        FieldPanel("approved_by"),
        FieldPanel("what_changed"),
    ]

    def clean(self):
        super().clean()
        if self.approved_on and self.approved_on > timezone.localdate():
            raise ValidationError(
                {"approved_on": "This day is in the future. Add the version once it is approved."}
            )

    def order(self):
        """Sort key: by day of approval; of two on the same day, the lower row is older."""
        return self.approved_on, -(self.sort_order or 0)
