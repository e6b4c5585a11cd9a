"""Someone leaves: their last day, and who succeeds them in each of their posts, in one save.

What a person holds is found by functions that each app lists as ``successions.HOLDINGS``: called
with a person and a user, they return a ``Holding`` for each record that names the person.
"""

from datetime import timedelta
from itertools import chain

from django import forms
from django.contrib.auth import get_user_model
from django.db import transaction
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.views.generic import FormView
from wagtail.admin import messages
from wagtail.admin.admin_url_finder import AdminURLFinder
from wagtail.admin.views.generic import PermissionCheckedMixin, WagtailAdminTemplateMixin
from wagtail.admin.widgets import AdminDateInput
from wagtail.log_actions import log
from wagtail.models import Page, ReferenceIndex
from wagtail.permission_policies import ModelPermissionPolicy

from partnership.editing.places import name_of
from partnership.ground.contributions import contributions
from partnership.ground.partnerships import is_elsewhere, site_at_work

from .models import Person


class Holding:
    """A record, and the posts in it that a person holds: ``{key: words}``."""

    def __init__(self, record, posts):
        self.record = record
        self.posts = {f"{record._meta.model_name}-{record.pk}-{key}": posts[key] for key in posts}
        self.keys = dict(zip(self.posts, posts, strict=True))

    def hand_over(self, successors, last_day, user):
        """Put each of ``successors`` (``{key: person or None}``) in place from after ``last_day``.

        Returns whether visitors see that.
        """
        raise NotImplementedError


def succeed(rows, tenure, successor, last_day):
    """End ``tenure``, one of ``rows``, on ``last_day``; from the next, ``successor`` holds it.

    Without a successor, it is vacant then.
    """
    ordered = list(rows.all())
    place = ordered.index(tenure)
    tenure = ordered[place]
    tenure.ended_on = last_day
    if successor:
        ordered.insert(place + 1, _next(tenure, successor))
    if tenure.started_on and tenure.started_on > last_day:  # it never began
        ordered.remove(tenure)
        rows.remove(tenure)
    for number, row in enumerate(ordered):
        row.sort_order = number
    rows.add(*ordered)


def _next(tenure, successor):
    """Return the tenure of ``successor`` in the same seat, from the day after ``tenure`` ends."""
    fields = [field for field in tenure._meta.concrete_fields if not field.primary_key]
    new = type(tenure)(**{field.attname: getattr(tenure, field.attname) for field in fields})
    new.holder, new.started_on, new.ended_on = successor, tenure.ended_on + timedelta(days=1), None
    return new


def held_now(tenures, person):
    """Return those of ``tenures`` that ``person`` holds, or will hold, and has not handed over."""
    today = timezone.localdate()
    return [
        tenure
        for tenure in tenures
        if tenure.holder_id == person.pk
        and (tenure.ended_on is None or tenure.ended_on >= today)
        and not any(other.follows(tenure) for other in tenures)
    ]


def holdings_of(person, user):
    """Return every ``Holding`` of ``person`` that ``user`` may change, of the own partnership."""
    listed = chain.from_iterable(contributions("successions", "HOLDINGS").values())
    return [holding for find in listed for holding in find(person, user)]


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
        for key, words in self.posts:
            field = forms.ModelChoiceField(people, required=False, label=words)
            field.choices = choices
            self.fields[key] = field

    @property
    def posts(self):
        return [post for holding in self.holdings for post in holding.posts.items()]

    @property
    def post_fields(self):
        return [self[key] for key, _ in self.posts]

    @property
    def outcome(self):
        """What was saved, in a sentence for each post."""
        chosen = [(words, self.cleaned_data[key]) for key, words in self.posts]
        return " ".join(
            f"{words}: {successor.name} from the next day."
            if successor
            else f"{words}: vacant from the next day."
            for words, successor in chosen
        )

    def successors(self, holding):
        """Return ``{key: person or None}`` for the posts of ``holding``."""
        return {holding.keys[key]: self.cleaned_data[key] for key in holding.posts}


class LeavingView(PermissionCheckedMixin, WagtailAdminTemplateMixin, FormView):
    """One screen for a person who leaves."""

    permission_policy = ModelPermissionPolicy(Person)
    permission_required = "change"
    form_class = LeavingForm
    template_name = "directory/admin/leaving.html"
    page_title = "Someone leaves"
    header_icon = "user"

    def dispatch(self, request, *args, **kwargs):
        self.person = get_object_or_404(Person, pk=kwargs["pk"])
        return super().dispatch(request, *args, **kwargs)

    def get_breadcrumbs_items(self):
        return [*self.breadcrumbs_items, {"url": "", "label": self.page_title}]

    def get_form_kwargs(self):
        holdings = holdings_of(self.person, self.request.user)
        return super().get_form_kwargs() | {"person": self.person, "holdings": holdings}

    def get_initial(self):
        return {"last_day": self.person.left_on or timezone.localdate()}

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        finder = AdminURLFinder(self.request.user)
        handled = {_key(holding.record) for holding in context["form"].holdings}
        context["person"] = self.person
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
            if holding.posts and not holding.hand_over(form.successors(holding), last_day, user)
        ]
        self.person.left_on = last_day
        self.person.save()
        log(self.person, "wagtail.edit", user=user)
        finder = AdminURLFinder(user)
        leaves = f"Saved: {self.person.name} leaves on {last_day:%-d %B %Y}."
        messages.success(self.request, f"{leaves} {form.outcome}".strip())
        for record in drafts:
            button = messages.button(finder.get_edit_url(record), "Open it")
            messages.warning(
                self.request,
                f"‘{record}’: saved in the draft. Visitors see it once it is published.",
                buttons=[button],
            )
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
