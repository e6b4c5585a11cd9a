"""The admin view that adds several sessions to an event at once."""

from django import forms
from django.core.exceptions import ValidationError
from django.shortcuts import redirect
from wagtail.admin import messages
from wagtail.admin.widgets import AdminDateInput, AdminTimeInput

from partnership.pages.admin_views import PageFormView

from .adding_sessions import EVERY, add_sessions, read_days, repeated
from .models import EventPage, EventSession
from .models.sessions import year_error

MOST_DAYS = 60


class SessionsForm(forms.ModelForm):
    """Days for many sessions, typed or filled in by a rule, and the fields that they share."""

    first = forms.DateField(
        label="First day",
        required=False,
        widget=AdminDateInput,
        help_text="The day of the first session.",
    )
    every = forms.ChoiceField(
        label="How often",
        required=False,
        initial="week",
        choices=EVERY.items(),
        help_text="How often the sessions take place.",
    )
    times = forms.IntegerField(
        label="How many",
        required=False,
        min_value=1,
        max_value=MOST_DAYS,
        help_text=f"The number of sessions, including the first: {MOST_DAYS} at most.",
    )
    days = forms.CharField(
        required=False,
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text="Type one day on each line, such as 3 December 2026. Delete days that fall in "
        "the holidays, and add others.",
    )

    class Meta:
        model = EventSession
        fields = ["starts_at", "ends_at", "all_day", "venue"]
        widgets = {"starts_at": AdminTimeInput, "ends_at": AdminTimeInput}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["venue"].empty_label = "The venue of the event"

    field_order = ["first", "every", "times", "days", "starts_at", "ends_at", "all_day", "venue"]

    @property
    def fills_in(self):
        """Whether the editor selected the button that fills in days by the rule."""
        return "fill_in" in self.data

    def clean(self):
        cleaned = super().clean()
        days = self._typed_days(cleaned)
        self._check_years(cleaned, days)
        if self.fills_in:
            days += self._days_by_rule(cleaned)
        elif not days:
            self.add_error("days", "Type at least one day, or fill in repeating days.")
        if len(days) > MOST_DAYS:
            self.add_error(
                "days",
                f"You have {len(days)} days here. You can add up to {MOST_DAYS} at a time.",
            )
        cleaned["days"] = sorted(set(days))
        return cleaned

    def _typed_days(self, cleaned):
        try:
            return read_days(cleaned.get("days") or "")
        except ValueError as error:
            raise ValidationError({"days": str(error)}) from error

    def _check_years(self, cleaned, days):
        """Add an error for the first of ``days`` in an unlikely year, and one for the first day."""
        wrong = [error for error in map(year_error, days) if error]
        if wrong:
            self.add_error("days", wrong[0])
        first = cleaned.get("first")
        if first and year_error(first):
            self.add_error("first", year_error(first))

    def _days_by_rule(self, cleaned):
        """Return the days that the rule gives, or none when the form has errors."""
        for name in ("first", "times"):
            if not cleaned.get(name) and name not in self.errors:
                self.add_error(name, "Fill this in to work out the days.")
        if self.errors:
            return []
        return repeated(cleaned["first"], cleaned["every"], cleaned["times"])

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

    def get_context_data(self, **kwargs):
        draft = self.page.get_latest_revision_as_object()
        return super().get_context_data(
            page=self.page, session_count=draft.sessions.count(), **kwargs
        )

    def form_valid(self, form):
        days = form.cleaned_data["days"]
        if form.fills_in:
            return self._show_with_days(form, days)
        values = {name: form.cleaned_data[name] for name in form.Meta.fields}
        new = add_sessions(self.page, days, self.request.user, **values)
        messages.success(self.request, _success_message(len(new), len(days) - len(new)))
        return redirect("wagtailadmin_pages:edit", self.page.pk)

    def _show_with_days(self, form, days):
        """Show the form again, with ``days`` filled in."""
        form.data = form.data.copy()
        form.data["days"] = "\n".join(f"{day:%A %-d %B %Y}" for day in days)
        return self.render_to_response(self.get_context_data(form=form))


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
