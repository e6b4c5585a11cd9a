"""Organisations and people: each is one record, used on every page that names them."""

from django.db import models
from django.forms import CheckboxSelectMultiple
from django.utils import timezone
from wagtail.admin.panels import FieldPanel, FieldRowPanel
from wagtail.models import Site
from wagtail.search import index

from partnership.ground.lists import NamedData
from partnership.library.choosing import RecordForm
from partnership.library.models import PartnershipImage


class Area(NamedData):
    """A place that news, contacts and organisations serve, such as a council's area."""


class Audience(NamedData):
    """Who a page is for, such as practitioners or parents."""


class OrganisationKind(NamedData):
    """An organisation's role in the partnership: statutory partner, relevant agency, ..."""

    plural = models.CharField(
        max_length=120, help_text="The heading above a list of organisations of this kind."
    )
    explanation = models.TextField(
        blank=True, help_text="One or two sentences for visitors, shown under that heading."
    )
    is_statutory = models.BooleanField(
        "statutory safeguarding partner",
        default=False,
        help_text="Tick if the law requires organisations of this kind to name lead and delegated "
        "safeguarding partners.",
    )

    panels = [
        FieldPanel("name"),
        FieldPanel("plural"),
        FieldPanel("explanation"),
        FieldPanel("is_statutory"),
        FieldPanel("sort_order"),
    ]


class Organisation(index.Indexed, models.Model):
    """A body that works with the partnership."""

    name = models.CharField(max_length=200, unique=True, help_text="The full name.")
    short_name = models.CharField(
        max_length=40, blank=True, help_text="The short name that people use, such as ‘ICB’."
    )
    kind = models.ForeignKey(
        OrganisationKind,
        on_delete=models.PROTECT,
        related_name="organisations",
        help_text="Its role in the partnership. Pages group organisations by kind.",
    )
    parent = models.ForeignKey(
        "self",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="parts",
        help_text="The larger organisation it belongs to, if there is one.",
    )
    area = models.ForeignKey(
        Area,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="organisations",
        help_text="The area it serves. Leave empty if it serves more than one area.",
    )
    website = models.URLField(blank=True, help_text="Its own website, starting with https://")

    panels = [
        FieldPanel("name"),
        FieldPanel("short_name"),
        FieldPanel("kind"),
        FieldPanel("parent"),
        FieldPanel("area"),
        FieldPanel("website"),
    ]
    search_fields = [
        index.SearchField("name"),
        index.AutocompleteField("name"),
        index.SearchField("short_name"),
        index.FilterField("kind"),
    ]

    class Meta:
        ordering = ["name"]

    def __str__(self):
        return self.name


class PersonQuerySet(models.QuerySet):
    def in_post(self):
        """People who have not left."""
        return self.exclude(left_on__lt=timezone.localdate())

    def team(self, site):
        """The business team of ``site``, in its order, with all that a list shows: 2 queries."""
        return (
            self.in_post()
            .filter(team_of__in=[site] if site else [])
            .select_related("portrait", "organisation")
            .prefetch_related("portrait__renditions")
            .order_by("team_position", "name")
        )


class Person(index.Indexed, models.Model):
    """Someone who holds a post; pages choose the record, so the name is typed once."""

    name = models.CharField(max_length=120, help_text="First name and last name.")
    post = models.CharField("post", max_length=200, blank=True, help_text="Their job title.")
    organisation = models.ForeignKey(
        Organisation,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="people",
        help_text="Where they work.",
    )
    email = models.EmailField(
        blank=True, help_text="Shown to visitors. Leave empty if visitors should not see it."
    )
    portrait = models.ForeignKey(
        PartnershipImage,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text="Optional. Without a picture, visitors see the person’s initials.",
    )
    team_of = models.ManyToManyField(
        Site,
        blank=True,
        related_name="team",
        verbose_name="business team of",
        help_text="The partnership whose business team they are in. ‘About us’ shows the team, and "
        "so does a list of people in which nobody is chosen.",
    )
    team_position = models.PositiveSmallIntegerField(
        "position in the team", default=100, help_text="Lower numbers come first."
    )
    left_on = models.DateField(
        "left on",
        null=True,
        blank=True,
        help_text="Their last day. From the next day, every seat they hold is shown as vacant.",
    )

    objects = PersonQuerySet.as_manager()
    base_form_class = RecordForm

    panels = [
        FieldPanel("name"),
        FieldPanel("post"),
        FieldPanel("organisation"),
        FieldPanel("email"),
        FieldPanel("portrait"),
        FieldRowPanel(
            [FieldPanel("team_of", widget=CheckboxSelectMultiple), FieldPanel("team_position")]
        ),
        FieldPanel("left_on"),
    ]
    search_fields = [
        index.SearchField("name"),
        index.AutocompleteField("name"),
        index.SearchField("post"),
    ]

    class Meta:
        ordering = ["name"]
        verbose_name_plural = "people"

    def __str__(self):
        return f"{self.name}, {self.post}" if self.post else self.name

    def in_words(self):
        """Return the name, post and organisation, as text to search."""
        organisation = self.organisation.name if self.organisation else ""
        return ", ".join(part for part in (self.name, self.post, organisation) if part)

    @property
    def initials(self):
        """The first letters of the first and last name, for people without a portrait."""
        words = self.name.split()
        return "".join(word[0] for word in (words[0], words[-1]) if word).upper()

    @property
    def in_post(self):
        """Whether the person still works here today."""
        return self.left_on is None or self.left_on >= timezone.localdate()
