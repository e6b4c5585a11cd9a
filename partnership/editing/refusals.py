"""What the admin says when something is refused that no form has checked."""

from urllib.parse import urlsplit

from django.contrib import messages
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db.models import ProtectedError, RestrictedError
from django.http import JsonResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme

from .places import REFUSED, needs_of, refuse


class ExplainRefusals:
    """Say why something was refused that no form has checked, such as a draft that is approved."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_exception(self, request, exception):
        if request.method != "POST":
            return None
        match exception:
            case ValidationError():
                messages.error(request, f"Nothing was changed. {reasons(exception)}")
            case ProtectedError():
                refuse(request, REFUSED, needs_of(exception.protected_objects))
            case RestrictedError():
                refuse(request, REFUSED, needs_of(exception.restricted_objects))
            case _:
                return None
        place = place_before(request)
        if request.headers.get("x-requested-with") == "XMLHttpRequest":
            return JsonResponse({"step": "success", "redirect": place})  # of a dialog of Wagtail
        return redirect(place)


def place_before(request):
    """Return the address of the screen of the admin that someone was on, or else its first."""
    before, home = request.headers.get("referer", ""), reverse("wagtailadmin_home")
    is_ours = url_has_allowed_host_and_scheme(before, {request.get_host()})
    is_itself = request.method != "POST" and before == request.build_absolute_uri()
    return before if is_ours and not is_itself and urlsplit(before).path.startswith(home) else home


def reasons(error):
    """Return the sentences of a ValidationError, each with the name of its field."""
    if not hasattr(error, "error_dict"):
        return " ".join(error.messages)
    return " ".join(
        sentence
        if name == NON_FIELD_ERRORS
        else f"{name.replace('_', ' ').capitalize()}: {sentence}"
        for name, sentences in error.message_dict.items()
        for sentence in sentences
    )
