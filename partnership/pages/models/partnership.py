"""What belongs to one partnership: its name, address, colours and links, for its site."""

from django.db import models
from django.db.models.signals import post_save
from django.dispatch import receiver
from django.http.request import split_domain_port
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.blocks import PageChooserBlock, StreamBlock
from wagtail.contrib.settings.models import BaseSiteSetting, register_setting
from wagtail.fields import StreamField
from wagtail.models import Site

from partnership.directory.models import Contact
from partnership.library.choosing import RecordForm
from partnership.library.models import PartnershipImage
from partnership.pages.blocks import LinkBlock


class FooterBlock(StreamBlock):
    """What the foot of every page may link to."""

    page = PageChooserBlock(icon="doc-empty")


class SignUpBlock(StreamBlock):
    """Where people sign up for news by email."""

    link = LinkBlock()


@register_setting(icon="site", order=10)
class PartnershipSettings(BaseSiteSetting):
    """Everything about one partnership that its pages share."""

    class Accent(models.TextChoices):
        FELL = "fell", "Fell green"
        LAKE = "lake", "Lake blue"
        HEATHER = "heather", "Heather purple"
        ROWAN = "rowan", "Rowan red"

    name = models.CharField(
        max_length=120,
        default="Safeguarding children partnership",
        help_text="The full name, as it stands at the top of every page.",
    )
    short_name = models.CharField(
        max_length=30, blank=True, help_text="What people call it for short, such as ‘WFSCP’."
    )
    area_name = models.CharField(
        "area", max_length=120, blank=True, help_text="The place it works for."
    )
    description = models.TextField(
        blank=True, help_text="Who the partnership is, in two lines, for the foot of every page."
    )
    email = models.EmailField(blank=True, help_text="The business team’s address, for visitors.")
    training_email = models.EmailField(blank=True, help_text="For questions about training.")
    learning_zone = models.URLField(
        "Learning Zone",
        blank=True,
        help_text="Where people book training, starting with https://. Every event that is booked "
        "there leads to it.",
    )
    postal_address = models.TextField(blank=True, help_text="Optional. One line for each line.")
    logo = models.ForeignKey(
        PartnershipImage,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text="The partnership’s own sign. Without one, a small landscape stands there.",
    )
    accent = models.CharField(
        "colour",
        max_length=20,
        choices=Accent,
        default=Accent.FELL,
        help_text="The one colour of links and buttons. Each was checked for contrast.",
    )
    exit_url = models.URLField(
        "where the exit button leads",
        default="https://www.bbc.co.uk/weather",
        help_text="An everyday page that raises no questions when somebody looks over a shoulder.",
    )
    report_page = models.ForeignKey(
        "wagtailcore.Page",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text="The page behind ‘Worried about a child?’ at the top of every page.",
    )
    emergency_contact = models.ForeignKey(
        Contact,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text="Shown at the top of every page for a child in danger now, once verified.",
    )
    sign_up_links = StreamField(
        SignUpBlock(),
        blank=True,
        help_text="Where people sign up for newsletters and briefings by email.",
    )
    footer_links = StreamField(
        FooterBlock(), blank=True, help_text="Pages linked at the foot of every page."
    )

    base_form_class = RecordForm

    panels = [
        MultiFieldPanel(
            [
                FieldPanel("name"),
                FieldRowPanel([FieldPanel("short_name"), FieldPanel("area_name")]),
                FieldPanel("description"),
                FieldPanel("logo"),
                FieldPanel("accent"),
            ],
            heading="The partnership",
        ),
        MultiFieldPanel(
            [
                FieldPanel("email"),
                FieldPanel("training_email"),
                FieldPanel("learning_zone"),
                FieldPanel("postal_address"),
            ],
            heading="Contact",
        ),
        MultiFieldPanel(
            [
                FieldPanel("report_page"),
                FieldPanel("emergency_contact"),
                FieldPanel("exit_url"),
            ],
            heading="Safety, on every page",
        ),
        FieldPanel("sign_up_links"),
        FieldPanel("footer_links"),
    ]

    class Meta:
        verbose_name = "partnership"

    def __str__(self):
        return self.name

    @classmethod
    def for_request(cls, request):
        """Return the settings of the partnership that ``request`` asks for, in one query.

        The site is chosen as Wagtail chooses it: by host name and port, by host name, or the
        default site; and it is remembered on the request for Wagtail's own use.
        """
        remembered = cls.get_cache_attr_name()
        if not hasattr(request, remembered):
            host = split_domain_port(request.get_host())[0]
            port = int(request.get_port())
            chosen = max(
                cls.objects.select_related(
                    "site__root_page", "report_page", "emergency_contact", "logo"
                ),
                key=lambda row: (
                    row.site.hostname == host and row.site.port == port,
                    row.site.hostname == host,
                    row.site.is_default_site,
                ),
                default=None,
            )
            if chosen is None and Site.find_for_request(request) is None:
                return cls()  # there is no website, and the admin goes on, to make one
            if chosen is None:
                return super().for_request(request)
            request._wagtail_site = chosen.site  # where Site.find_for_request looks first
            setattr(request, remembered, chosen)
        return getattr(request, remembered)


@receiver(post_save, sender=Site)
def give_every_site_its_settings(instance, created, raw=False, **kwargs):
    """A new site has settings at once, so that no request falls to another partnership's."""
    if created and not raw:
        PartnershipSettings.objects.get_or_create(site=instance)
