"""Who holds which seat and since when, and which organisations belong to a partnership."""

from datetime import timedelta

from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel
from wagtail.models import Orderable, Site

from .organisations import Organisation, Person


class Tenure(models.Model):
    """One person's time in one seat; two rows for one seat are a shared post.

    ``described`` is the seat in words: rows of one record that share it are of the same seat.
    """

    holder = models.ForeignKey(
        Person,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text="Leave empty while the seat is vacant. Visitors then see ‘Vacant’.",
    )
    started_on = models.DateField("from", null=True, blank=True, help_text="Optional.")
    ended_on = models.DateField(
        "to", null=True, blank=True, help_text="Their last day. Leave empty while they are in post."
    )

    class Meta:
        abstract = True

    def clean(self):
        super().clean()
        if self.started_on and self.ended_on and self.ended_on < self.started_on:
            raise ValidationError({"ended_on": "The last day is before the first day."})

    @property
    def is_current(self):
        """Whether the holder is in the seat today."""
        today = timezone.localdate()
        return bool(
            self.holder
            and (self.started_on is None or self.started_on <= today)
            and (self.last_day is None or self.last_day >= today)
        )

    @property
    def last_day(self):
        """The holder's last day in the seat, or at work if that is earlier; None if not known."""
        days = [self.ended_on, self.holder and self.holder.left_on]
        return min(filter(None, days), default=None)

    def follows(self, other):
        """Whether it is the same seat from the day after ``other`` ends."""
        return (
            other.ended_on is not None
            and self.started_on == other.ended_on + timedelta(days=1)
            and self.described == other.described
        )


class Seats(dict):
    """Current holders by seat, in the order of the rows: ``{seat: [Person, ...]}``.

    A seat that no one holds today has an empty list: a vacancy.
    """

    @classmethod
    def from_tenures(cls, tenures):
        """Return the ``Seats`` of ``tenures``, grouped by their words."""
        seats = cls()
        for tenure in tenures:
            holders = seats.setdefault(tenure.described, [])
            if tenure.is_current:
                holders.append(tenure.holder)
        return seats

    def in_words(self):
        """Return each seat with its holders' names and posts: ``['Chair: Jo Brown, Director']``."""
        lines = []
        for seat, holders in self.items():
            names = "; ".join(str(holder) for holder in holders)
            lines.append(f"{seat}: {names}")
        return lines


class MembershipQuerySet(models.QuerySet):
    def of(self, site):
        """The members of ``site`` with all that a page shows of them: 2 queries."""
        representatives = Representative.objects.select_related("holder")
        return (
            self.filter(site=site)
            .select_related("organisation__kind", "organisation__parent")
            .prefetch_related(models.Prefetch("representatives", representatives))
        )


class Membership(ClusterableModel):
    """An organisation's membership of one partnership, with the people who represent it."""

    site = models.ForeignKey(
        Site,
        on_delete=models.CASCADE,
        related_name="memberships",
        verbose_name="partnership",
        help_text="The partnership’s website.",
    )
    organisation = models.ForeignKey(
        Organisation,
        on_delete=models.CASCADE,
        related_name="memberships",
        help_text="If the organisation is not in the list, add it to the directory first.",
    )
    reason = models.TextField(
        blank=True,
        help_text="For a relevant agency: why the partnership chose it. The law requires the "
        "partnership to say why.",
    )
    sort_order = models.PositiveSmallIntegerField(
        "position in lists", default=100, help_text="Lower numbers come first."
    )

    objects = MembershipQuerySet.as_manager()

    panels = [
        FieldPanel("site"),
        FieldPanel("organisation"),
        FieldPanel("reason"),
        FieldPanel("sort_order"),
        InlinePanel(
            "representatives",
            heading="Lead and delegated safeguarding partners",
            help_text="For statutory safeguarding partners only. If two people share a post, add "
            "a row for each.",
        ),
    ]

    class Meta:
        ordering = ["organisation__kind__sort_order", "sort_order", "organisation__name"]
        verbose_name = "member organisation"
        constraints = [
            models.UniqueConstraint(
                fields=["site", "organisation"],
                name="one_membership_an_organisation",
                violation_error_message="This organisation is already a member.",
            )
        ]

    def __str__(self):
        return f"{self.organisation} in {self.site}"

    @property
    def seats(self):
        """Who holds each role: ``{'Lead Safeguarding Partner': [Person, ...]}``."""
        return Seats.from_tenures(self.representatives.all())

    def in_words(self):
        """Return the organisation, its kind and who represents it, as text to search."""
        organisation = self.organisation
        names = filter(None, [organisation.name, organisation.short_name, organisation.kind.name])
        return [*names, *self.seats.in_words()]


class Representative(Orderable, Tenure):
    """A person who represents a statutory safeguarding partner."""

    class Role(models.TextChoices):
        LEAD = "lead", "Lead Safeguarding Partner"
        DELEGATED = "delegated", "Delegated Safeguarding Partner"

    membership = ParentalKey(Membership, on_delete=models.CASCADE, related_name="representatives")
    role = models.CharField(
        max_length=20, choices=Role, default=Role.LEAD, help_text="The post, as named in law."
    )

    panels = [
        FieldPanel("role"),
        FieldPanel("holder"),
        FieldRowPanel([FieldPanel("started_on"), FieldPanel("ended_on")]),
    ]

    def __str__(self):
        return f"{self.described}: {self.holder or 'vacant'}"

    @property
    def described(self):
        """The post in words: ‘Lead Safeguarding Partner’."""
        return self.get_role_display()
