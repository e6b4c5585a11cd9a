"""Outgoing mail in the admin: the report, and a warning on the first screen."""

from datetime import timedelta

from django.db.models import Count, Q
from django.urls import path
from django.utils import timezone
from wagtail import hooks
from wagtail.admin.ui.components import Component

from partnership.ground.admin import PermittedMenuItem

from .models import LATE_AFTER, Message, State
from .views import MessagesReport, retry

SHOW_FAILED_FOR = timedelta(days=3)


class MailPanel(Component):
    """The warning on the admin's first screen that messages are not being sent."""

    name = "mail"
    order = 20
    template_name = "outbox/admin/panel.html"

    def __init__(self, late, given_up):
        self.late = late
        self.given_up = given_up

    def get_context_data(self, parent_context):
        return {"late": self.late, "given_up": self.given_up}


@hooks.register("construct_homepage_panels")
def warn_about_mail(request, panels):
    if request.user.has_perm("outbox.view_message"):
        now = timezone.now()
        late = Q(state=State.WAITING, made_at__lt=now - LATE_AFTER)
        given_up = Q(state=State.GAVE_UP, settled_at__gt=now - SHOW_FAILED_FOR)
        counts = Message.objects.aggregate(
            late=Count("pk", filter=late), given_up=Count("pk", filter=given_up)
        )
        if any(counts.values()):
            panels.append(MailPanel(**counts))


@hooks.register("register_reports_menu_item")
def add_messages_to_reports():
    return PermittedMenuItem(MessagesReport, "outbox_messages", order=1150)


@hooks.register("register_admin_urls")
def add_messages_addresses():
    report = "reports/outgoing-mail/"
    return [
        path(report, MessagesReport.as_view(), name="outbox_messages"),
        path(
            f"{report}results/",
            MessagesReport.as_view(results_only=True),
            name="outbox_messages_results",
        ),
        path(f"{report}try-again/", retry, name="outbox_try_all_again"),
        path(f"{report}<int:pk>/try-again/", retry, name="outbox_try_again"),
    ]
