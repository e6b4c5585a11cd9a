"""Add a page from a screen other than its own form."""

from wagtail.log_actions import log

from partnership.ground.text import slug_of

from .slugs import free_slug


def add_draft(page, parent, user):
    """Add the new ``page`` below ``parent`` as a draft of ``user``; return its first revision.

    Its address is made from the title, whose place is taken by the kind of page if no letter of
    it can be in an address.
    """
    page.slug = free_slug(parent, slug_of(page.title) or page._meta.model_name)
    page.live, page.owner = False, user
    parent.add_child(instance=page)
    log(instance=page, action="wagtail.create", user=user, content_changed=True)
    return page.save_revision(user=user)
