"""What waits for a person each morning, by name, with a link to what settles it."""

from datetime import timedelta
from functools import partial
from typing import NamedTuple

from django.db.models import CharField, Exists, F, Func, JSONField, OuterRef, Q, Subquery
from django.db.models.functions import Cast
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from wagtail.models import Page, Revision
from wagtail.permissions import page_permission_policy

from partnership.directory.models import Contact
from partnership.ground.partnerships import not_elsewhere, of_site_at_work
from partnership.library.models import PartnershipDocument

MOST_NAMED = 6  # of each kind
BESIDE_TEXT = (  # what a version has that changes with each save, or with none of the form
    "wagtail_admin_comments",
    "latest_revision",
    "latest_revision_created_at",
    "has_unpublished_changes",
    "live",
    "live_revision",
    "first_published_at",
    "last_published_at",
    "locked",
    "locked_at",
    "locked_by",
)
LAPSING = timedelta(days=30)


class Task(NamedTuple):
    """One thing to do: its ``name``, the address of its form, and what it is about."""

    name: str
    url: str
    why: str


class ToDo(NamedTuple):
    """Tasks of one kind, with the address of the list that has the ``more`` beyond them."""

    heading: str
    tasks: list[Task]
    more: int = 0
    url: str = ""


def to_do(user):
    """Return each ``ToDo`` that has tasks for ``user``: three queries of each kind at most."""
    kinds = (_contacts, _scheduled, _drafts, _documents)
    return [found for found in (kind(user) for kind in kinds) if found and found.tasks]


def _named(heading, rows, task, url):
    """Return the first of ``rows``, a queryset, as tasks; a count is made only if there are more.

    ``task`` makes one of a row.
    """
    found = list(rows[: MOST_NAMED + 1])
    more = rows.count() - MOST_NAMED if len(found) > MOST_NAMED else 0
    return ToDo(heading, [task(row) for row in found[:MOST_NAMED]], more, url)


def _contacts(user):
    if not user.has_perm("directory.change_contact"):
        return None
    soon = timezone.localdate() + LAPSING
    shown = Contact.objects.public().filter(waiting_value="", verify_again_by__gt=soon)
    rows = Contact.objects.filter(of_site_at_work()).exclude(pk__in=shown).order_by("name")
    list_view = reverse("wagtailsnippets_directory_contact:list")
    return _named("Contacts to verify", rows, _contact, list_view)


def _contact(contact):
    edit = reverse("wagtailsnippets_directory_contact:edit", args=[contact.pk])
    if contact.hidden_because:
        why = f"hidden from visitors: {contact.hidden_because}"
    elif contact.waiting_value:
        why = "visitors see the old one until someone verifies the new one"
    else:
        why = f"verify again by {_day(contact.verify_again_by)}, or visitors no longer see it"
    return Task(contact.name, edit, why)


def _pages(user):
    may_change = page_permission_policy.instances_user_has_permission_for(user, "change")
    return may_change.filter(not_elsewhere())


def _edit(pk):
    return reverse("wagtailadmin_pages:edit", args=[pk])


def _drafts(user):
    rows = (
        _pages(user)
        .filter(has_unpublished_changes=True)
        .exclude(_is_scheduled() | Q(latest_revision=None))
        .annotate(written=Subquery(_versions_with_text_of_latest().values("pk")[:1]))
        .order_by("-latest_revision__created_at")
    )
    versions = Revision.objects.filter(pk__in=rows[:MOST_NAMED].values("written"))
    written = {version.pk: version for version in versions.select_related("user")}
    task = partial(_draft, written)
    return _named("Drafts", rows, task, reverse("wagtailadmin_reports:site_history"))


def _versions_with_text_of_latest():
    """Return the versions of a page that say what its latest says, the first of them first.

    Those after it were saved for a comment, or as they were.
    """
    text = _text("latest_revision__content")
    latest = Page.objects.filter(pk=OuterRef(OuterRef("pk"))).values(text=text)[:1]
    versions = Revision.page_revisions.filter(object_id=Cast(OuterRef("pk"), CharField()))
    return versions.annotate(text=_text("content")).filter(text=latest).order_by("created_at")


def _text(content):
    """Return the expression for ``content``, that of a version, without what is beside its text."""
    return Func(
        F(content),
        list(BESIDE_TEXT),
        template="(%(expressions)s)",
        arg_joiner=" - ",
        output_field=JSONField(),
    )


def _draft(written, page):
    version = written[page.written]
    saved = f"saved by {version.user}" if version.user else "saved"
    state = "changes to a published page, " if page.live else ""
    return Task(page.draft_title, _edit(page.pk), f"{state}{saved} {_time(version.created_at)}")


def _scheduled_revisions():
    return Revision.page_revisions.filter(approved_go_live_at__isnull=False)


def _is_scheduled():
    page = Cast(OuterRef("pk"), CharField())
    return Q(Exists(_scheduled_revisions().filter(object_id=page)))


def _scheduled(user):
    own = _pages(user).values(key=Cast("pk", CharField()))
    rows = _scheduled_revisions().filter(object_id__in=own).order_by("approved_go_live_at")
    return _named("Scheduled", rows, _goes_live, reverse("wagtailadmin_reports:site_history"))


def _goes_live(revision):
    when = _time(revision.approved_go_live_at)
    return Task(revision.object_str, _edit(revision.object_id), f"visitors see it from {when}")


def _documents(user):
    if not user.has_perm("library.change_partnershipdocument"):
        return None
    faulty = PartnershipDocument.objects.filter(of_site_at_work()).with_faults().order_by("title")
    return _named("Documents with faults", faulty, _document, reverse("library_faults"))


def _document(document):
    edit = reverse("wagtaildocs:edit", args=[document.pk])
    return Task(document.title, edit, document.found_faults[0].what)


def _day(day):
    return date_format(day, "j F")


def _time(moment):
    return date_format(timezone.localtime(moment), r"j F \a\t H:i")
