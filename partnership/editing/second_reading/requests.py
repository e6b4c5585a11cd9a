"""A page waits for approval, is approved, or comes back: who is told, and what the screen says.

The person who decides reads the outcome on the screen; the person who asked gets one message.
"""

from functools import wraps

from wagtail.admin import messages
from wagtail.admin.views.pages.edit import EditView
from wagtail.models import Page, TaskState, WorkflowState
from wagtail.signals import (
    task_approved,
    task_submitted,
    workflow_approved,
    workflow_cancelled,
    workflow_rejected,
)

from partnership.accounts.models import SecondReader, User
from partnership.accounts.models.approval import in_admin, people_who_may
from partnership.ground.partnerships import request_at_work

from .telling import moment, names, tell


def tell_about_requests():
    """Connect what is told, under the names of Wagtail's receivers, which stay unconnected so.

    Wagtail's message to superusers is switched off by a setting.
    """
    of_wagtail = "workflow_state_{}_email_notification"
    name = "group_approval_task_submitted_email_notification"
    task_submitted.connect(ask_readers, TaskState, dispatch_uid=name)
    workflow_approved.connect(
        tell_of_approval, WorkflowState, dispatch_uid=of_wagtail.format("approved")
    )
    workflow_rejected.connect(
        tell_of_changes_wanted, WorkflowState, dispatch_uid=of_wagtail.format("rejected")
    )
    workflow_cancelled.connect(tell_of_end, WorkflowState)
    task_approved.connect(say_next_step, TaskState)
    EditView.add_save_confirmation_message = _unless_decided(EditView.add_save_confirmation_message)


def readers_of(task_state, page):
    """Return the people who may decide about ``page``, which waits at ``task_state``."""
    task = task_state.task.specific
    if isinstance(task, SecondReader):
        return [*task.readers(page)]
    return [user for user in in_admin(User.objects.all()) if task.get_actions(page, user)]


def ask_readers(instance, user=None, **kwargs):
    """Signal: ``instance``, a step of an approval, begins: tell those who may decide."""
    if page := _page_of(instance.workflow_state):
        asked_by = instance.workflow_state.requested_by or user
        people = [person for person in readers_of(instance, page) if person not in (asked_by, user)]
        others = len(people) > 1
        tell(people, "submitted", "approval_wanted", page, asked_by=asked_by, others=others)


def tell_of_approval(instance, user=None, **kwargs):
    """Signal: the approval ``instance`` has ended well: its page is published, or will be."""
    if page := _page_of(instance):
        will_be = _scheduled_for(page)
        _tell_who_asked(instance, user, "approved", "approval_given", page, scheduled_for=will_be)
        title = page.get_admin_display_title()
        if will_be:
            _say(f"You approved ‘{title}’. It will be published on {will_be}.")
        else:
            _say(f"Published ‘{title}’.", page.url)


def tell_of_changes_wanted(instance, user=None, **kwargs):
    """Signal: the page of the approval ``instance`` was sent back."""
    if page := _page_of(instance):
        told = _tell_who_asked(instance, user, "rejected", "changes_wanted", page)
        receipt = f" {names(told)} will see it." if told else ""
        _say(f"You asked for changes to ‘{page.get_admin_display_title()}’.{receipt}")


def tell_of_end(instance, user=None, **kwargs):
    """Signal: the request was withdrawn, or its page was published without being approved."""
    if page := _page_of(instance):
        will_be = _scheduled_for(page)
        is_published = page.live and not page.has_unpublished_changes
        letter = "approval_given" if is_published or will_be else "approval_withdrawn"
        _tell_who_asked(instance, user, "approved", letter, page, scheduled_for=will_be)


def say_next_step(instance, user=None, **kwargs):
    """Signal: a step of an approval was taken; if there is another, say who decides now."""
    state = instance.workflow_state
    if state.status == WorkflowState.STATUS_IN_PROGRESS and (page := _page_of(state)):
        waits_for = names(readers_of(state.current_task_state, page))
        _say(f"You approved ‘{page.get_admin_display_title()}’. It now waits for {waits_for}.")


def _page_of(workflow_state):
    page = workflow_state.content_object
    return page.specific if isinstance(page, Page) else None


def _scheduled_for(page):
    scheduled = page.scheduled_revision
    return scheduled and moment(scheduled.approved_go_live_at)


def _tell_who_asked(state, user, kind, letter, page, **context):
    """Tell the person who asked for the approval ``state`` of what ``user`` did; return them."""
    people = people_who_may("change", page).filter(pk=state.requested_by_id)
    told = [person for person in people if person != user]
    comment = state.current_task_state.comment if state.current_task_state else ""
    tell(told, kind, letter, page, user=user, comment=comment, **context)
    return told


def _say(words, live=None):
    """Show ``words`` on the next screen of the person at work, with a link to the page ``live``."""
    if request := request_at_work():
        buttons = [messages.button(live, "View live")] if live else None
        messages.success(request, words, buttons=buttons)


def _unless_decided(add_message):
    """Leave out Wagtail's 'has been updated' after a decision, whose outcome ``_say`` has said."""

    @wraps(add_message)
    def add_message_unless_decided(view):
        if view.action_name != "perform_workflow_action":
            add_message(view)

    return add_message_unless_decided
