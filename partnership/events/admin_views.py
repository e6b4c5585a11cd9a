"""Add several sessions to an event at once, beside its form."""

from django import forms
from django.core.exceptions import ValidationError
from django.shortcuts import redirect
from wagtail.admin import messages
from wagtail.admin.widgets import AdminDateInput, AdminTimeInput

from partnership.pages.admin_views import PageFormView

from .adding_sessions import EVERY, add_sessions, read_days, repeated
from .models import EventPage, EventSession
from .models.sessions import why_not_on

MOST_DAYS = 60


class SessionsForm(forms.ModelForm):
    """Days for many sessions, typed or filled in by a rule, and what all of them share."""

    first = forms.DateField(
        label="First day", required=False, widget=AdminDateInput, help_text="The first of the days."
    )
    every = forms.ChoiceField(
        label="How often",
        required=False,
        initial="week",
        choices=EVERY.items(),
        help_text="The rule by which the days follow each other.",
    )
    times = forms.IntegerField(
        label="How many",
        required=False,
        min_value=1,
        max_value=MOST_DAYS,
        help_text=f"How many days there are, the first included: {MOST_DAYS} at most.",
    )
    days = forms.CharField(
        required=False,
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text="One day a line, such as 3 December 2026. Delete those that fall into holidays, "
        "and add others.",
    )

    class Meta:
        model = EventSession
        fields = ["starts_at", "ends_at", "all_day", "venue"]
        widgets = {"starts_at": AdminTimeInput, "ends_at": AdminTimeInput}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["venue"].empty_label = "Where the event is held otherwise"

    field_order = ["first", "every", "times", "days", "starts_at", "ends_at", "all_day", "venue"]

    @property
    def fills_in(self):
        """Whether the press was the one that fills in days by the rule."""
        return "fill_in" in self.data

    def clean(self):
        cleaned = super().clean()
        try:
            days = read_days(cleaned.get("days") or "")
        except ValueError as error:
            raise ValidationError({"days": str(error)}) from error
        for name, typed in (("days", days), ("first", filter(None, [cleaned.get("first")]))):
            if why_not := next(filter(None, map(why_not_on, typed)), ""):
                self.add_error(name, why_not)
        if self.fills_in:
            for name in ("first", "times"):
                if not cleaned.get(name) and name not in self.errors:
                    self.add_error(name, "Fill this in, so that the days can be worked out.")
            if not self.errors:
                days += repeated(cleaned["first"], cleaned["every"], cleaned["times"])
        elif not days:
            self.add_error("days", "Type at least one day, or let them be filled in.")
        if len(days) > MOST_DAYS:
            self.add_error("days", f"These are {len(days)} days: add {MOST_DAYS} at most at once.")
        cleaned["days"] = sorted(set(days))
        return cleaned

    def _post_clean(self):
        # The day, which each session has for itself, is not asked for here.
        self.instance.date = next(iter(self.cleaned_data.get("days") or []), None)
        if self.instance.date and not self.errors:
            super()._post_clean()


class AddSessionsView(PageFormView):
    """Many sessions for one event, added to its draft."""

    kind = EventPage
    form_class = SessionsForm
    template_name = "events/admin/add_sessions.html"
    page_title = "Add several sessions"
    header_icon = "calendar"

    def is_permitted(self, permissions):
        return may_add_sessions(self.page, permissions)

    def get_context_data(self, **kwargs):
        draft = self.page.get_latest_revision_as_object()
        return super().get_context_data(page=self.page, has=draft.sessions.count(), **kwargs)

    def form_valid(self, form):
        days = form.cleaned_data["days"]
        if form.fills_in:
            written = "\n".join(f"{day:%A %-d %B %Y}" for day in days)
            form.data = form.data.copy()
            form.data["days"] = written
            return self.render_to_response(self.get_context_data(form=form))
        values = {name: form.cleaned_data[name] for name in form.Meta.fields}
        new = add_sessions(self.page, days, self.request.user, **values)
        messages.success(self.request, _in_words(len(new), len(days) - len(new)))
        return redirect("wagtailadmin_pages:edit", self.page.pk)


def may_add_sessions(page, permissions):
    """Whether ``page`` is an event whose draft one with ``permissions`` may change now."""
    return (
        page.specific_class is EventPage
        and permissions.can_edit()
        and not permissions.page_locked()
    )


def _in_words(added, there):
    sentences = [f"{added} session{'' if added == 1 else 's'} added to the draft."]
    if there:
        sentences.append(f"{there} {'was' if there == 1 else 'were'} there already.")
    return " ".join([*sentences, "Publish the event to show visitors."])
