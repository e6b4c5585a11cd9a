"""The admin view that adds several sessions to an event at once."""

from django import forms
from django.core.exceptions import ValidationError
from django.shortcuts import redirect
from django.utils.functional import cached_property
from wagtail.admin import messages
from wagtail.admin.widgets import AdminDateInput, AdminTimeInput

from partnership.ground import dates
from partnership.pages.admin_views import PageFormView

from .adding_sessions import EVERY, add_sessions, read_days, repeated
from .models import EventPage, EventSession
from .models.sessions import year_error

MOST_DAYS = 60


class DaysField(forms.MultipleChoiceField):
    """The ticked ones of the days that the form has listed."""

    widget = forms.CheckboxSelectMultiple

    def valid_value(self, value):
        return True  # the form takes only days that its rule gives


class SessionsForm(forms.ModelForm):
    """Days for many sessions, repeated by a rule or typed, and the fields that they share.

    The days that the rule gives are listed before they are added, each with a tick; ``taken`` are
    days with a session, which are listed without.
    """

    first = forms.DateField(
        label="First day",
        required=False,
        widget=AdminDateInput,
        help_text="The day of the first session.",
    )
    every = forms.ChoiceField(
        label="How often",
        required=False,
        initial="month",
        choices=EVERY.items(),
        help_text="On the weekday of the first day: if that is a second Tuesday, on the second "
        "Tuesday of each month, third month or fourth month.",
    )
    last = forms.DateField(
        label="Until",
        required=False,
        widget=AdminDateInput,
        help_text="No session is later than this day, such as the last day of the school year.",
    )
    listed_for = forms.CharField(required=False, widget=forms.HiddenInput)
    chosen = DaysField(
        label="Days",
        required=False,
        help_text="Untick the days without a session.",
    )
    days = forms.CharField(
        label="Other days",
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="Optional. Type one day on each line, such as 3 December 2026.",
    )

    class Meta:
        model = EventSession
        fields = ["starts_at", "ends_at", "all_day", "venue"]
        widgets = {"starts_at": AdminTimeInput, "ends_at": AdminTimeInput}

    def __init__(self, *args, taken=(), **kwargs):
        super().__init__(*args, **kwargs)
        self.taken = taken
        self.is_to_be_checked = False  # whether it lists days that the person has not seen yet
        self.fields["venue"].empty_label = "The venue of the event"

    field_order = ["first", "every", "last", "listed_for", "chosen", "days"]

    def clean(self):
        cleaned = super().clean()
        typed = self._typed_days(cleaned)
        self._check_years(cleaned, typed)
        repeated_days = self._days_by_rule(cleaned)
        self._list(repeated_days)
        ticked = self.data.getlist(self.add_prefix("chosen"))
        days = typed + [day for day in repeated_days if day.isoformat() in ticked]
        self._check_number(days)
        cleaned["days"] = sorted(set(days))
        return cleaned

    def _typed_days(self, cleaned):
        try:
            return read_days(cleaned.get("days") or "")
        except ValueError as error:
            raise ValidationError({"days": str(error)}) from error

    def _check_years(self, cleaned, typed):
        """Add an error for the first typed day in an unlikely year, and for those of the rule."""
        wrong = [error for error in map(year_error, typed) if error]
        if wrong:
            self.add_error("days", wrong[0])
        for name in ("first", "last"):
            day = cleaned.get(name)
            if day and year_error(day):
                self.add_error(name, year_error(day))

    def _days_by_rule(self, cleaned):
        """Return the days that the rule gives; none if there is no rule, or it has errors."""
        rule = ("first", "last")
        is_given = "list_days" in self.data or any(self.data.get(name) for name in rule)
        if not is_given:
            return []
        for name in rule:
            if not cleaned.get(name) and name not in self.errors:
                self.add_error(name, "Fill this in to list the days.")
        if any(name in self.errors for name in (*rule, "every")):
            return []
        if cleaned["last"] < cleaned["first"]:
            self.add_error("last", "This is before the first day. Choose a later one.")
            return []
        return repeated(cleaned["first"], cleaned["every"], cleaned["last"], MOST_DAYS + 1)

    def _list(self, days):
        """List ``days`` with ticks: those of the person, unless they have not seen them yet."""
        self.fields["chosen"].choices = [(day.isoformat(), self._in_words(day)) for day in days]
        rule = " ".join(self.data.get(name, "") for name in ("first", "every", "last"))
        if days and self.data.get("listed_for") != rule:
            self.is_to_be_checked = True
            self.data = self.data.copy()
            self.data["listed_for"] = rule
            free = [day.isoformat() for day in days if day not in self.taken]
            self.data.setlist("chosen", free)

    def _in_words(self, day):
        return f"{dates.day(day)} (has a session)" if day in self.taken else dates.day(day)

    def _check_number(self, days):
        """Add an error if there are no ``days``, or too many."""
        if not (days or self.errors or self.is_to_be_checked):
            self.add_error("days", "List repeating days and tick some, or type at least one day.")
        if len(days) > MOST_DAYS:
            self.add_error(
                "last" if len(self.fields["chosen"].choices) > MOST_DAYS else "days",
                f"These are more than {MOST_DAYS} days. Add up to {MOST_DAYS} at a time.",
            )

    def _post_clean(self):
        # Each session has a day of its own, so check the shared fields with the first day.
        days = self.cleaned_data.get("days")
        if not days:
            self.instance.date = None
            return
        self.instance.date = days[0]
        if not self.errors:
            super()._post_clean()


class AddSessionsView(PageFormView):
    """Add many sessions to the draft of one event."""

    kind = EventPage
    form_class = SessionsForm
    template_name = "events/admin/add_sessions.html"
    page_title = "Add several sessions"
    header_icon = "calendar"

    def is_permitted(self, permissions):
        return may_add_sessions(self.page, permissions)

    @cached_property
    def sessions(self):
        """The sessions of the draft."""
        return list(self.page.get_latest_revision_as_object().sessions.all())

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"taken": {session.date for session in self.sessions}}

    def get_context_data(self, **kwargs):
        return super().get_context_data(page=self.page, session_count=len(self.sessions), **kwargs)

    def form_valid(self, form):
        if form.is_to_be_checked or "list_days" in form.data:
            return self.render_to_response(self.get_context_data(form=form))
        days = form.cleaned_data["days"]
        values = {name: form.cleaned_data[name] for name in form.Meta.fields}
        new = add_sessions(self.page, days, self.request.user, **values)
        messages.success(self.request, _success_message(len(new), len(days) - len(new)))
        return redirect("wagtailadmin_pages:edit", self.page.pk)


def may_add_sessions(page, permissions):
    """Whether ``page`` is an event, and ``permissions`` allow changing its draft now."""
    return (
        page.specific_class is EventPage
        and permissions.can_edit()
        and not permissions.page_locked()
    )


def _success_message(added, already_there):
    sentences = [f"{added} session{'' if added == 1 else 's'} added to the draft."]
    if already_there:
        were = "was" if already_there == 1 else "were"
        sentences.append(f"{already_there} {were} already there.")
    sentences.append("Publish the event to show them to visitors.")
    return " ".join(sentences)
