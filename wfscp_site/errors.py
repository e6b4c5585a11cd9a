"""The response to a malformed request."""

from django.http import HttpResponseBadRequest
from django.template.loader import render_to_string


def bad_request(request, exception):
    """Return status 400; Django's own view reads the bad request again and returns 500."""
    return HttpResponseBadRequest(render_to_string("400.html"))
