"""Someone leaves: their last day, and who succeeds them in each of their posts, in one save.

What a person holds is found by functions that each app lists as ``successions.HOLDINGS``: called
with a person and a user, they return a ``Holding`` for each record that names the person.
"""

from django import forms
from django.contrib.auth import get_user_model
from django.db import transaction
from django.shortcuts import redirect
from django.utils import timezone
from wagtail.admin import messages
from wagtail.admin.admin_url_finder import AdminURLFinder
from wagtail.admin.widgets import AdminDateInput
from wagtail.log_actions import log
from wagtail.models import Page, ReferenceIndex

from partnership.editing.places import name_of
from partnership.ground.partnerships import is_elsewhere, site_at_work

from .models import Person
from .posts import PersonFormView, fields_of, found_by


class LeavingForm(forms.Form):
    """The last day of ``person``, and who succeeds them in each post of the ``holdings``."""

    last_day = forms.DateField(
        label="Last day",
        widget=AdminDateInput,
        help_text="The website shows them up to this day, and their successors from the next.",
    )

    def __init__(self, *args, person, holdings, **kwargs):
        super().__init__(*args, **kwargs)
        self.holdings = holdings
        people = Person.objects.filter(left_on=None).exclude(pk=person.pk)
        choices = [("", "Vacant"), *((each.pk, str(each)) for each in people)]
        for name, words in self.posts:
            field = forms.ModelChoiceField(people, required=False, label=words)
            field.choices = choices
            self.fields[name] = field

    @property
    def posts(self):
        return fields_of(self.holdings)

    @property
    def post_fields(self):
        return [self[name] for name, _ in self.posts]

    @property
    def outcome(self):
        """What was saved, in a sentence for each post."""
        chosen = [(words, self.cleaned_data[name]) for name, words in self.posts]
        return " ".join(
            f"{words}: {successor.name} from the next day."
            if successor
            else f"{words}: vacant from the next day."
            for words, successor in chosen
        )


class LeavingView(PersonFormView):
    """One screen for a person who leaves."""

    form_class = LeavingForm
    template_name = "directory/admin/leaving.html"
    page_title = "Someone leaves"

    def get_form_kwargs(self):
        holdings = found_by("HOLDINGS", self.person, self.request.user)
        return super().get_form_kwargs() | {"person": self.person, "holdings": holdings}

    def get_initial(self):
        return {"last_day": self.person.left_on or timezone.localdate()}

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        finder = AdminURLFinder(self.request.user)
        handled = {_key(holding.record) for holding in context["form"].holdings}
        context["remaining"] = [
            (name, finder.get_edit_url(source))
            for source, name in _places(self.person)
            if _key(source) not in handled
        ]
        account = _account_of(self.person)
        context["account"] = account
        context["account_url"] = account and finder.get_edit_url(account)
        return context

    @transaction.atomic
    def form_valid(self, form):
        last_day, user = form.cleaned_data["last_day"], self.request.user
        drafts = [
            holding.record
            for holding in form.holdings
            if holding.posts
            and not holding.hand_over(holding.chosen(form.cleaned_data), last_day, user)
        ]
        self.person.left_on = last_day
        self.person.save()
        log(self.person, "wagtail.edit", user=user)
        leaves = f"Saved: {self.person.name} leaves on {last_day:%-d %B %Y}."
        messages.success(self.request, f"{leaves} {form.outcome}".strip())
        self.warn_of_drafts(drafts)
        return redirect("person_leaving", self.person.pk)


def _key(record):
    """Return what tells ``record`` from others; a page is the same as its specific one."""
    return Page if isinstance(record, Page) else type(record), record.pk


def _places(person):
    """Yield each page and record of the own partnership that refers to ``person``, and its name."""
    for source, references in ReferenceIndex.get_grouped_references_to(person):
        if not (is_elsewhere(source) if isinstance(source, Page) else _belongs_elsewhere(source)):
            yield source, name_of(source, references)


def _belongs_elsewhere(record):
    """Whether ``record`` is of another partnership than the one that one works on."""
    site = site_at_work()
    return bool(site) and getattr(record, "site_id", None) not in (None, site.pk)


def _account_of(person):
    """Return the account in which ``person`` signs in, if one has their email address."""
    accounts = get_user_model().objects.filter(is_active=True, email__iexact=person.email)
    return accounts.first() if person.email else None
