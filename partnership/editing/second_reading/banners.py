"""What the editor says above a page that waits for approval, or that came back."""

from django.utils.html import format_html
from wagtail.admin import messages
from wagtail.models import WorkflowState

from .requests import readers_of
from .telling import moment, names


def show_request(request, page):
    """Hook: say above the form of ``page`` who it waits for, or what changes were asked for."""
    state = page.current_workflow_state
    is_shown = request.method == "GET" and "_w_hydrate_create_view" not in request.GET
    if not (is_shown and state and state.current_task_state):
        return
    readers = readers_of(state.current_task_state, page)
    if state.status == WorkflowState.STATUS_NEEDS_CHANGES:
        messages.warning(request, changes_wanted(state))
    elif request.user in readers:
        messages.warning(request, approval_wanted(state))
    else:
        may_cancel = state.user_can_cancel(request.user)
        messages.info(request, waiting(state, readers, may_cancel), extra_tags="lock")


def changes_wanted(state):
    """Return who asked for changes, when, what they wrote, and what to do."""
    decision = state.current_task_state
    return format_html(
        "<strong>{} asked for changes</strong> on {}{} Change the page, then select ‘Ask for "
        "approval again’ in the menu beside the green button.",
        decision.finished_by or "Someone",
        moment(decision.finished_at),
        format_html(": ‘{}’", decision.comment) if decision.comment else ".",
    )


def approval_wanted(state):
    """Return who asked a reader of the page for their approval, when, and what to do."""
    return format_html(
        "<strong>{} asked for this page to be published</strong> on {}. Read it, then approve it "
        "or ask for changes in the menu beside the green button.",
        state.requested_by or "Someone",
        moment(state.current_task_state.started_at),
    )


def waiting(state, readers, may_cancel):
    """Return which ``readers`` the page waits for, since when, and how to change it first."""
    return format_html(
        "<strong>This page waits for {} to approve it</strong>, since {}.{}",
        names(readers),
        moment(state.current_task_state.started_at),
        " To change it first, select ‘End the request for approval’ in the menu beside "
        "the green button."
        if may_cancel
        else "",
    )
