"""What someone sees who may not do what they asked for: who may, where they were, what they typed.

Wagtail leads to the first screen of the admin, and what was typed is gone.
"""

import re

from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from wagtail.admin import auth, messages

from partnership.accounts.people.who_may import roles_that_allow

from .refusals import place_before
from .typed_text import paragraphs_of

NOT_TYPED = re.compile(
    r"csrf|password|^do$|^next$|^action-|^loaded_|^saved_over$|^translation_key$"
    r"|-(id|type|order|ORDER|uuid|count|deleted|DELETE|\w+_FORMS)$"
)


def explain_denials():
    """Let every screen of the admin say who may do what was refused."""
    auth.permission_denied = _permission_denied


def _permission_denied(request):
    is_script = request.headers.get("x-requested-with") == "XMLHttpRequest"
    if is_script or not request.accepts("text/html"):
        raise PermissionDenied
    place = place_before(request)
    typed = texts_typed(request.POST)
    if typed:
        context = {"sentence": explanation(request), "place": place, "typed": typed}
        return TemplateResponse(request, "editing/admin/denied.html", context, status=403)
    messages.error(request, explanation(request))
    return redirect(place)


def explanation(request):
    """Return, in sentences, that ``request`` was refused and which roles would allow it."""
    match = request.resolver_match
    roles = roles_that_allow(match, request.user) if match else []
    why = "Nothing was changed, because you do not have permission for this."
    if not roles:
        return f"{why} Ask an administrator."
    return (
        f"{why} People with the role {' or '.join(roles)} do: ask one of them, or ask an "
        "administrator to change your role."
    )


def texts_typed(sent):
    """Return ``[(name of the field, text), ...]`` for the words among the fields ``sent``."""
    texts = [(name, _words(value)) for name, value in sent.items() if not NOT_TYPED.search(name)]
    return [
        (name.replace("_", " ").replace("-", " ").capitalize(), text)
        for name, text in texts
        if re.search(r"[^\W\d_]", text)
    ]


def _words(value):
    """Return the text of a field; of Wagtail's editor for rich text, its paragraphs."""
    paragraphs = paragraphs_of(value)
    return value if paragraphs is None else "\n".join(paragraphs)
