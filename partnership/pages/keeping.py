"""Parts of a public page that a process keeps: they are the same for all who have no session."""

from partnership.ground.kept import kept
from partnership.ground.visitors import has_session


def kept_part(key, context, make):
    """Return what ``make`` returns for the page of the template ``context``, kept if it may be.

    It may be for a page that everyone may read, and a visitor without a session: others may be
    shown more, such as private documents. It has to depend on nothing but ``key``, the page, the
    host, the local date and the database.
    """
    page, request = context.get("page"), context.get("request")
    is_public = getattr(page, "known_public", False) and not getattr(request, "is_preview", False)
    if not is_public or has_session(request):
        return make()
    return kept((*key, page.pk, request.get_host()), make)
