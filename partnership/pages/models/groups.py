"""A group of the meeting structure: a board, a subgroup, a task and finish group."""

from dataclasses import dataclass, field

from django.db import models
from django.db.models import Prefetch
from django.utils import timezone
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, PageChooserPanel
from wagtail.models import Orderable
from wagtail.search import index

from partnership.directory.models import Organisation, Seats, Tenure
from partnership.ground.lists import NamedData
from partnership.ground.privacy import if_open, is_private
from partnership.library.models import PartnershipDocument
from partnership.pages.queryset import ListedPageManager, ListedQuerySet

from .base import BodyMixin, PartnershipPage


class GroupKind(NamedData):
    """A kind of group: board, subgroup, task and finish group."""


@dataclass
class Box:
    """A group in the chart, with the groups that report to it."""

    group: "GroupPage"
    also_reports_to: "GroupPage | None" = None
    below: list["Box"] = field(default_factory=list)


class GroupQuerySet(ListedQuerySet):
    def for_chart(self):
        """Groups that visitors may see and that still meet, with their seats: 2 queries."""
        seats = Seat.objects.select_related("holder", "organisation")
        return (
            self.listed()
            .exclude(ended_on__lt=timezone.localdate())
            .select_related("kind")
            .prefetch_related(models.Prefetch("seats", seats))
            .order_by("path")
        )

    def chart(self, top):
        """The groups below the page ``top`` as nested boxes: ``[Box, ...]``, 2 queries.

        A group below one that visitors may not see hangs on the next one above that they may.
        """
        roots, branch = [], []
        groups = {group.pk: group for group in self.descendant_of(top).for_chart()}
        for group in groups.values():
            while branch and not group.is_descendant_of(branch[-1].group):
                branch.pop()
            box = Box(group, groups.get(group.also_reports_to_id))
            (branch[-1].below if branch else roots).append(box)
            branch.append(box)
        return roots


class GroupPage(BodyMixin, PartnershipPage):
    """What a group is for, who sits on it, and to whom it reports."""

    kind = models.ForeignKey(
        GroupKind,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text="Board, subgroup, task and finish group, … Shown above its name.",
    )
    meets = models.CharField(
        "how often it meets", max_length=120, blank=True, help_text="Such as ‘every three months’."
    )
    terms_of_reference = models.ForeignKey(
        PartnershipDocument,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text="The document that says what the group may decide. Optional.",
    )
    also_reports_to = models.ForeignKey(
        "self",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text="A second group it reports to. The first is the page above this one.",
    )
    started_on = models.DateField("met first on", null=True, blank=True, help_text="Optional.")
    ended_on = models.DateField(
        "ended on",
        null=True,
        blank=True,
        help_text="The day the group ended. From the next day the chart leaves it out.",
    )

    objects = ListedPageManager.from_queryset(GroupQuerySet)()
    search_kind = "Groups"

    content_panels = [
        *PartnershipPage.content_panels,
        FieldRowPanel([FieldPanel("kind"), FieldPanel("meets")]),
        *BodyMixin.body_panels,
        InlinePanel(
            "seats",
            label="seat",
            help_text="A row for each holder of a seat. Two rows with the same seat and "
            "organisation share the post. A seat without a present holder shows as vacant.",
        ),
        FieldPanel("terms_of_reference"),
        PageChooserPanel("also_reports_to"),
        FieldRowPanel([FieldPanel("started_on"), FieldPanel("ended_on")]),
    ]
    search_fields = [
        *PartnershipPage.search_fields,
        *BodyMixin.body_search_fields,
        index.RelatedFields("kind", [index.SearchField("name")]),
        index.SearchField("seats_in_words"),
    ]

    parent_page_types = ["pages.MembersPage", "pages.GroupPage"]
    subpage_types = ["pages.GroupPage"]
    page_description = "A board or group: it appears in the chart below the page it stands under."

    class Meta:
        verbose_name = "group"

    @classmethod
    def for_visitors(cls):
        """With its kind, terms of reference and the other group it reports to, if it is public."""
        return (
            cls.objects.select_related("kind", "also_reports_to")
            .prefetch_related(
                Prefetch("terms_of_reference", PartnershipDocument.objects.for_lists())
            )
            .annotate(also_is_private=is_private("also_reports_to__path"))
        )

    @property
    def also(self):
        """The other group it reports to, when visitors may see it."""
        return if_open(self.also_reports_to, getattr(self, "also_is_private", False))

    @property
    def filled_seats(self):
        """``{seat: [Person, ...]}`` in the editor's order; an empty list is a vacancy."""
        return Seats.from_tenures(
            self.seats.select_related("holder", "organisation"), lambda seat: seat.described
        )

    def seats_in_words(self):
        """Every seat with those who hold it today, for the search."""
        seats = Seats.from_tenures(self.seats.all(), lambda seat: seat.described)
        return seats.in_words()

    @property
    def chairs(self):
        """Present chairs: None when no seat is a chair's, an empty list when it is vacant."""
        seats = Seats.from_tenures(
            [seat for seat in self.seats.all() if seat.is_chair], lambda seat: "chair"
        )
        return seats.get("chair")

    def get_context(self, request, *args, **kwargs):
        """Add ``below``: the boxes of the groups that report to this one."""
        context = super().get_context(request, *args, **kwargs)
        context["below"] = GroupPage.objects.chart(self) if self.pk else []
        return context


class Seat(Orderable, Tenure):
    """One holder of a seat in a group."""

    page = ParentalKey(GroupPage, on_delete=models.CASCADE, related_name="seats")
    name = models.CharField(
        "seat", max_length=120, help_text="Such as ‘Chair’, ‘Vice chair’ or ‘Member’."
    )
    is_chair = models.BooleanField(
        "chairs the group", default=False, help_text="Tick for the chair: the chart names them."
    )
    organisation = models.ForeignKey(
        Organisation,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text="The organisation the seat belongs to, whoever holds it. Optional.",
    )

    panels = [
        FieldRowPanel([FieldPanel("name"), FieldPanel("is_chair")]),
        FieldPanel("organisation"),
        FieldPanel("holder"),
        FieldRowPanel([FieldPanel("started_on"), FieldPanel("ended_on")]),
    ]

    @property
    def described(self):
        """The seat in words: 'Member, Cumbria Police'."""
        return f"{self.name}, {self.organisation.name}" if self.organisation else self.name
