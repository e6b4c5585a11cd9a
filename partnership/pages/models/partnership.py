"""The settings of one partnership and its site: name, address, colours and links."""

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.db.models.signals import post_save
from django.dispatch import receiver
from django.http import Http404
from django.http.request import split_domain_port
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.blocks import ListBlock, PageChooserBlock, StreamBlock, StructBlock
from wagtail.contrib.settings.models import BaseSiteSetting, register_setting
from wagtail.fields import StreamField
from wagtail.models import Site

from partnership.directory.models import Contact
from partnership.ground.kept import kept
from partnership.ground.privacy import if_open, is_private
from partnership.ground.site_roots import remember_visited_site
from partnership.library.choosing import RecordForm
from partnership.library.models import PartnershipImage
from partnership.library.renditions import remember_renditions, with_renditions
from partnership.pages.blocks import LinkBlock
from partnership.pages.opening import OpeningPanel, report_fault, what_is_missing


class FooterBlock(StreamBlock):
    """The pages that the footer links to."""

    page = PageChooserBlock(icon="doc-empty")


class MenuGroupBlock(StructBlock):
    """A page in the menu, and the pages that are grouped below it."""

    page = PageChooserBlock(help_text="A page that is in the menu.")
    below = ListBlock(
        PageChooserBlock(),
        label="pages below it",
        help_text="Other pages in the menu. On a computer they show once the group is open.",
    )

    class Meta:
        icon = "list-ul"
        label = "Group"


class MenuGroupsBlock(StreamBlock):
    """The groups of the main menu."""

    group = MenuGroupBlock()


class SignUpBlock(StreamBlock):
    """The links to sign up for news by email."""

    link = LinkBlock()


# What every page keeps for somebody in danger: it is replaced, never just removed.
LOST_WITHOUT = {
    "report_page": "‘Worried about a child?’ is gone from every page",
    "emergency_contact": "no page shows the number to call if a child is in danger",
}


@register_setting(icon="site", order=10)
class PartnershipSettings(BaseSiteSetting):
    """The settings that all pages of one partnership share."""

    class Accent(models.TextChoices):
        FELL = "fell", "Fell green"
        LAKE = "lake", "Lake blue"
        HEATHER = "heather", "Heather purple"
        ROWAN = "rowan", "Rowan red"

    is_open = models.BooleanField(
        "visitors can see this website",
        default=False,
        help_text="Tick to open the website. Without the tick visitors see a page that says it is "
        "not open yet, with the numbers to call. People who are signed in always see it.",
    )
    name = models.CharField(
        max_length=120,
        default="Safeguarding children partnership",
        help_text="The full name, shown at the top of every page.",
    )
    short_name = models.CharField(
        max_length=30, blank=True, help_text="The short name that people use, such as ‘WFSCP’."
    )
    area_name = models.CharField(
        "area", max_length=120, blank=True, help_text="The area that the partnership serves."
    )
    description = models.TextField(
        blank=True,
        help_text="Who the partnership is, in two lines. Shown in the footer of every page.",
    )
    email = models.EmailField(
        blank=True, help_text="The business team’s email address, shown to visitors."
    )
    training_email = models.EmailField(
        blank=True, help_text="The email address for questions about training, shown to visitors."
    )
    learning_zone = models.URLField(
        "Learning Zone",
        blank=True,
        help_text="The address where people book training, starting with https://. Every event "
        "booked in the Learning Zone links to it.",
    )
    postal_address = models.TextField(
        blank=True, help_text="Optional. Start a new line for each part of the address."
    )
    logo = models.ForeignKey(
        PartnershipImage,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text="The partnership’s logo. Without one, pages show a small landscape.",
    )
    accent = models.CharField(
        "colour",
        max_length=20,
        choices=Accent,
        default=Accent.FELL,
        help_text="The colour of links and buttons. All of these have enough contrast.",
    )
    exit_url = models.URLField(
        "page that the exit button opens",
        default="https://www.bbc.co.uk/weather",
        help_text="An everyday page that raises no questions if someone looks over a visitor’s "
        "shoulder.",
    )
    report_page = models.ForeignKey(
        "wagtailcore.Page",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text="The page that ‘Worried about a child?’ opens, at the top of every page.",
    )
    emergency_contact = models.ForeignKey(
        Contact,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text="The number to call if a child is in danger now. Shown at the top of every page "
        "while it is verified. Otherwise visitors see 999 there.",
    )
    menu_groups = StreamField(
        MenuGroupsBlock(),
        blank=True,
        help_text="Optional. The menu has every page just below the home page that is shown in "
        "menus. Group them if they are more than five or six. A page that you add later shows "
        "beside the groups.",
    )
    sign_up_links = StreamField(
        SignUpBlock(),
        verbose_name="sign-up links",
        blank=True,
        help_text="Links to sign up for newsletters and briefings by email.",
    )
    footer_links = StreamField(
        FooterBlock(), blank=True, help_text="Pages linked in the footer of every page."
    )

    base_form_class = RecordForm

    panels = [
        MultiFieldPanel([OpeningPanel(), FieldPanel("is_open")], heading="Visitors"),
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
        FieldPanel("menu_groups"),
        FieldPanel("sign_up_links"),
        FieldPanel("footer_links"),
    ]

    report_is_private = False  # as ``for_request`` finds it

    class Meta:
        verbose_name = "partnership"

    def __str__(self):
        return self.name

    @property
    def public_report_page(self):
        """The page that ‘Worried about a child?’ opens, or None if visitors can't open it."""
        return if_open(self.report_page, self.report_is_private)

    @property
    def menu_group_ids(self):
        """The groups of the menu as ids of pages, without a query: ``{page: [pages below it]}``."""
        groups = [block["value"] for block in self.menu_groups.raw_data]
        return {group["page"]: [row["value"] for row in group["below"]] for group in groups}

    @property
    def sign_ups(self):
        """The sign-up links that lead visitors somewhere."""
        links = [block.value for block in self.sign_up_links]
        return [link for link in links if link.href_on(None)]

    def clean(self):
        super().clean()
        before = type(self).objects.filter(pk=self.pk).first()
        for name, lost in LOST_WITHOUT.items():
            if before and getattr(before, f"{name}_id") and not getattr(self, f"{name}_id"):
                raise ValidationError({name: f"Choose another one: without it, {lost}."})
        contact = self.emergency_contact
        if contact and not contact.is_public and before and before.emergency_contact != contact:
            raise ValidationError(
                {
                    "emergency_contact": "Visitors do not see this contact yet "
                    f"({contact.hidden_because}), so no page would show a number to call."
                }
            )
        if self.is_open:
            self._check_opening(before)

    def _check_opening(self, before):
        """Refuse to open a website that lacks something, and a change that makes it lack it.

        What an open website lacks for another reason, such as the passing of time, stops no editor
        who changes something else.
        """
        if not (before and before.is_open):
            if missing := what_is_missing(self):
                raise ValidationError({"is_open": missing})
        elif self.report_page_id != before.report_page_id and (
            fault := report_fault(self.report_page, self.site.root_page)
        ):
            raise ValidationError({"report_page": fault})

    @classmethod
    def site_for(cls, request):
        """Return the site that ``request`` asks for, whose pages it then links to without a query.

        Raises Http404 when nobody set it up.
        """
        partnership = cls.for_request(request)
        if partnership.site_id is None:
            raise Http404
        remember_visited_site(request, partnership.site)
        return partnership.site

    @classmethod
    def for_request(cls, request):
        """Return the settings of the partnership that ``request`` asks for: 1 query, or none.

        The site is chosen as Wagtail does: by host name and port, by host name, or the default
        site. It is stored on the request for Wagtail's own use.
        """
        remembered = cls.get_cache_attr_name()
        if not hasattr(request, remembered):
            host = split_domain_port(request.get_host())[0]
            port = int(request.get_port())
            chosen = kept(("partnership", host, port), lambda: cls._at(host, port))
            if chosen is None and Site.find_for_request(request) is None:
                return cls()  # there is no website yet: the admin must work, to create one
            if chosen is None:
                return super().for_request(request)
            request._wagtail_site = chosen.site  # where Site.find_for_request looks first
            remember_renditions(chosen, "logo")
            setattr(request, remembered, chosen)
        return getattr(request, remembered)

    @classmethod
    def _at(cls, host, port):
        """Return the settings of the site that is at ``host`` and ``port``, or None: 1 query."""
        rows = (
            with_renditions(cls.objects, "logo")
            .select_related("site__root_page", "report_page", "emergency_contact")
            .annotate(report_is_private=is_private("report_page__path"))
        )
        return max(
            rows.filter(Q(site__hostname=host) | Q(site__is_default_site=True)),
            key=lambda row: (
                row.site.hostname == host and row.site.port == port,
                row.site.hostname == host,
                row.site.is_default_site,
            ),
            default=None,
        )


@receiver(post_save, sender=Site)
def create_settings_of_new_site(instance, created, raw=False, **kwargs):
    """Create the settings of a new site at once, so that it never shows another partnership's."""
    if created and not raw:
        PartnershipSettings.objects.get_or_create(site=instance)
