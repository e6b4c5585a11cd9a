"""The panel of the first screen about pages on which colleagues wait for one another."""

from typing import NamedTuple

from django.urls import reverse
from wagtail.admin.ui.components import Component
from wagtail.models import Page, TaskState, WorkflowState

from partnership.editing.second_reading.comments import comments_for, last_word, words_of
from partnership.editing.second_reading.requests import readers_of
from partnership.editing.second_reading.telling import names
from partnership.ground.partnerships import is_elsewhere, not_elsewhere


class Note(NamedTuple):
    """What someone waits for: who did what to which page, when, their words, and where to go."""

    who: str
    did: str
    page: Page
    at: object
    address: str
    words: str = ""


class ForYouPanel(Component):
    """What waits for the user, what came back to them, comments for them, and what they asked."""

    name = "for_you"
    order = 30
    template_name = "front/admin/for_you.html"

    def get_context_data(self, parent_context):
        user = parent_context["request"].user
        return {
            "for_you": [*wanted_from(user), *sent_back_to(user), *comments_waiting_for(user)],
            "asked": asked_by(user),
        }


def wanted_from(user):
    """Return a ``Note`` for each page that waits for ``user`` to approve it."""
    steps = TaskState.objects.reviewable_by(user).order_by("started_at")
    states = [step.workflow_state for step in steps.select_related("workflow_state__requested_by")]
    return [
        _note(state, state.requested_by, "asks you to read", state.current_task_state.started_at)
        for state in _own(states)
    ]


def sent_back_to(user):
    """Return a ``Note`` for each page of ``user`` for which someone asked for changes."""
    states = _asked_by(user, WorkflowState.STATUS_NEEDS_CHANGES)
    decisions = [(state, state.current_task_state) for state in states]
    return [
        _note(
            state,
            decision.finished_by,
            "asked for changes to",
            decision.finished_at,
            decision.comment,
        )
        for state, decision in decisions
    ]


def comments_waiting_for(user):
    """Return a ``Note`` for each thread of comments in which ``user`` may have to answer."""
    notes = []
    for thread in comments_for(user, Page.objects.filter(not_elsewhere())):
        last, words = last_word(thread), words_of(thread.page, thread)
        did = "commented on" if last == thread else "replied to a comment on"
        notes.append(
            Note(str(last.user), did, thread.page, last.created_at, words.address, last.text)
        )
    return notes


def asked_by(user):
    """Return ``(page, address, who it waits for)`` for each page that ``user`` asked to publish."""
    return [
        (page, _address(page), names(readers_of(state.current_task_state, page)))
        for state in _asked_by(user, WorkflowState.STATUS_IN_PROGRESS)
        for page in [state.content_object]
    ]


def _asked_by(user, status):
    states = WorkflowState.objects.filter(requested_by=user, status=status)
    return _own(states.select_related("current_task_state__finished_by").order_by("created_at"))


def _own(states):
    """Return those of ``states`` that are about a page of the partnership that one works on."""
    return [
        state
        for state in states
        if state.current_task_state
        and isinstance(state.content_object, Page)
        and not is_elsewhere(state.content_object)
    ]


def _note(state, who, did, at, words=""):
    page = state.content_object
    return Note(str(who or "Someone"), did, page, at, _address(page), words)


def _address(page):
    return reverse("wagtailadmin_pages:edit", args=[page.pk])
