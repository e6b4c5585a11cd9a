"""The admin report on outgoing mail."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect
from django.views.decorators.http import require_POST
from django_filters import CharFilter
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.views.reports import ReportView
from wagtail.permission_policies import ModelPermissionPolicy

from .jobs import DAYS_KEPT
from .models import Message, State

RETRY = "outbox.retry_message"


class MessageFilterSet(WagtailFilterSet):
    recipient = CharFilter(lookup_expr="icontains", label="Address")

    class Meta:
        model = Message
        fields = ["state"]


class MessagesReport(ReportView):
    """Each message's recipient and outcome, but never its content."""

    model = Message
    page_title = "Outgoing mail"
    header_icon = "mail"
    results_template_name = "outbox/admin/messages_report_results.html"
    index_url_name = "outbox_messages"
    index_results_url_name = "outbox_messages_results"
    permission_policy = ModelPermissionPolicy(Message)
    permission_required = "view"
    filterset_class = MessageFilterSet
    default_ordering = "-made_at"

    def get_queryset(self):
        return Message.objects.defer("content").order_by("-made_at", "-pk")

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            days_kept=DAYS_KEPT,
            may_retry=self.request.user.has_perm(RETRY),
            has_failures=Message.objects.waiting().filter(attempts__gt=0).exists(),
            waiting_state=State.WAITING,
            **kwargs,
        )


@require_POST
def retry(request, pk=None):
    """Have the worker try the message ``pk``, or all waiting messages, within seconds."""
    if not request.user.has_perm(RETRY):
        raise PermissionDenied
    chosen = Message.objects.filter(pk=pk) if pk else Message.objects.all()
    if chosen.try_now():
        messages.success(
            request,
            "The worker will try again within seconds. Reload this page to see the outcome.",
        )
    else:
        messages.info(request, "No messages are waiting.")
    return redirect("outbox_messages")
