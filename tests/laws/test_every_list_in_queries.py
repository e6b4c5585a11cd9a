"""No screen of the admin repeats a query for each row: it takes no more with more rows."""

import re
import uuid
from collections import Counter
from datetime import date, timedelta

from django.apps import apps
from django.contrib.auth.models import Group
from django.db import connection, models, transaction
from django.db.utils import IntegrityError
from django.test.utils import CaptureQueriesContext
from django.urls import NoReverseMatch, URLPattern, get_resolver, reverse
from django.utils import timezone
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Collection, GroupApprovalTask, Page, Site, Workflow

from partnership.accounts.models import AuditEntry, Invitation
from partnership.directory.models import Venue
from partnership.front.models import HomePage
from partnership.library.models import PartnershipImage
from partnership.outbox.models import Message
from partnership.pages.models import (
    ArrangementsPage,
    Publication,
    PublicationKind,
    ReportConcernPage,
)
from partnership.search.models import EmptySearch
from tests.laws.kinds import KINDS, example

# Addresses without arguments that show no list, or the rows of a list that is visited whole; and
# the programs' interface, of which Wagtail's own code asks for each row (20 at once).
NO_LISTS = re.compile(
    r"results|_api:|error_test|log(in|out)|password_reset|sprite|javascript|_link$|preview"
    r"|:(add|create|new|add_multiple|chosen_multiple|select_task_type)$|chosen_multiple$"
)
ONE_A_PARTNERSHIP = (HomePage, ReportConcernPage)
WAGTAILS = (Collection, Group, GroupApprovalTask, Redirect, Workflow)
COPIES = 6  # of a row of each list
MOST_ALIKE = 4  # statements of one screen, fewer than the rows that each list has
VALUES = re.compile(r"'(?:[^']|'')*'|\b\d+\b|_django_curs_\w+|\bs\d+_x\d+\b")
LISTS = re.compile(r"\((?:\(?\?\)?(?:, )?)+\)")


def test_no_screen_repeats_a_query_for_each_row(admin_client, administrator):
    add_first_rows(administrator)
    add_rows(administrator)
    for picture in PartnershipImage.objects.all():  # made once, when a list first shows it
        picture.get_rendition("max-165x165")
    faults = [
        f"{address}, {times} times: {statement[-250:]}"
        for address in screens()
        for statement, times in shapes(admin_client, address).items()
        if times > MOST_ALIKE
    ]
    assert not faults, "\n".join(faults)


def screens():
    """Yield the address of each screen of the admin that needs no arguments, and of an explorer."""
    for name in sorted(set(_names(get_resolver().url_patterns))):
        try:
            address = reverse(name)
        except NoReverseMatch:
            continue
        if address.startswith("/admin/") and not NO_LISTS.search(name):
            yield address
    for kind in ("front.HomePage", "pages.MembersPage", "pages.NewsIndexPage"):
        yield reverse("wagtailadmin_explore", args=[example(apps.get_model(kind)).pk])


def _names(patterns, namespace=""):
    for pattern in patterns:
        if not isinstance(pattern, URLPattern):
            inner = f"{pattern.namespace}:" if pattern.namespace else ""
            yield from _names(pattern.url_patterns, namespace + inner)
        elif pattern.name:
            yield namespace + pattern.name


def shapes(client, address):
    """Count the statements of one visit by their text without values."""
    with CaptureQueriesContext(connection) as captured:
        client.get(address)
    return Counter(LISTS.sub("(?)", VALUES.sub("?", query["sql"])) for query in captured)


def add_first_rows(user):
    """Make a row of what the starter site has none of."""
    site = Site.objects.get(is_default_site=True)
    message = Message.objects.create(subject="Hello", sender="a@example.org", recipient="b@x.org")
    AuditEntry.objects.create(action="roles_changed", actor=user, about=user)
    EmptySearch.objects.create(site=site, key="a", words="otter", times=5, last_on=date.today())
    GroupApprovalTask.objects.create(name="Readers")
    Invitation.objects.create(
        email="b@example.org",
        first_name="Ada",
        invited_by=user,
        message=message,
        expires_at=timezone.now() + timedelta(days=3),
    )
    kind = PublicationKind.objects.first()
    Publication.objects.create(page=example(ArrangementsPage), kind=kind, title="Plan")
    Redirect.objects.create(old_path="/old", redirect_page=site.root_page)
    Venue.objects.create(name="Hall", address="Road")


def add_rows(user):
    """Make several times as many rows of each list."""
    ours = [model for model in apps.get_models() if model.__module__.startswith("partnership.")]
    for model in [*ours, *WAGTAILS]:
        if not issubclass(model, Page):
            _copy_row(model)
    for kind in KINDS:
        if kind not in ONE_A_PARTNERSHIP:
            _copy_page(example(kind), user)


def _copy_page(page, user):
    """Copy ``page``; each copy was changed and locked."""
    for _ in range(COPIES):
        slug = f"copy-{uuid.uuid4().hex[:12]}"
        copy = page.copy(recursive=False, keep_live=True, user=user, update_attrs={"slug": slug})
        copy.locked, copy.locked_by, copy.locked_at, copy.owner = True, user, timezone.now(), user
        copy.save()
        copy.save_revision(user=user, log_action=True)


def _copy_row(model):
    """Copy the first row, where that makes a row, with each relation that there may be."""
    first = model._default_manager.order_by("pk").first()
    for _ in range(COPIES if first else 0):
        row = model._default_manager.get(pk=first.pk)
        row.pk, row._state.adding = None, True
        for field in model._meta.concrete_fields:
            _fill(row, field)
        try:
            with transaction.atomic():
                row.save_base(raw=True, force_insert=True)
        except IntegrityError:  # one for each of something else
            return


def _fill(row, field):
    value = getattr(row, field.attname)
    if isinstance(field, models.ForeignKey) and field.null and value is None:
        last = field.related_model._default_manager.order_by("pk").last()
        setattr(row, field.attname, last and last.pk)
    elif isinstance(field, models.UUIDField):
        setattr(row, field.attname, uuid.uuid4())
    elif (
        isinstance(field, models.CharField)
        and not field.choices
        and value
        and not field.primary_key
    ):
        setattr(row, field.attname, f"{uuid.uuid4().hex[:8]}{value}"[: field.max_length])
