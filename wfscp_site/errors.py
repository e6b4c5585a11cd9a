"""The answer to a request that makes no sense."""

from django.http import HttpResponseBadRequest
from django.template.loader import render_to_string


def bad_request(request, exception):
    """Answer 400; Django's own view reads once more what could not be read, and answers 500."""
    return HttpResponseBadRequest(render_to_string("400.html"))
