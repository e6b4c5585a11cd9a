"""A group of the meeting structure: a board, a subgroup, a task and finish group."""

from itertools import chain

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Prefetch
from django.dispatch import receiver
from django.utils import timezone
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, PageChooserPanel
from wagtail.models import Orderable, Revision
from wagtail.search import index
from wagtail.signals import post_page_move

from partnership.directory.models import Organisation, Seats, Tenure
from partnership.ground.lists import NamedData
from partnership.ground.privacy import if_open, is_private
from partnership.library.models import PartnershipDocument
from partnership.pages.chart import Box, Level
from partnership.pages.queryset import ListedPageManager, ListedQuerySet

from .base import BodyMixin, PartnershipPage, PartnershipPageForm


class GroupKind(NamedData):
    """A kind of group: board, subgroup, task and finish group."""


class GroupQuerySet(ListedQuerySet):
    def for_chart(self):
        """Public groups that have not ended, with their seats: 2 queries."""
        seats = Seat.objects.select_related("holder", "organisation")
        return (
            self.listed()
            .exclude(ended_on__lt=timezone.localdate())
            .select_related("kind")
            .prefetch_related(models.Prefetch("seats", seats))
            .order_by("path")
        )

    def chart(self, top):
        """Return the groups below the page ``top`` as a ``Level`` of nested boxes: 2 queries.

        A group below one that visitors may not see moves up to the next group they may see.
        """
        roots, branch = Level(), []
        groups = {group.pk: group for group in self.descendant_of(top).for_chart()}
        for group in groups.values():
            while branch and not group.is_descendant_of(branch[-1].group):
                branch.pop()
            above = branch[-1].group if branch else None
            also = groups.get(group.also_reports_to_id)
            box = Box(group, also if also != above else None)
            siblings = branch[-1].below if branch else roots
            siblings.append(box)
            branch.append(box)
        return roots.arrange()

    def outline(self, top):
        """Return every group below the page ``top`` in the chart's order, for its editors: a list.

        Each has its ``level`` (1 is the highest), the group ``above`` it, its seats, and whether it
        ``is_first`` and ``is_last`` of those that report to the same one. 2 queries.
        """
        seats = Seat.objects.select_related("holder", "organisation")
        groups = list(
            self.descendant_of(top)
            .select_related("kind", "also_reports_to")
            .prefetch_related(Prefetch("seats", seats))
            .order_by("path")
        )
        by_path, siblings = {group.path: group for group in groups}, {}
        for group in groups:
            above = group.path[: -group.steplen]
            group.level, group.above = group.depth - top.depth, by_path.get(above)
            siblings.setdefault(above, []).append(group)
        for level in siblings.values():
            for group in level:
                group.is_first, group.is_last = group is level[0], group is level[-1]
        return groups


class GroupPageForm(PartnershipPageForm):
    """The form of a group, whose second line of reporting leads to another group."""

    def clean_also_reports_to(self):
        other = self.cleaned_data["also_reports_to"]
        if other and other.pk in (self.parent_page.pk, self.instance.pk):
            reason = (
                "It already reports to the page above it."
                if other.pk == self.parent_page.pk
                else "A group cannot report to itself."
            )
            raise ValidationError(f"{reason} Choose another group, or leave this empty.")
        return other


class GroupPage(BodyMixin, PartnershipPage):
    """What a group is for, who its members are, and which group it reports to."""

    kind = models.ForeignKey(
        GroupKind,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text="Board, subgroup, task and finish group, … Shown above its name.",
    )
    meets = models.CharField(
        "how often it meets",
        max_length=120,
        blank=True,
        help_text="For example, ‘every three months’.",
    )
    terms_of_reference = models.ForeignKey(
        PartnershipDocument,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text="The document that says what the group does and may decide. Optional.",
    )
    also_reports_to = models.ForeignKey(
        "self",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text="A second group that it reports to. The first is the page above this one.",
    )
    started_on = models.DateField("first met on", null=True, blank=True, help_text="Optional.")
    ended_on = models.DateField(
        "ended on",
        null=True,
        blank=True,
        help_text="The group’s last day. From the next day, the chart does not show it.",
    )

    objects = ListedPageManager.from_queryset(GroupQuerySet)()
    base_form_class = GroupPageForm
    search_kind = "Groups"

    content_panels = [
        *PartnershipPage.content_panels,
        FieldRowPanel([FieldPanel("kind"), FieldPanel("meets")]),
        *BodyMixin.body_panels,
        InlinePanel(
            "seats",
            label="seat",
            help_text="Add a row for each holder of a seat. If two people share a seat, give both "
            "rows the same seat and organisation. A seat that no one holds today is shown as "
            "vacant.",
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
    page_description = "A board or group. The chart shows it below the page you add it to."

    class Meta:
        verbose_name = "group"

    @classmethod
    def for_visitors(cls):
        """Groups with kind, terms of reference and whether the other parent group is private."""
        return (
            cls.objects.select_related("kind", "also_reports_to")
            .prefetch_related(
                Prefetch("terms_of_reference", PartnershipDocument.objects.for_lists())
            )
            .annotate(also_is_private=is_private("also_reports_to__path"))
        )

    @property
    def also(self):
        """The other group that it reports to, if visitors may see it."""
        return if_open(self.also_reports_to, getattr(self, "also_is_private", False))

    @property
    def filled_seats(self):
        """``{seat: [Person, ...]}`` in the editor's order; an empty list is a vacancy."""
        return Seats.from_tenures(self.seats.select_related("holder", "organisation"))

    @property
    def loaded_seats(self):
        """The same, of a group whose seats are loaded already, or of its draft."""
        return Seats.from_tenures(self.seats.all())

    def seats_in_words(self):
        """Return every seat and who holds it today, as text to search."""
        return self.loaded_seats.in_words()

    @property
    def chairs(self):
        """The current chairs: None if the group has no chair's seat, an empty list if vacant."""
        seats = Seats.from_tenures(seat for seat in self.seats.all() if seat.is_chair)
        return list(chain.from_iterable(seats.values())) if seats else None

    def get_context(self, request, *args, **kwargs):
        """Add ``below``: the boxes of the groups that report to this one."""
        context = super().get_context(request, *args, **kwargs)
        context["below"] = GroupPage.objects.chart(self) if self.pk else []
        return context


@receiver(post_page_move, sender=GroupPage)
def end_second_line_to_the_page_above(instance, parent_page_after, **kwargs):
    """Below the group that it also reported to, a moved group has no second line, in its draft too.

    It is one line now, and the page above it says so.
    """
    above = parent_page_after.pk
    GroupPage.objects.filter(pk=instance.pk, also_reports_to=above).update(also_reports_to=None)
    draft = instance.latest_revision
    if draft and draft.content.get("also_reports_to") == above:
        content = draft.content | {"also_reports_to": None}
        Revision.objects.filter(pk=draft.pk).update(content=content)


CHAIRS = {"chair", "co-chair", "chairperson", "chairman", "chairwoman"}  # names of seats


class Seat(Orderable, Tenure):
    """One holder of a seat in a group."""

    page = ParentalKey(GroupPage, on_delete=models.CASCADE, related_name="seats")
    name = models.CharField(
        "seat", max_length=120, help_text="For example, ‘Chair’, ‘Vice chair’ or ‘Member’."
    )
    is_chair = models.BooleanField(
        "chairs the group",
        default=False,
        help_text="Tick if this is the chair’s seat. The chart shows who chairs each group.",
    )
    organisation = models.ForeignKey(
        Organisation,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text="The organisation that the seat belongs to, even if the holder changes. "
        "Optional.",
    )

    panels = [
        FieldRowPanel([FieldPanel("name"), FieldPanel("is_chair")]),
        FieldPanel("organisation"),
        FieldPanel("holder"),
        FieldRowPanel([FieldPanel("started_on"), FieldPanel("ended_on")]),
    ]

    def clean(self):
        super().clean()
        self.is_chair = self.is_chair or self.name.strip().lower() in CHAIRS

    @property
    def described(self):
        """The seat in words: 'Member, Cumbria Police'."""
        return f"{self.name}, {self.organisation.name}" if self.organisation else self.name
