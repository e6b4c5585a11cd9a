"""When a page is published and taken down: the dialog for it, and what a draft does not do."""

from django.utils import timezone
from django.utils.html import format_html
from wagtail.admin import messages
from wagtail.admin.panels import FieldPanel, PublishingPanel
from wagtail.admin.widgets import AdminDateTimeInput

from .second_reading.telling import moment

CALENDAR = "#publishing-calendar"  # where the dialog has room for it


def _time(name, help_text):
    attrs = {
        "data-controller": "w-action",
        "data-action": "w-dialog:hidden->w-action#reset",
        "data-w-dialog-target": "notify",
    }
    widget = AdminDateTimeInput(js_overlay_parent_selector=CALENDAR, attrs=attrs)
    return FieldPanel(name, help_text=help_text, widget=widget)


class TimesPanel(PublishingPanel):
    """The dialog with the times of a page, from which it can be published with them."""

    def __init__(self, **kwargs):
        times = [
            _time(
                "go_live_at",
                "Visitors see the page from this day and time, such as 18/12/2026 13:00. Leave it "
                "empty to publish the page at once.",
            ),
            _time(
                "expire_at",
                "From this day and time visitors no longer see the page. Leave it empty to keep "
                "the page.",
            ),
        ]
        super().__init__(**{"children": times} | kwargs)

    class BoundPanel(PublishingPanel.BoundPanel):
        def get_context_data(self, parent_context=None):
            context = super().get_context_data(parent_context)
            return context | {"may_publish": self.may_publish()}

        def may_publish(self):
            """Return whether the page can be published from the dialog: not while it waits."""
            if self.instance.pk is None:
                parent = self.form.parent_page.permissions_for_user(self.request.user)
                return parent.can_publish_subpage()
            page = self.instance.permissions_for_user(self.request.user)
            return page.can_publish() and not self.instance.workflow_in_progress


def warn_of_times_in_draft(request, page):
    """Hook: say above the form of ``page`` that the time in its draft is not in force yet."""
    is_shown = request.method == "GET" and "_w_hydrate_create_view" not in request.GET
    time = page.go_live_at
    is_waiting = time and time > timezone.now() and not page.workflow_in_progress
    if is_shown and is_waiting and not page.scheduled_revision:
        may_publish = page.permissions_for_user(request.user).can_publish()
        action = "Publish at the time set" if may_publish else "Ask for approval"
        messages.warning(
            request,
            format_html(
                "<strong>This page will not be published on {} yet</strong>: the time is only in "
                "the draft. To keep to it, select ‘{}’ in the menu beside the green button.",
                moment(time),
                action,
            ),
        )
