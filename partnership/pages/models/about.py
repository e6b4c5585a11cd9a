"""About us: who the partnership is and what it does."""

from django.db import models
from django.db.models.signals import m2m_changed
from django.dispatch import receiver
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, InlinePanel
from wagtail.fields import StreamField
from wagtail.models import Orderable
from wagtail.search import index

from partnership.directory.models import Membership, Person
from partnership.pages.blocks import NamedTextBlock
from partnership.search.indexing import mark_stale

from .base import BodyMixin, PartnershipPage
from .partnership import PartnershipSettings


class AboutPage(BodyMixin, PartnershipPage):
    """Who we are, what we do, our statutory partners and the business team."""

    strands_heading = models.CharField(
        max_length=120,
        default="How we support services",
        help_text="The heading above the strands of work.",
    )
    strands = StreamField(
        [("strand", NamedTextBlock())],
        blank=True,
        verbose_name="strands of work",
        help_text="What the partnership does. Give each strand a name and a sentence.",
    )

    content_panels = [
        *PartnershipPage.content_panels,
        FieldPanel("strands_heading"),
        FieldPanel("strands"),
        InlinePanel(
            "team",
            heading="Business team",
            label="colleague",
            help_text="Only if it is another list than the business team that the directory has: "
            "tick ‘business team of’ with a person there, and leave this empty.",
        ),
        *BodyMixin.body_panels,
    ]
    search_fields = [
        *PartnershipPage.search_fields,
        *BodyMixin.body_search_fields,
        index.SearchField("strands"),
        index.SearchField("people_in_words"),
    ]

    subpage_types = ["pages.GuidancePage"]
    page_description = "Who the partnership is, its statutory partners and business team."

    class Meta:
        verbose_name = "about us"
        verbose_name_plural = "about us"

    @classmethod
    def for_visitors(cls):
        """Pages with whether they have their own list of colleagues."""
        own = TeamMember.objects.filter(page=models.OuterRef("pk"))
        return cls.objects.annotate(has_own_team=models.Exists(own))

    def people_in_words(self):
        """Return the business team and the statutory partners, as text to search."""
        site = self.get_site()
        partners = self.statutory_partners(site)
        return [
            *(person.in_words() for person in self.team_in_post(site)),
            *(words for partner in partners for words in partner.in_words()),
        ]

    @staticmethod
    def statutory_partners(site):
        """Return the statutory memberships of ``site``, with their people: 2 queries."""
        return Membership.objects.of(site).filter(organisation__kind__is_statutory=True)

    def team_in_post(self, site):
        """Return the page's own list of colleagues, or the team of ``site`` in the directory."""
        own = []
        if getattr(self, "has_own_team", True):  # a preview looks it up
            rows = self.team.select_related("person__organisation")
            own = [row.person for row in rows.prefetch_related("person__portrait__renditions")]
        if not own:
            return list(Person.objects.team(site))
        return [person for person in own if person.in_post]

    def get_context(self, request, *args, **kwargs):
        """Add ``partners`` (statutory memberships) and ``team`` (people in post)."""
        context = super().get_context(request, *args, **kwargs)
        site = PartnershipSettings.for_request(request).site
        context["partners"] = self.statutory_partners(site)
        context["team"] = self.team_in_post(site)
        return context


class TeamMember(Orderable):
    """A person of the business team, in the order the page shows them."""

    page = ParentalKey(AboutPage, on_delete=models.CASCADE, related_name="team")
    person = models.ForeignKey(
        Person,
        on_delete=models.CASCADE,
        related_name="+",
        help_text="People who have left are not shown.",
    )

    panels = [FieldPanel("person")]


@receiver(m2m_changed, sender=Person.team_of.through)
def index_the_team(sender, **kwargs):
    """The worker indexes the pages with the team anew once someone joins or leaves it."""
    mark_stale(AboutPage.objects.all())
