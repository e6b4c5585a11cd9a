"""Saves of the same thing take turns, so that the second one sees what the first has saved.

Each is complete or nothing, so visitors never see half of it; and a new page is added once, however
often its form is sent: the browser sends a draft again when the answer to it was lost.
"""

from functools import wraps
from uuid import UUID

from django.db import connection, transaction
from wagtail.admin.views import generic
from wagtail.admin.views.pages.create import CreateView
from wagtail.admin.views.pages.edit import EditView
from wagtail.admin.views.pages.workflow import WorkflowAction
from wagtail.models import Page


def save_one_at_a_time():
    """Make the forms for pages and records wait for a save of the same thing."""
    CreateView.dispatch = _in_turn(CreateView.dispatch, "below")
    EditView.dispatch = _in_turn(EditView.dispatch, "page")
    WorkflowAction.post = transaction.atomic(WorkflowAction.post)

    post = generic.EditView.post

    @wraps(post)
    def post_in_turn(view, request, *args, **kwargs):
        with transaction.atomic():
            wait_for_turn(f"{view.model._meta.label} {view.object_pk}")
            vars(view).pop("object", None)  # loaded before its turn
            return post(view, request, *args, **kwargs)

    generic.EditView.post = post_in_turn


def _in_turn(dispatch, place):
    """Return ``dispatch`` of a view of pages, whose last argument is a page: the ``place``."""

    @wraps(dispatch)
    def dispatch_in_turn(view, request, *args, **kwargs):
        if request.method != "POST":
            return dispatch(view, request, *args, **kwargs)
        with transaction.atomic():
            wait_for_turn(f"{place} {[*args, *kwargs.values()][-1]}")
            return dispatch(view, request, *args, **kwargs)

    return dispatch_in_turn


def wait_for_turn(name):
    """Wait until no other transaction has a turn of this ``name``, and have it until the end."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [name])


def add_once(request, parent_page, page_class):
    """Save a new page that has been added already, instead of adding it a second time."""
    try:
        key = UUID(request.POST.get("translation_key", ""))
    except ValueError:
        return None
    added = Page.objects.child_of(parent_page).exact_type(page_class)
    page = added.filter(translation_key=key).first()
    return EditView.as_view()(request, page.pk) if page else None
