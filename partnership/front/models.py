"""Home and Learning: the two pages that lead to all subjects."""

from django.db import models
from django.utils.functional import SimpleLazyObject
from wagtail.admin.panels import FieldPanel
from wagtail.fields import StreamField
from wagtail.models import Page
from wagtail.search import index

from partnership.library.models import PartnershipImage
from partnership.library.renditions import remember_renditions, with_renditions
from partnership.pages.blocks import TaskBlock
from partnership.pages.models.base import BodyMixin, PartnershipPage
from partnership.pages.queryset import ListedQuerySet

from .latest import latest


class HomePage(BodyMixin, PartnershipPage):
    """The first page of a partnership's site. Every other page is below it."""

    LATEST = {"news": 3, "editions": 1, "events": 4, "resources": 3}

    heading = models.CharField(
        max_length=160,
        help_text="Who we are, in one line. These are the largest words on the page.",
    )
    image = models.ForeignKey(
        PartnershipImage,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text="Optional, shown beside the heading. Choose a landscape picture in which no "
        "child can be recognised.",
    )
    worried_heading = models.CharField(
        max_length=120,
        default="Worried about a child?",
        help_text="The heading of the panel that leads to ‘Report a concern’.",
    )
    worried_text = models.TextField(
        blank=True,
        help_text="One or two sentences in that panel. Do not type telephone numbers here: they "
        "come from the contact register.",
    )
    tasks = StreamField(
        [("task", TaskBlock())],
        blank=True,
        help_text="What people come to do. Put the most common first.",
    )

    content_panels = [
        *PartnershipPage.content_panels,
        FieldPanel("heading"),
        FieldPanel("image"),
        FieldPanel("worried_heading"),
        FieldPanel("worried_text"),
        FieldPanel("tasks"),
        *BodyMixin.body_panels,
    ]
    search_fields = [
        *PartnershipPage.search_fields,
        index.SearchField("heading"),
        *BodyMixin.body_search_fields,
    ]

    parent_page_types = ["wagtailcore.Page"]
    subpage_types = [
        "pages.AboutPage",
        "pages.ArrangementsPage",
        "pages.GuidancePage",
        "pages.MembersPage",
        "pages.NewsIndexPage",
        "pages.ReportConcernPage",
        "pages.SiteMapPage",
        "pages.ValuesPage",
        "events.EventIndexPage",
        "learning.ResourceIndexPage",
        "policies.PoliciesPage",
        "newsletters.NewsletterIndexPage",
        "front.LearningPage",
    ]
    page_description = "The first page of a partnership’s website."

    class Meta:
        verbose_name = "home"

    @classmethod
    def for_visitors(cls):
        return with_renditions(cls.objects, "image")

    def get_context(self, request, *args, **kwargs):
        """Add ``latest``, and ``tasks``: those that lead visitors somewhere.

        The template keeps what it makes of them, so they are fetched only where it asks for them.
        """
        remember_renditions(self, "image")
        context = super().get_context(request, *args, **kwargs)
        context["latest"] = SimpleLazyObject(lambda: latest(self, **self.LATEST))
        context["tasks"] = SimpleLazyObject(self.tasks_for_readers)
        return context

    def tasks_for_readers(self):
        """The tasks that lead readers of this page somewhere."""
        return [task for task in self.tasks if task.value.href_on(self)]


class LearningPage(BodyMixin, PartnershipPage):
    """The next events, the newest resources, and where to book training."""

    LATEST = {"events": 5, "resources": 5}

    content_panels = [*PartnershipPage.content_panels, *BodyMixin.body_panels]
    search_fields = [*PartnershipPage.search_fields, *BodyMixin.body_search_fields]

    subpage_types = ["events.EventIndexPage", "learning.ResourceIndexPage", "pages.GuidancePage"]
    max_count_per_parent = 1
    page_description = "Shows the next events and newest resources, and leads to all of them."

    class Meta:
        verbose_name = "learning"
        verbose_name_plural = "learning"

    def get_context(self, request, *args, **kwargs):
        """Add ``latest``, in one query, and ``children``: the public pages below this one."""
        context = super().get_context(request, *args, **kwargs)
        context["latest"] = latest(self, **self.LATEST)
        context["children"] = ListedQuerySet(Page).child_of(self).listed().order_by("path")
        return context
