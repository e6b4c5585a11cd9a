"""What no page has to deal with."""

from django.http import Http404


def refuse_nul(get_response):
    """Middleware: an address with a NUL, which PostgreSQL can't look up, leads nowhere (404)."""

    def respond(request):
        if "\0" in request.path_info:
            request.path_info = request.path_info.replace("\0", "")  # for the page that says so
            raise Http404
        return get_response(request)

    return respond
