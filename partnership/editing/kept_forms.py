"""A form that could not be saved is kept, and offered to its person again.

Either it arrived after the session had ended, or the website failed while it was saving it. Of an
ended session, the editor's own script finds out first and sends nothing (``static/js/session.js``):
here it is about browsers without it, and a session that ends while the form is on its way.

A form is kept for whoever signed in last in the browser that sent it: a note in that browser says
who it was, and the token of a form changes when someone signs in, so an earlier person's form is
refused for that. Only that person, in that browser, can see it. The table of sessions holds it: a
row there ends by itself, and is known by a key that only the browser has. Files are not kept.
"""

import re
from datetime import datetime, timedelta
from importlib import import_module

from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.db import DatabaseError
from django.http import JsonResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from wagtail.admin import messages
from wagtail.admin.ui.components import Component

from partnership.ground.admin import AdminPage

from .denials import texts_typed
from .typed_text import paragraphs_of

KEEP_FOR = timedelta(days=3)  # over a weekend
MOST = 10  # in one browser
SECRET = re.compile("csrfmiddlewaretoken|password")
PERSON_COOKIE = f"{settings.COOKIE_PREFIX}person"
KEY_COOKIE = f"{settings.COOKIE_PREFIX}kept"
Row = import_module(settings.SESSION_ENGINE).SessionStore


def keep_refused_forms(get_response):
    """Middleware: a form for the admin is kept when its session has ended or saving it failed."""

    def respond(request):
        response = get_response(request)
        is_admin = request.path_info.startswith(reverse("wagtailadmin_home"))
        if is_admin and response.status_code == 500 and request.method == "POST":
            return _keep_what_failed(request, response)
        if not is_admin or response.status_code >= 400:
            return response
        if request.user.is_authenticated:
            _note_person(request, response)
            if request.method == "POST" and response.status_code == 302:
                forget(request, request.get_full_path())
        elif request.method == "POST":
            return _refuse(request, response)
        return response

    return respond


def forms_kept_for(request):
    """Return the forms kept for the person who has sent ``request``, the latest last."""
    return [form for form in _row(request).get("forms", []) if form["person"] == request.user.pk]


def others_have_kept(request):
    """Return whether a form is kept in this browser for someone other than its present person."""
    return len(_row(request).get("forms", [])) > len(forms_kept_for(request))


def forget(request, address):
    """Delete the form for ``address`` that is kept for the person who has sent ``request``."""
    row = _row(request)
    kept = row.get("forms", [])
    left = [f for f in kept if (f["person"], f["address"]) != (request.user.pk, address)]
    if len(left) < len(kept):
        row["forms"] = left
        row.save()


def _row(request):
    """Return the row of kept forms that the browser has the key of, or a new one."""
    key = request.COOKIES.get(KEY_COOKIE, "")
    row = Row(key) if key.isalnum() else Row()
    return row if "forms" in row else Row()


def _note_person(request, response):
    person = request.user.pk
    if request.get_signed_cookie(PERSON_COOKIE, None) != str(person):
        response.set_signed_cookie(PERSON_COOKIE, person, **_only_for_us())


def _refuse(request, response):
    """Return the answer to a form without a session, which ``response`` sends to sign in."""
    if not request.accepts("text/html"):  # a draft that the editor saves by itself
        words = "You have been signed out."
        body = {"success": False, "error_code": "signed_out", "error_message": words}
        return JsonResponse(body, status=403)
    to_sign_in = redirect_to_login(request.get_full_path(), settings.LOGIN_URL)
    is_checked = getattr(request, "csrf_processing_done", False)
    person = request.get_signed_cookie(PERSON_COOKIE, None)
    if response.headers.get("location") != to_sign_in.url or not (is_checked and person):
        return response
    form = _describe(request, int(person))
    answer = redirect_to_login(reverse("editing_kept_forms"), settings.LOGIN_URL)
    return _keep(request, form, answer) if form["fields"] else response


def _keep_what_failed(request, response):
    """Return the answer to a form whose view failed: the page that shows what was typed."""
    try:
        is_typed = request.accepts("text/html") and texts_typed(request.POST)
        if not (is_typed and request.user.is_authenticated):
            return response
        form = _describe(request, request.user.pk) | {"has_failed": True}
        return _keep(request, form, redirect("editing_kept_forms"))
    except DatabaseError:  # there is nowhere to keep it
        return response


def _describe(request, person):
    sent = request.POST.lists()
    return {
        "person": person,
        "address": request.get_full_path(),
        "fields": [(name, values) for name, values in sent if not SECRET.search(name)],
        "files": [file.name for name in request.FILES for file in request.FILES.getlist(name)],
        "sent_at": timezone.now().isoformat(),
    }


def _keep(request, form, answer):
    """Keep ``form`` in place of an earlier one for the same address; ``answer`` has its key."""
    row = _row(request)
    earlier = [
        other
        for other in row.get("forms", [])
        if (other["person"], other["address"]) != (form["person"], form["address"])
    ]
    row["forms"] = [*earlier, form][-MOST:]
    row.set_expiry(KEEP_FOR)
    row.save()
    answer.set_cookie(KEY_COOKIE, row.session_key, max_age=KEEP_FOR, **_only_for_us())
    return answer


def _only_for_us():
    return {"secure": settings.SESSION_COOKIE_SECURE, "httponly": True, "samesite": "Lax"}


class KeptFormsView(AdminPage):
    """The forms that are kept for someone: they send one again, or discard it."""

    page_title = "What you typed and is not saved"
    header_icon = "history"
    template_name = "editing/admin/kept_forms.html"

    def get_context_data(self, **kwargs):
        forms = [
            form
            | {
                "sent_at": datetime.fromisoformat(form["sent_at"]),
                "texts": [text for _, values in form["fields"] for text in _texts(values)],
            }
            for form in forms_kept_for(self.request)
        ]
        others = others_have_kept(self.request)
        return super().get_context_data(forms=forms, others=others, days=KEEP_FOR.days, **kwargs)

    def post(self, request):
        """Discard a form."""
        forget(request, request.POST.get("address", ""))
        messages.success(request, "What you typed has been discarded.")
        return redirect("editing_kept_forms")


def _texts(values):
    """Yield what a person reads in the ``values`` of a field; formatted text is sent as JSON."""
    for value in values:
        paragraphs = paragraphs_of(value)
        if paragraphs is not None:
            yield from filter(None, paragraphs)
        elif " " in value.strip():
            yield value


class KeptFormsPanel(Component):
    """The offer on the admin's first screen to go on with what was typed."""

    name = "kept_forms"
    order = 5
    template_name = "editing/admin/kept_forms_panel.html"


def offer_kept_forms(request, panels):
    """Add the offer to the first screen of someone for whom a form is kept."""
    if forms_kept_for(request):
        panels.append(KeptFormsPanel())
