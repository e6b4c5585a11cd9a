"""Report a concern: who to call, by situation and area."""

from django.core.exceptions import ValidationError
from wagtail.admin.panels import FieldPanel
from wagtail.fields import StreamField
from wagtail.search import index

from partnership.pages.blocks import RouteBlock

from .base import BodyMixin, PartnershipPage, PartnershipPageForm
from .partnership import PartnershipSettings
from .permissions import PartnershipPagePermissions


class ReportPagePermissions(PartnershipPagePermissions):
    """Nobody is offered to unpublish the page while ‘Worried about a child?’ opens it."""

    def can_unpublish(self):
        is_kept = PartnershipSettings.objects.filter(report_page=self.page.pk)
        return super().can_unpublish() and not is_kept.exists()


class ReportConcernPageForm(PartnershipPageForm):
    """The form of the page, which is not published without a number to call."""

    def clean(self):
        cleaned = super().clean()
        is_complete = "routes" in cleaned and not self.is_deferred_validation
        if is_complete and (error := self.instance.loss_of_help(cleaned["routes"])):
            self.add_error("routes", error)
        return cleaned


class ReportConcernPage(BodyMixin, PartnershipPage):
    """The page that ‘Worried about a child?’ opens: routes to people, never a form of ours."""

    routes = StreamField(
        [("route", RouteBlock())],
        help_text="Add a route for each situation, the most urgent first. Numbers come from the "
        "contact register. Visitors do not see numbers that are not verified.",
    )

    content_panels = [
        *PartnershipPage.content_panels,
        FieldPanel("routes"),
        *BodyMixin.body_panels,
    ]
    search_fields = [
        *PartnershipPage.search_fields,
        index.SearchField("routes"),
        *BodyMixin.body_search_fields,
    ]

    base_form_class = ReportConcernPageForm
    subpage_types = []
    private_page_options = []  # never hidden
    page_description = "Who to call about a child, by situation and area."

    class Meta:
        verbose_name = "report a concern"
        verbose_name_plural = "report a concern"

    def get_context(self, request, *args, **kwargs):
        """Add ``ways``: the routes, for the top of the page."""
        return super().get_context(request, *args, **kwargs) | {
            "ways": [route.value for route in self.routes]
        }

    def permissions_for_user(self, user):
        return ReportPagePermissions(user, self)

    def publish(self, revision, *args, **kwargs):
        """Refuse a draft without a number to call, whoever publishes it and how."""
        if error := self.loss_of_help(revision.as_object().routes):
            raise ValidationError({"routes": error})
        return super().publish(revision, *args, **kwargs)

    def loss_of_help(self, routes):
        """Return an error if ``routes`` lack what the published ones have for a child in danger."""
        published = ReportConcernPage.objects.live().filter(pk=self.pk).first()
        if published is None:
            return ""
        before, after = urgent_contacts(published.routes), urgent_contacts(routes)
        if before and not after:
            return (
                "Without a contact that visitors see, in a route for a child in danger now, the "
                "red box of this page would be empty. Keep one, or choose another first."
            )
        settings = PartnershipSettings.objects.filter(report_page=self.pk)
        for contact in before - after:
            if settings.filter(emergency_contact=contact).exists():
                return (
                    f"Keep ‘{contact.name}’ in a route for a child in danger now: it is the number "
                    "to call at the top of every page. To replace it, first choose another there, "
                    "in Settings, Partnership."
                )
        return ""

    def clean(self):
        super().clean()
        if self.expire_at:
            raise ValidationError(
                {
                    "expire_at": "This page cannot be taken down: people must always find who to "
                    "call. Delete this time."
                }
            )


def urgent_contacts(routes):
    """Return the contacts that visitors see in the ``routes`` for a child in danger now."""
    urgent = [route.value for route in routes if route.value["urgent"]]
    return {contact for route in urgent for contact in route.public_contacts}
