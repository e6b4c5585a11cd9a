"""Someone joins: the vacant posts and seats that they take, on one screen, in one save.

What is vacant is found by functions that each app lists as ``successions.OPENINGS``: called with a
user, they return an ``Opening`` for each record with a vacant post.
"""

from django import forms
from django.db import transaction
from django.shortcuts import redirect
from django.utils import timezone
from wagtail.admin import messages
from wagtail.admin.widgets import AdminDateInput

from .added_menu import added_menu_items
from .posts import PersonFormView, fields_of, found_by


class JoiningForm(forms.Form):
    """The first day of a person, and which posts of the ``openings`` they take."""

    first_day = forms.DateField(
        label="First day",
        initial=timezone.localdate,
        widget=AdminDateInput,
        help_text="The website shows them in these posts and seats from this day.",
    )

    def __init__(self, *args, openings, **kwargs):
        super().__init__(*args, **kwargs)
        self.openings = openings
        for name, words in fields_of(openings):
            self.fields[name] = forms.BooleanField(required=False, label=words)

    @property
    def post_fields(self):
        return [self[name] for name, _ in fields_of(self.openings)]

    @property
    def taken(self):
        """The chosen posts in words."""
        return [words for name, words in fields_of(self.openings) if self.cleaned_data[name]]

    def clean(self):
        cleaned = super().clean()
        if not self.errors and not self.taken:
            raise forms.ValidationError("Tick what they take, or leave this screen.")
        return cleaned


class JoiningView(PersonFormView):
    """One screen for a person who joins."""

    form_class = JoiningForm
    template_name = "directory/admin/joining.html"
    page_title = "Someone joins"

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"openings": found_by("OPENINGS", self.request.user)}

    def get_context_data(self, **kwargs):
        places = [item for item in added_menu_items() if item.is_shown(self.request)]
        return super().get_context_data(places=places, **kwargs)

    @transaction.atomic
    def form_valid(self, form):
        first_day, drafts = form.cleaned_data["first_day"], []
        for opening in form.openings:
            keys = [key for key, ticked in opening.chosen(form.cleaned_data).items() if ticked]
            if keys and not opening.take(keys, self.person, first_day, self.request.user):
                drafts.append(opening.record)
        messages.success(
            self.request,
            f"Saved: {self.person.name}, from {first_day:%-d %B %Y}. {'; '.join(form.taken)}.",
        )
        self.warn_of_drafts(drafts)
        return redirect("person_joining", self.person.pk)
