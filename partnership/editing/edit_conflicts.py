"""Edit conflicts: a save is refused once when the record has changed since it was opened.

Wagtail lets the last save win; for pages it refuses only conflicting autosaves. A page's form is
sent with the version that its own last autosave made: see ``static/js/saving.js``.
"""

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
from wagtail.models import Page


class LoadedStateField(forms.CharField):
    """A hidden field that always holds the current state of the record, whatever was sent.

    ``has_conflict`` is called with the value that was sent; if it returns true, saving is refused.
    """

    def __init__(self, state, has_conflict):
        # Without an id, as some forms show it twice.
        widget = forms.HiddenInput({"id": False})
        super().__init__(required=False, initial=state, widget=widget)
        self.has_conflict = has_conflict

    def bound_data(self, data, initial):
        return initial

    def has_changed(self, initial, data):
        return False

    def clean(self, value):
        if self.has_conflict(value):
            raise ValidationError("This has changed since you opened it.")
        return value


def warn_about_conflict(request, saved_by, saved_at):
    """Warn on the next screen that ``saved_by`` saved the record at ``saved_at``.

    Either may be None when it is not known.
    """
    sentences = [_describe_save(request.user, saved_by, saved_at)]
    sentences.append("Your changes have not been saved yet. Everything you typed is still here.")
    sentences.append("To replace the saved version with yours, save again.")
    buttons = [messages.button(request.path, "See what was saved", new_window=True)]
    messages.warning(request, " ".join(sentences), buttons=buttons)


def _describe_save(user, saved_by, saved_at):
    if not saved_at:
        return "This has changed since you opened it."
    when = date_format(timezone.localtime(saved_at), r"j F Y \a\t H:i")
    if saved_by == user:
        save = f"you saved it in another tab or on another device on {when}"
    else:
        save = f"{saved_by or 'someone'} saved it on {when}"
    return f"This has changed since you opened it: {save}."


def detect_conflicts_in_records():
    """Make every edit form of the admin refuse to overwrite changes that it never showed."""
    get_form = EditView.get_form

    @wraps(get_form)
    def get_form_with_state(view, form_class=None):
        form = get_form(view, form_class)
        _add_loaded_state(form, view.request)
        return form

    EditView.get_form = get_form_with_state


def _add_loaded_state(form, request):
    state = _digest(form)

    def has_conflict(loaded_state):
        if not loaded_state or loaded_state == state:
            return False
        last = log_registry.get_logs_for_instance(form.instance).select_related("user").first()
        warn_about_conflict(request, last and last.user, last and last.timestamp)
        return True

    form.fields["loaded_state"] = LoadedStateField(state, has_conflict)


def _digest(form):
    """Return a digest of the stored values that ``form`` shows, including its child rows."""
    record = form.instance
    is_cluster = isinstance(record, ClusterableModel)
    stored = record.serializable_data() if is_cluster else get_serializable_data_for_fields(record)
    names = [*form.fields, *getattr(form, "formsets", []), *getattr(form, "also_stored", [])]
    shown = [(name, stored.get(name, form.initial.get(name))) for name in names]
    return sha256(repr(shown).encode()).hexdigest()


def check_page(request, page):
    """Mark ``page`` before it is edited when it has a newer revision than the form was shown."""
    sent, saved_at = request.POST, page.latest_revision_created_at
    if request.method != "POST" or saved_at is None or not request.accepts("text/html"):
        return
    state = f"{page.latest_revision_id} {saved_at.isoformat()}"
    seen = f"{sent.get('loaded_revision_id')} {sent.get('loaded_revision_created_at')}"
    if "loaded_revision_id" in sent and state not in (seen, sent.get("saved_over")):
        page.conflicting_state = state
        latest = page.latest_revision
        warn_about_conflict(request, latest and latest.user, saved_at)


class PageForm(WagtailAdminPageForm):
    """The form of a page: it refuses to save where ``check_page`` found a conflict.

    A new page is sent with the key that its form was given, by which ``add_once`` knows it again.
    """

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.instance.pk is None:
            self.fields["translation_key"] = forms.UUIDField(
                required=False, initial=self.instance.translation_key, widget=forms.HiddenInput
            )
        if state := getattr(self.instance, "conflicting_state", None):
            self.fields["saved_over"] = LoadedStateField(state, has_conflict=lambda seen: True)
            # As they were sent, so that Wagtail does not autosave this before a person saves it.
            for name in ("loaded_revision_id", "loaded_revision_created_at"):
                self.fields[name] = forms.CharField(required=False, widget=forms.HiddenInput)

    def clean(self):
        self._check_schedule()
        cleaned = super().clean()
        key = cleaned.get("translation_key")
        if key and not Page.objects.filter(translation_key=key).exists():
            self.instance.translation_key = key
        return cleaned

    def _check_schedule(self):
        """Refuse what Wagtail refuses, and say what to do."""
        goes_live, expires = (self.cleaned_data.get(name) for name in ("go_live_at", "expire_at"))
        if expires and expires < timezone.now():
            self.add_error(
                "expire_at",
                "This time has passed. Enter a later one, or delete it to keep the page.",
            )
        elif expires and goes_live and goes_live >= expires:
            self.add_error(
                "go_live_at", "The page would be taken down before this. Enter an earlier time."
            )
            self.add_error(
                "expire_at",
                "The page is published after this. Enter a later time, or delete it to keep the "
                "page.",
            )
