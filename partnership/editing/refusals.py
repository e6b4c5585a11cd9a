"""What the admin says when something is refused that no form has checked."""

from django.contrib import messages
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.http import JsonResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme


class ExplainRefusals:
    """Say why something was refused that no form has checked, such as a draft that is approved."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_exception(self, request, exception):
        if not (isinstance(exception, ValidationError) and request.method == "POST"):
            return None
        messages.error(request, f"Nothing was changed. {reasons(exception)}")
        before = request.headers.get("referer", "")
        is_ours = url_has_allowed_host_and_scheme(before, {request.get_host()})
        place = before if is_ours else reverse("wagtailadmin_home")
        if request.headers.get("x-requested-with") == "XMLHttpRequest":
            return JsonResponse({"step": "success", "redirect": place})  # of a dialog of Wagtail
        return redirect(place)


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
