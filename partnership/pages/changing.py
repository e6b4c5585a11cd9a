"""Change a page from another screen than its form, with its draft and its permissions in mind."""

from django.core.exceptions import ValidationError
from django.db import transaction

from partnership.editing.taking_turns import wait_for_turn


def may_change(permissions):
    """Whether someone with ``permissions`` on a page may change its draft now."""
    return permissions.can_edit() and not permissions.page_locked()


@transaction.atomic
def change_page(page, user, change):
    """Call ``change`` with the draft of ``page``, save it, and return whether visitors see it.

    They do if ``user`` may publish the page, and had the page no other change to publish: what
    someone else has in the draft is neither lost nor shown.
    """
    wait_for_turn(f"page {page.pk}")
    page = type(page).objects.get(pk=page.pk)
    is_alone = page.live and not page.has_unpublished_changes
    may_publish = page.permissions_for_user(user).can_publish()
    draft = page.get_latest_revision_as_object()
    change(draft)
    revision = draft.save_revision(user=user, log_action=True, clean=False)
    return is_alone and may_publish and _publish(revision, user)


def _publish(revision, user):
    """Publish ``revision`` and return True, or False if the page lacks something."""
    try:
        with transaction.atomic():
            revision.publish(user=user)
    except ValidationError:
        return False
    return True
