"""The next page of a kind, such as an event or briefing, started from an earlier one."""

from django.utils.text import slugify
from wagtail.coreutils import find_available_slug


def start_next(page, title, user):
    """Make a draft beside ``page`` from what its editor sees, and return it.

    What belongs to the earlier one alone, named in ``not_for_the_next`` of its kind, is left out.
    ``title`` has something in it that an address can be made from.
    """
    return page.get_latest_revision_as_object().copy(
        update_attrs={
            "title": title,
            "draft_title": title,
            "slug": find_available_slug(page.get_parent(), slugify(title, allow_unicode=True)),
            "go_live_at": None,
            "expire_at": None,
        },
        exclude_fields=page.not_for_the_next,
        copy_revisions=False,
        keep_live=False,
        user=user,
    )
