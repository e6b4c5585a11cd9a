"""Copy an earlier page, such as an event or briefing, to a draft of the next one."""

from partnership.ground.text import slug_of

from .slugs import free_slug


def next_label(page):
    """Return the label of the button that starts the next one, such as ‘Copy to a new event’."""
    return f"Copy to a new {page.specific_class._meta.verbose_name}"


def start_next(page, title, user):
    """Copy the latest draft of ``page`` to a new draft beside it, and return the new one.

    Fields named in ``not_for_the_next`` belong to the earlier page alone and are not copied.
    ``title`` contains something that an address can be made from.
    """
    return page.get_latest_revision_as_object().copy(
        update_attrs={
            "title": title,
            "draft_title": title,
            "slug": free_slug(page.get_parent(), slug_of(title)),
            "go_live_at": None,
            "expire_at": None,
        },
        exclude_fields=page.not_for_the_next,
        copy_revisions=False,
        keep_live=False,
        user=user,
    )
