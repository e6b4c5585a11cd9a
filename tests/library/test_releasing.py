"""A new document becomes visible at once, together with a page, or from a day and time."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from wagtail.models import CollectionViewRestriction, PageViewRestriction

from partnership.front.models import HomePage
from partnership.library.jobs import publish_documents
from partnership.library.models import PartnershipDocument
from partnership.pages.models import GuidancePage
from tests.library.test_documents import SECOND, add, body, save_form
from tests.library.test_proposals import edit_page, new_file, propose, seen, visit

UPLOAD = "document-chooser-upload"


@pytest.fixture
def collection(db):
    return add().collection


@pytest.fixture
def upload(publisher, collection):
    """A function that sends the form for a new document, and returns the next screen's words."""

    def send(collection=collection, **fields):
        form = {"title": "New", "tags": "", "collection": collection.pk, "file": new_file()}
        answer = publisher.post(reverse("wagtaildocs:add"), form | fields, follow=True)
        return " ".join(answer.content.decode().split())

    return send


def in_days(days):
    return timezone.localtime() + timedelta(days=days)


def as_typed(time):
    return f"{time:%d/%m/%Y %H:%M}"


def new():
    return PartnershipDocument.objects.get(title="New")


def may_be_read(document):
    response = visit().get(document.url)
    return response.status_code == 200 and body(response) == SECOND


@pytest.fixture
def page_with(db):
    """A function that publishes a page which shows a document."""

    def publish(document):
        page = GuidancePage(title="Papers", slug="papers", body=[("documents", [document])])
        HomePage.objects.get().add_child(instance=page)
        page.save_revision().publish()
        return page

    return publish


@pytest.fixture
def auditor_reads(admin_client):
    """A function that returns the words of the report on what people have done."""
    return lambda: admin_client.get(reverse("wagtailadmin_reports:site_history")).content.decode()


class TestADocumentFromATime:
    @pytest.fixture
    def time(self):
        return in_days(3)

    @pytest.fixture
    def told(self, upload, time):
        return upload(release="time", publish_at=as_typed(time))

    def test_is_hidden_before_and_public_within_a_minute_after(self, told, time):
        assert f"Visitors can see it from {time:%d/%m/%Y, %H:%M}." in told
        publish_documents()
        assert not may_be_read(new())
        PartnershipDocument.objects.update(publish_at=timezone.now())
        publish_documents()
        assert seen(new()) == SECOND
        assert new().publish_at is None

    def test_is_found_by_no_search_before(self, told, client):
        assert new().url not in client.get("/search/?q=New").content.decode()

    def test_does_not_become_public_with_a_page(self, told, page_with):
        page_with(new())
        assert not may_be_read(new())

    def test_may_be_published_earlier_or_take_back_its_time(self, told, publisher, time):
        assert f"from {time:%d/%m/%Y, %H:%M}" in edit_page(publisher, new())
        save_form(publisher, new(), release="page")
        assert new().publish_at is None
        assert not may_be_read(new())
        save_form(publisher, new(), release="now")
        assert may_be_read(new())

    def test_is_no_longer_changed_by_an_editor_alone(self, told, editor):
        assert "wait for a publisher" in propose(editor, new(), file=new_file())
        assert "library_publish" not in edit_page(editor, new())

    def test_shows_its_time_in_the_list(self, told, publisher, time):
        words = publisher.get(reverse("wagtaildocs:index")).content.decode()
        assert f"Visible from {time:%d/%m/%Y, %H:%M}" in words

    def test_is_in_the_audit_trail_once_it_is_public(self, told, auditor_reads):
        PartnershipDocument.objects.update(publish_at=timezone.now())
        publish_documents()
        assert "Published the document" in auditor_reads()


@pytest.mark.parametrize(
    ("time", "sentence"),
    [
        ("", "Type the day and time from which visitors can see it."),
        (as_typed(in_days(-1)), "This time has passed. Choose a later one"),
        ("one day", "Write it like this"),
    ],
)
def test_a_time_that_cannot_be_is_refused_and_nothing_is_added(upload, time, sentence):
    assert sentence in upload(release="time", publish_at=time)
    assert not PartnershipDocument.objects.filter(title="New").exists()


def test_a_document_with_a_page_is_public_once_the_page_is(upload, page_with):
    assert "once a page that uses it is published" in upload(release="page")
    assert not may_be_read(new())
    page = page_with(new())
    assert seen(new()) == SECOND
    assert "New" in visit().get(page.url).content.decode()


def test_a_document_waits_with_a_page_that_is_to_be_published_later(upload):
    upload(release="page")
    page = GuidancePage(title="Papers", slug="papers", body=[("documents", [new()])], live=False)
    HomePage.objects.get().add_child(instance=page)
    page.go_live_at = in_days(2)
    page.save_revision().publish()
    assert not may_be_read(new())
    page.go_live_at = None  # its time has come
    page.save_revision().publish()
    assert may_be_read(new())


class TestADocumentWithAPrivatePage:
    @pytest.fixture
    def page(self, upload):
        """A published page for those who have signed in, without the document."""
        page = GuidancePage(title="Papers", slug="papers")
        HomePage.objects.get().add_child(instance=page)
        PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)
        upload(release="page")
        page.body = [("documents", [new()])]
        return page

    @pytest.fixture
    def member(self, person, browser_of):
        """The browser of somebody who may change nothing."""
        return browser_of(person())

    @pytest.fixture
    def publish(self, django_capture_on_commit_callbacks):
        def publish(page):
            with django_capture_on_commit_callbacks(execute=True):  # Wagtail notes what it uses
                page.save_revision().publish()

        return publish

    def test_is_seen_by_those_who_may_see_the_page_and_by_nobody_else(self, page, member, publish):
        publish(page)
        assert body(member.get(new().url)) == SECOND
        assert "New" in member.get(page.url).content.decode()
        assert not may_be_read(new())

    def test_waits_while_the_page_has_it_in_a_draft_alone(
        self, page, member, django_capture_on_commit_callbacks
    ):
        with django_capture_on_commit_callbacks(execute=True):
            page.save_revision()
        assert member.get(new().url).status_code == 404

    def test_stays_with_those_who_may_see_its_collection(self, page, member, collection, publish):
        CollectionViewRestriction.objects.create(
            collection=collection, restriction_type=CollectionViewRestriction.GROUPS
        )
        publish(page)
        assert member.get(new().url).status_code == 404


def test_a_document_for_everyone_is_public_at_once(upload):
    assert "‘New’ has been added. Visitors can see it." in upload(release="now")
    assert may_be_read(new())


def test_a_document_in_a_private_collection_says_who_can_see_it(upload, board_papers, admin_client):
    form = {"title": "New", "tags": "", "collection": board_papers.pk, "file": new_file()}
    add_address = reverse("wagtaildocs:add")
    told = admin_client.post(add_address, form | {"release": "now"}, follow=True).content.decode()
    assert "Those who may see ‘Board papers’ can see it." in told
    assert not may_be_read(new())


class TestTheFormForANewDocument:
    def test_says_that_everyone_will_see_it_unless_something_else_is_chosen(self, publisher):
        form = publisher.get(reverse("wagtaildocs:add")).context["form"]
        assert form["release"].value() == "now"

    def test_says_that_it_waits_for_the_page_it_is_chosen_for(self, publisher):
        chooser = publisher.get(reverse("wagtaildocs_chooser:choose"))
        assert chooser.context["creation_form"]["release"].value() == "page"

    def test_tells_those_who_may_not_publish_when_it_will_be_seen(self, editor):
        words = editor.get(reverse("wagtaildocs:add")).content.decode()
        assert "or once a publisher publishes it" in words
        assert "Who can see it" not in words

    def test_is_obeyed_for_somebody_who_may_not_publish(self, editor, collection):
        form = {"title": "New", "tags": "", "collection": collection.pk, "file": new_file()}
        sent = {"release": "now", "publish_at": as_typed(in_days(1))}
        editor.post(reverse("wagtaildocs:add"), form | sent)
        assert (new().is_published, new().publish_at) == (False, None)


def test_a_document_chosen_for_a_draft_waits_for_it(publisher, collection):
    form = {"title": "New", "tags": "", "collection": collection.pk, "file": new_file()}
    form |= {"release": "page", "publish_at": ""}
    sent = {f"{UPLOAD}-{name}": value for name, value in form.items()}
    publisher.post(reverse("wagtaildocs_chooser:create"), sent)
    assert not may_be_read(new())


def test_each_of_several_waits_until_it_is_chosen_who_can_see_it(publisher, collection):
    answer = publisher.post(
        reverse("wagtaildocs:add_multiple"),
        {"title": "New", "files[]": new_file(), "collection": collection.pk},
        headers={"x-requested-with": "XMLHttpRequest"},
    ).json()
    added = PartnershipDocument.objects.latest("pk")
    assert "Who can see it" in answer["form"]
    assert not may_be_read(added)
    form = {"title": "New", "tags": "", "collection": collection.pk, "release": "now"}
    publisher.post(
        reverse("wagtaildocs:edit_multiple", args=[added.pk]),
        {f"doc-{added.pk}-{name}": value for name, value in form.items()},
        headers={"x-requested-with": "XMLHttpRequest"},
    )
    assert may_be_read(new())


def test_a_published_document_offers_no_choice_and_says_who_sees_it(publisher, collection):
    document = add()
    words = edit_page(publisher, document)
    assert "Visitors can see it." in words
    assert "Who can see it" not in words
