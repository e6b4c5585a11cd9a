"""What people do with a site in its first weeks, for the release data to hold."""

from datetime import datetime
from zoneinfo import ZoneInfo

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.core.files.base import ContentFile
from django.test import Client
from django.utils import timezone
from wagtail.models import Page, PageViewRestriction

from partnership.accounts.models import AuditEntry, Invitation
from partnership.directory.models import Membership, Person, Representative, Venue
from partnership.learning.models import ResourceDocument, ResourcePage
from partnership.library.models import DocumentProposal, PartnershipDocument
from partnership.operations.worker import Worker
from partnership.outbox.models import Message
from partnership.pages.models import (
    AboutPage,
    FormerIdentity,
    GroupPage,
    GuidancePage,
    NewsIndexPage,
    NewsPage,
    Seat,
)
from partnership.pages.models.about import TeamMember
from partnership.policies.models import PolicyPage, PolicyVersion
from partnership.search.models import Promotion, Synonyms

ADMINISTRATOR, PUBLISHER = "admin@example.org", "publisher@example.org"
PASSWORD = "calm warm generous type"
LONG_AFTER = datetime(2100, 1, 1, 9, 0, tzinfo=ZoneInfo("Europe/London"))


def add_content():
    """Add to the starter site what an upgrade must keep: every model has a row at least."""
    administrator, publisher = add_accounts()
    add_invitation(administrator)
    add_pages(publisher)
    document = add_document(publisher)
    resource = ResourcePage.objects.live().first()
    ResourceDocument.objects.create(page=resource, document=document, sort_order=0)
    add_records()
    add_searches(document)
    Worker().sweep()
    for page in Page.objects.live().filter(depth__gt=1):
        Client().get(page.url)  # which makes its pictures


def add_accounts():
    """Add an administrator and a publisher, and return both."""
    users = get_user_model().objects
    administrator = users.create_superuser(
        ADMINISTRATOR, PASSWORD, first_name="Ada", last_name="Example"
    )
    publisher = users.create_user(PUBLISHER, PASSWORD, first_name="Ben", last_name="Example")
    publisher.groups.add(Group.objects.get(role__starter="publisher"))
    AuditEntry.objects.create(
        action="invited",
        actor=administrator,
        actor_name=f"{administrator} ({ADMINISTRATOR})",
        about=publisher,
        about_name=f"{publisher} ({PUBLISHER})",
        details="Publisher",
    )
    return administrator, publisher


def add_invitation(user):
    """Add an invitation that was sent and not accepted."""
    now, email = timezone.now(), "cleo@example.org"
    message = Message.objects.create(
        subject="You are invited",
        sender=ADMINISTRATOR,
        recipient=email,
        state="sent",
        settled_at=now,
    )
    Invitation.objects.create(
        email=email,
        first_name="Cleo",
        last_name="Example",
        invited_by=user,
        expires_at=now,
        message=message,
    )


def add_pages(user):
    """Add a draft, a changed page, a scheduled page and a private page."""
    news = NewsIndexPage.objects.live().first()

    draft = news.add_child(instance=NewsPage(title="A draft", live=False))
    draft.save_revision(user=user)

    changed = GuidancePage.objects.live().first()
    changed.title = f"{changed.title}, changed"
    changed.save_revision(user=user)

    scheduled = NewsPage(title="A scheduled page", live=False, go_live_at=LONG_AFTER)
    news.add_child(instance=scheduled).save_revision(user=user).publish(user=user)

    private = news.add_child(instance=NewsPage(title="A private page"))
    private.save_revision(user=user).publish(user=user)
    PageViewRestriction.objects.create(page=private, restriction_type=PageViewRestriction.LOGIN)

    former = "http://127.0.0.1:8000/news/as-feeds-knew-it/"
    FormerIdentity.objects.create(page=NewsPage.objects.live().first(), identity=former)


def add_document(user):
    """Add a document with a replaced file, a changed address and a proposal; return it.

    Beside it, a document that visitors cannot see yet.
    """
    document = PartnershipDocument(
        title="Who helps when",
        file=ContentFile(b"The first version, about kindling.", "first.txt"),
        lists_versions=True,
        uploaded_by_user=user,
    )
    document.save()
    document.file = ContentFile(b"The second version, about lanterns.", "second.txt")
    document.changed_by, document.what_changed = user, "Lanterns replace kindling."
    document.save()
    document.address = "who-helps.txt"
    document.save()
    DocumentProposal.objects.create(
        document=document,
        values={"title": ["Who helps, and when"]},
        file=ContentFile(b"The third version, about torches.", "third.txt"),
        proposed_by=user,
    )
    PartnershipDocument.objects.create(
        title="From a day to come",
        file=ContentFile(b"What is said then, about candles.", "later.txt"),
        is_published=False,
        publish_at=LONG_AFTER,
    )
    return document


def add_records():
    """Add a venue, a representative, a seat and a version of a policy."""
    person = Person.objects.first()
    Venue.objects.create(name="Town hall", postcode="LA9 4DQ")
    Representative.objects.create(membership=Membership.objects.first(), holder=person)
    TeamMember.objects.create(page=AboutPage.objects.get(), person=person)
    Seat.objects.create(page=GroupPage.objects.first(), name="Chair", is_chair=True, holder=person)
    PolicyVersion.objects.create(
        page=PolicyPage.objects.first(),
        number="2.1",
        approved_by="The board",
        approved_on=timezone.localdate(),
    )


def add_searches(document):
    """Add words that mean the same, a promoted result and a search with no results."""
    Synonyms.objects.create(words="lamp, lantern")
    Promotion.objects.create(words="help", document=document)
    Client().get("/search/?q=xyzzy")
