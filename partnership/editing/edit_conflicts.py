"""Two people edit one thing: whoever saves second is told, and may then save over it.

Wagtail lets the last save win; of pages it refuses only the drafts that it saves by itself.
"""

from datetime import timedelta
from functools import wraps
from hashlib import sha256

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.formats import date_format
from modelcluster.models import ClusterableModel, get_serializable_data_for_fields
from wagtail.admin import messages
from wagtail.admin.forms import WagtailAdminPageForm
from wagtail.admin.views.generic import EditView
from wagtail.log_actions import registry as log_registry

A_MOMENT = timedelta(seconds=20)  # in which Wagtail tells a form what it saved of it by itself


class StateField(forms.CharField):
    """A hidden field that holds the present state of what is edited, whatever was sent.

    It refuses to be saved while ``is_overtaken``, a function of what was sent, says so.
    """

    def __init__(self, state, is_overtaken):
        # Without an id, for some forms show it twice.
        widget = forms.HiddenInput({"id": False})
        super().__init__(required=False, initial=state, widget=widget)
        self.is_overtaken = is_overtaken

    def bound_data(self, data, initial):
        return initial

    def has_changed(self, initial, data):
        return False

    def clean(self, value):
        if self.is_overtaken(value):
            raise ValidationError("This has changed since you opened it.")
        return value


def tell(request, saved_by, saved_at):
    """Say on the next screen that somebody else (None: not known who) saved at ``saved_at``."""
    words = ["This has changed since you opened it."]
    if saved_at:
        who = "you" if saved_by == request.user else saved_by or "somebody"
        where = " in another tab or on another device" if saved_by == request.user else ""
        when = date_format(timezone.localtime(saved_at), r"j F Y \a\t H:i")
        words = [f"This has changed since you opened it: {who} saved it{where} on {when}."]
    words += ["Nothing of yours is saved yet. Everything you typed is still here."]
    if request.FILES:
        words += ["Choose your file once more."]
    words += ["To replace what was saved with yours, save again."]
    buttons = [messages.button(request.path, "See what was saved", new_window=True)]
    messages.warning(request, " ".join(words), buttons=buttons)


def guard_every_record():
    """Let every form of the admin that edits a record refuse to overwrite what it never showed."""
    get_form = EditView.get_form

    @wraps(get_form)
    def get_guarded_form(view, form_class=None):
        form = get_form(view, form_class)
        _guard(form, view.request)
        return form

    EditView.get_form = get_guarded_form


def _guard(form, request):
    state = _state(form)

    def is_overtaken(seen):
        if overtaken := bool(seen) and seen != state:
            last = log_registry.get_logs_for_instance(form.instance).select_related("user").first()
            tell(request, last and last.user, last and last.timestamp)
        return overtaken

    form.fields["loaded_state"] = StateField(state, is_overtaken)


def _state(form):
    """A digest of what ``form`` shows of its record as it is stored, rows below it included."""
    record = form.instance
    is_cluster = isinstance(record, ClusterableModel)
    stored = record.serializable_data() if is_cluster else get_serializable_data_for_fields(record)
    names = [*form.fields, *getattr(form, "formsets", [])]
    shown = [(name, stored.get(name, form.initial.get(name))) for name in names]
    return sha256(repr(shown).encode()).hexdigest()


def check_page(request, page):
    """Before ``page`` is edited: note on it when another's revision is newer than what was seen."""
    sent = request.POST
    latest = page.latest_revision
    if request.method != "POST" or latest is None or not request.accepts("text/html"):
        return
    if latest.user == request.user and timezone.now() - latest.created_at < A_MOMENT:
        return  # most likely what this very form saved by itself
    state = f"{latest.pk} {latest.created_at.isoformat()}"
    if own := sent.get("overwrite_revision_id"):
        seen = state if own == str(latest.pk) else own
    else:
        seen = f"{sent.get('loaded_revision_id')} {sent.get('loaded_revision_created_at')}"
    if "loaded_revision_id" in sent and state not in (seen, sent.get("saved_over")):
        page.overtaken_by = state
        tell(request, latest.user, latest.created_at)


class PageForm(WagtailAdminPageForm):
    """The form of a page, which ``check_page`` may have found overtaken."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if state := getattr(self.instance, "overtaken_by", None):
            self.fields["saved_over"] = StateField(state, is_overtaken=lambda seen: True)
            # As they were sent: so Wagtail does not save this by itself until a person has.
            for name in ("loaded_revision_id", "loaded_revision_created_at"):
                self.fields[name] = forms.CharField(required=False, widget=forms.HiddenInput)
