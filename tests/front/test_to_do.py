"""What waits for a person is named on the first screen, with a link to what settles it."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from partnership.directory.models import Contact
from partnership.front.to_do import MOST_NAMED, to_do
from partnership.library.models import PartnershipDocument
from partnership.pages.models import NewsIndexPage, NewsPage
from tests.editing.conversations import comment_on

pytestmark = pytest.mark.django_db


def tasks(user, heading):
    """Return what ``user`` reads under a heading: ``{name: (address, why)}``."""
    kinds = {kind.heading: kind for kind in to_do(user)}
    found = kinds[heading].tasks if heading in kinds else []
    return {task.name: (task.url, task.why) for task in found}


@pytest.fixture
def contact():
    """A contact that is verified for long."""
    Contact.objects.all().delete()
    contact = Contact.objects.create(name="Duty team", kind="telephone", value="01539 000000")
    contact.verify(None)
    contact.save()
    return contact


@pytest.fixture
def draft(administrator):
    """A news item that nobody has published, saved by the administrator."""
    news = NewsIndexPage.objects.get().add_child(instance=NewsPage(title="Snow", live=False))
    news.save_revision(user=administrator)
    return news


def test_a_contact_waits_once_it_is_hidden_lapsing_or_changed(administrator, contact):
    assert tasks(administrator, "Contacts to verify") == {}
    Contact.objects.update(verify_again_by=timezone.localdate() + timedelta(days=10))
    [(name, (url, why))] = tasks(administrator, "Contacts to verify").items()
    assert (name, url) == ("Duty team", f"/admin/snippets/directory/contact/edit/{contact.pk}/")
    assert why.startswith("verify again by")
    Contact.objects.update(verify_again_by=timezone.localdate() - timedelta(days=1))
    assert "hidden from visitors" in tasks(administrator, "Contacts to verify")["Duty team"][1]
    far = timezone.localdate() + timedelta(days=90)
    Contact.objects.update(verify_again_by=far, waiting_value="01539 111111")
    assert "the old one" in tasks(administrator, "Contacts to verify")["Duty team"][1]


def test_a_draft_is_named_with_who_saved_it(administrator, draft):
    url, why = tasks(administrator, "Drafts")["Snow"]
    assert url == f"/admin/pages/{draft.pk}/edit/"
    assert why.startswith(f"saved by {administrator}")
    draft.get_latest_revision().publish()
    assert "Snow" not in tasks(administrator, "Drafts")
    draft.refresh_from_db()
    draft.save_revision(user=administrator)
    assert "changes to a published page" in tasks(administrator, "Drafts")["Snow"][1]


def test_who_only_commented_on_a_draft_did_not_save_it(administrator, draft, person, browser_of):
    ada, bea = (browser_of(person("publisher", name)) for name in ("Ada", "Bea"))
    for browser in (ada, bea, bea):
        comment_on(browser, draft)
    draft.refresh_from_db()
    assert draft.get_latest_revision().user.first_name == "Bea"
    assert tasks(administrator, "Drafts")["Snow"][1].startswith("saved by Ada Example")
    draft = draft.get_latest_revision_as_object()
    draft.title = "Ice"
    comment_on(bea, draft)
    assert tasks(administrator, "Drafts")["Ice"][1].startswith("saved by Bea Example")


def test_a_scheduled_page_says_from_when(administrator, draft):
    draft.go_live_at = timezone.now() + timedelta(days=2)
    draft.save_revision(user=administrator).publish()
    url, why = tasks(administrator, "Scheduled")["Snow"]
    assert url == f"/admin/pages/{draft.pk}/edit/"
    assert why.startswith("visitors see it from")
    assert "Snow" not in tasks(administrator, "Drafts")


def test_a_document_with_faults_says_the_worst(administrator):
    document = PartnershipDocument.objects.first()
    PartnershipDocument.objects.filter(pk=document.pk).update(faults=["locked", "untitled"])
    why = tasks(administrator, "Documents with faults")[document.title][1]
    assert "locked with a password" in why


def test_the_rest_of_a_long_list_is_counted(administrator, contact):
    for number in range(MOST_NAMED + 3):
        Contact.objects.create(name=f"Team {number}", kind="telephone")
    kind = next(kind for kind in to_do(administrator) if kind.heading == "Contacts to verify")
    assert (len(kind.tasks), kind.more) == (MOST_NAMED, 3)
    assert kind.url == reverse("wagtailsnippets_directory_contact:list")


def test_nothing_is_named_to_those_who_cannot_settle_it(person, contact, draft):
    Contact.objects.update(verified_on=None)
    PartnershipDocument.objects.update(faults=["locked"])
    assert to_do(person("auditor")) == []


def test_the_number_of_queries_does_not_grow_with_what_waits(
    administrator, draft, django_assert_max_num_queries
):
    for number in range(20):
        Contact.objects.create(name=f"Team {number}", kind="telephone")
    to_do(administrator)
    with django_assert_max_num_queries(12):
        to_do(administrator)


@pytest.mark.parametrize(
    ("role", "shown"),
    [("editor", ["Write a news item", "New edition", "Add an event"]), ("auditor", [])],
)
def test_what_is_written_most_is_one_selection_away(person, browser_of, role, shown):
    html = browser_of(person(role)).get("/admin/").content.decode()
    for words in ("Write a news item", "New edition", "Add an event"):
        assert (f">{words}</a>" in html) is (words in shown)
