"""Comments on pages: who each is for, and the message about it.

A comment is for the people who own the page, edited it last, asked to hear of all its comments or
wrote in the thread. If that is nobody but its writer, it is for those who may publish the page; if
that is nobody else either, for those who may change it.
"""

from collections import defaultdict
from itertools import chain
from typing import NamedTuple

from django.urls import reverse
from wagtail.admin.views.pages.edit import EditView
from wagtail.models import COMMENTS_RELATION_NAME, Comment, Page, PageSubscription, Revision
from wagtail.permissions import page_permission_policy

from partnership.accounts.models import User
from partnership.accounts.models.approval import in_admin, people_who_may
from partnership.editing.form_words import label_of

from .telling import tell

LAST_VERSIONS = 5  # whose authors edited the page last


class Words(NamedTuple):
    """What someone wrote in a comment or a reply, and the name of its field in the form."""

    field: str
    text: str
    is_reply: bool
    address: str


def tell_about_comments():
    """Let the editor tell the people concerned, and not only those who have switched it on."""
    EditView.send_commenting_notifications = _send_for_form


def _send_for_form(view, changes):
    replies = changes["new_replies"]
    tell_of(view.page, view.request.user, changes["new_comments"], replies)
    tell_of_resolved(view.page, view.request.user, changes["resolved_comments"])


def tell_of_new_page(request, page):
    """Hook: tell about the comments that a new page was saved with."""
    tell_of(page, request.user, getattr(page, COMMENTS_RELATION_NAME).all())


def tell_of(page, writer, comments, replies=()):
    """Tell the people concerned what ``writer`` wrote: ``replies`` are (comment, [reply]) pairs."""
    words = [words_of(page, comment) for comment in comments]
    words += [words_of(page, comment, reply) for comment, new in replies for reply in new]
    if words:
        people = people_to_tell(page, writer, [*comments, *(comment for comment, _ in replies)])
        tell(people, "updated_comments", "comments", page, writer=writer, words=words)


def tell_of_resolved(page, user, comments):
    """Tell everyone else in the threads of ``comments`` that ``user`` has resolved them."""
    if comments:
        people = people_who_may("change", page).filter(pk__in=_writers(comments) - {user.pk})
        words = [words_of(page, comment) for comment in comments]
        tell(people, "updated_comments", "comments_resolved", page, writer=user, words=words)


def words_of(page, comment, reply=None):
    """Return the ``Words`` of ``comment`` on ``page``, or of a ``reply`` to it."""
    address = f"{reverse('wagtailadmin_pages:edit', args=[page.pk])}?comment={comment.pk}"
    field = label_of(page.specific_class, comment.contentpath)
    return Words(field, (reply or comment).text, bool(reply), address)


def people_to_tell(page, writer, comments):
    """Return the active people who ``comments`` on ``page`` are for, without their ``writer``."""
    concerned = _interested([page.pk])[page.pk] | _writers(comments)
    editors, publishers = (
        people_who_may(action, page).exclude(pk=writer.pk) for action in ("change", "publish")
    )
    return editors.filter(pk__in=concerned) or publishers or editors


def comments_for(user, pages):
    """Return the comments on ``pages`` that wait for ``user``, newest first.

    They are not resolved, and someone else wrote the last word.
    """
    threads = (
        Comment.objects.filter(resolved_at=None, page__in=pages)
        .select_related("user", "page__content_type")
        .prefetch_related("replies__user")
        .order_by("-created_at")
    )
    if not threads:
        return []
    interested = _interested({thread.page_id for thread in threads})
    active, publishers = (
        set(in_admin(people).values_list("pk", flat=True))
        for people in (User.objects.all(), page_permission_policy.users_with_permission("publish"))
    )
    may = {action: _pages_for(user, action, threads) for action in ("change", "publish")}
    found = []
    for thread in threads:
        others = active - {last_word(thread).user_id}
        concerned = others & (interested[thread.page_id] | _writers([thread]))
        action = "publish" if not concerned and others & publishers else "change"
        if user.pk in (concerned or others) and thread.page_id in may[action]:
            found.append(thread)
    return found


def last_word(thread):
    """Return the last reply to the comment ``thread``, or the comment itself."""
    return max(thread.replies.all(), key=lambda reply: (reply.created_at, reply.pk), default=thread)


def _writers(comments):
    """Return the keys of the people who wrote ``comments`` or replied to them."""
    threads = [[comment, *comment.replies.all()] for comment in comments]
    return {written.user_id for written in chain.from_iterable(threads)}


def _interested(keys):
    """Return ``{key of a page: keys of its owner, last editors and subscribers}``: 3 queries."""
    people = defaultdict(set)
    pages = Page.objects.filter(pk__in=keys)
    for page, owner in pages.values_list("pk", "owner"):
        people[page].add(owner)
    told = PageSubscription.objects.filter(page__in=keys, comment_notifications=True)
    for page, user in told.values_list("page", "user"):
        people[page].add(user)
    versions = Revision.page_revisions.filter(object_id__in=map(str, keys)).order_by("-created_at")
    editors = defaultdict(list)
    for page, user in versions.values_list("object_id", "user"):
        editors[int(page)].append(user)
    for page, users in editors.items():
        people[page].update(users[:LAST_VERSIONS])
    return people


def _pages_for(user, action, threads):
    """Return the keys of those pages with ``threads`` on which ``user`` may do ``action``."""
    allowed = page_permission_policy.instances_user_has_permission_for(user, action)
    return set(
        allowed.filter(pk__in={thread.page_id for thread in threads}).values_list("pk", flat=True)
    )
