"""A reason is required before the public year of a practice review ends early."""

from datetime import date, timedelta

import pytest
from django.contrib.messages import get_messages
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.models import (
    Collection,
    CollectionViewRestriction,
    Page,
    PageViewRestriction,
    Workflow,
)

from partnership.accounts.models import AuditEntry
from partnership.front.models import HomePage
from partnership.learning.models import PracticeReviewPage, ResourceDocument, ResourceIndexPage
from partnership.learning.review_guard import reviews_within_their_year
from partnership.learning.review_rules import a_year_after
from partnership.library.jobs import read_new_documents
from partnership.library.models import PartnershipDocument
from partnership.pages.models import GuidancePage
from tests.library.office_files import NAME, row, xlsx

LAW = "The law requires the report of a practice review to be public for at least a year"
REASON = "A court ordered it."


@pytest.fixture
def review(db):
    """The sample review, published with the starter site."""
    return PracticeReviewPage.objects.get()


@pytest.fixture
def index(review):
    """The page above the review."""
    return review.get_parent().specific


@pytest.fixture
def private_place(db, review):
    """Another list of resources, for people who are signed in."""
    place = ResourceIndexPage(title="For the team", slug="for-the-team")
    HomePage.objects.get().add_child(instance=place)
    hide(place)
    return place


def hide(page):
    PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)


def is_public(review):
    return Client().get(review.url).status_code == 200


def trail():
    """The entries of the audit trail for reviews that were taken down: (title, details)."""
    entries = AuditEntry.objects.filter(action="review_ended")
    return list(entries.values_list("about_name", "details"))


def in_words(response):
    return response.content.decode()


def bulk(action, *pages):
    """The address that does ``action`` to ``pages``."""
    address = reverse("wagtail_bulk_action", args=["wagtailcore", "page", action])
    return f"{address}?{'&'.join(f'id={page.pk}' for page in pages)}"


# Each way: a name, the label of the action, and a function that returns the address and form.
WAYS = {
    "unpublish": ("Unpublish", lambda review, index, place: (page_url("unpublish", review), {})),
    "unpublish with pages below": (
        "Unpublish",
        lambda review, index, place: (page_url("unpublish", index), {"include_descendants": "on"}),
    ),
    "unpublish several": (
        "Unpublish",
        lambda review, index, place: (bulk("unpublish", review, place), {}),
    ),
    "unpublish several with pages below": (
        "Unpublish",
        lambda review, index, place: (
            bulk("unpublish", index, place),
            {"include_descendants": "on"},
        ),
    ),
    "delete": ("Delete", lambda review, index, place: (page_url("delete", review), {})),
    "delete the page above": (
        "Delete",
        lambda review, index, place: (page_url("delete", index), {}),
    ),
    "delete several": ("Delete", lambda review, index, place: (bulk("delete", review, place), {})),
    "delete several with pages below": (
        "Delete",
        lambda review, index, place: (bulk("delete", index), {}),
    ),
    "move": (
        "Move",
        lambda review, index, place: (
            reverse("wagtailadmin_pages:move_confirm", args=[review.pk, place.pk]),
            {},
        ),
    ),
    "move several": (
        "Move",
        lambda review, index, place: (bulk("move", review), {"chooser": place.pk}),
    ),
    "move outside all websites": (
        "Move",
        lambda review, index, place: (
            reverse("wagtailadmin_pages:move_confirm", args=[index.pk, page_outside_websites().pk]),
            {},
        ),
    ),
    "move several outside all websites": (
        "Move",
        lambda review, index, place: (bulk("move", index), {"chooser": page_outside_websites().pk}),
    ),
    "make private": (
        "Make private",
        lambda review, index, place: (
            page_url("set_privacy", review),
            {"restriction_type": "login"},
        ),
    ),
    "make the page above private": (
        "Make private",
        lambda review, index, place: (
            page_url("set_privacy", index),
            {"restriction_type": "login"},
        ),
    ),
}


def page_outside_websites():
    """Return a page beside the home page, which is part of no website."""
    return Page.get_first_root_node().add_child(
        instance=HomePage(title="Old", slug="old", heading="Old")
    )


def page_url(name, page):
    return reverse(f"wagtailadmin_pages:{name}", args=[page.pk])


@pytest.fixture(params=WAYS.values(), ids=WAYS)
def way(request, review, index, private_place):
    """The label, address and form of each way to take a review down."""
    action, build = request.param
    return action, *build(review, index, private_place)


def test_each_way_asks_for_a_reason_first(way, review, admin_client):
    action, address, sent = way
    asked = in_words(admin_client.post(address, sent))
    assert LAW in asked
    assert review.title in asked
    assert f"{action} anyway" in asked
    assert is_public(review)
    assert trail() == []


def test_each_way_goes_ahead_with_a_reason_recorded_on_the_audit_trail(way, review, admin_client):
    action, address, sent = way
    admin_client.post(address, sent | {"reason": REASON})
    assert not is_public(review)
    day = a_year_after(review.public_since)
    assert trail() == [(review.title, f"{action} before {day:%d/%m/%Y}: {REASON}")]


@pytest.mark.parametrize("reason", ["", "  ", "x" * 151])
def test_an_empty_or_long_reason_is_refused(review, admin_client, reason):
    asked = in_words(admin_client.post(page_url("unpublish", review), {"reason": reason}))
    assert LAW in asked
    assert is_public(review)


def test_the_original_form_is_sent_again_with_the_reason(index, admin_client):
    sent = {"include_descendants": "on", "next": "/admin/pages/"}
    asked = in_words(admin_client.post(page_url("unpublish", index), sent))
    for name, value in sent.items():
        assert f'<input type="hidden" name="{name}" value="{value}">' in asked


def test_no_reason_is_asked_after_the_year(way, review, admin_client):
    action, address, sent = way
    over = timezone.now() - timedelta(days=366)
    PracticeReviewPage.objects.update(date=over.date(), public_since=over.date())
    assert LAW not in in_words(admin_client.post(address, sent))
    assert not is_public(review)
    assert trail() == []


def test_no_reason_is_asked_for_a_hidden_review(way, review, index, admin_client):
    action, address, sent = way
    hide(index)
    assert LAW not in in_words(admin_client.post(address, sent))


def test_no_reason_is_asked_for_other_pages(db, admin_client):
    page = GuidancePage.objects.live().first()
    for name in ("unpublish", "delete"):
        assert LAW not in in_words(admin_client.post(page_url(name, page), follow=True))


def test_unpublishing_only_the_page_above_leaves_the_review_public(review, index, admin_client):
    assert LAW not in in_words(admin_client.post(page_url("unpublish", index)))
    assert is_public(review)


def test_no_reason_is_asked_to_move_a_review_to_a_public_place(review, admin_client):
    place = ResourceIndexPage(title="Reviews", slug="reviews")
    HomePage.objects.get().add_child(instance=place)
    address = reverse("wagtailadmin_pages:move_confirm", args=[review.pk, place.pk])
    assert LAW not in in_words(admin_client.post(address))
    review.refresh_from_db()
    assert is_public(review)


@pytest.mark.parametrize(
    "action", ["delete", "unpublish", "move", "publish", "copy", "revert_to_page_revision"]
)
def test_wagtails_api_cannot_take_a_page_down(review, admin_client, action):
    address = reverse("wagtailadmin_api:pages:action", args=[review.pk, action])
    assert admin_client.post(address, {}).status_code == 404
    assert is_public(review)


@pytest.mark.parametrize(
    ("dated", "published", "until"),
    [
        (date(2026, 3, 1), date(2026, 3, 1), date(2027, 3, 1)),
        (date(2025, 3, 1), date(2026, 3, 1), date(2027, 3, 1)),
        (date(2026, 5, 1), date(2026, 3, 1), date(2027, 5, 1)),
        (date(2028, 2, 29), date(2028, 2, 29), date(2029, 3, 1)),
    ],
)
def test_the_year_counts_from_the_first_public_day(db, dated, published, until):
    assert PracticeReviewPage(date=dated, public_since=published).public_until == until


@pytest.fixture
def long_public(review):
    """The sample review after a year in public."""
    over = timezone.localdate() - timedelta(days=366)
    PracticeReviewPage.objects.update(date=over, public_since=over)
    review.refresh_from_db()
    assert reviews_within_their_year([review]) == []
    return review


def test_private_time_does_not_count(long_public, index):
    hide(index)
    PageViewRestriction.objects.all().delete()
    assert reviews_within_their_year([index]) == [long_public]


def test_time_in_a_private_place_does_not_count(long_public, index, private_place):
    long_public.move(private_place, pos="last-child")
    PracticeReviewPage.objects.get().move(index, pos="last-child")
    assert reviews_within_their_year([index]) == [long_public]


def test_unpublished_time_does_not_count(long_public, index):
    long_public.unpublish()
    long_public.save_revision().publish()
    assert reviews_within_their_year([index]) == [long_public]


def test_publishing_a_change_does_not_restart_the_year(long_public, index):
    long_public.save_revision().publish()
    PracticeReviewPage.objects.get().get_latest_revision_as_object().save_revision().publish()
    assert reviews_within_their_year([index]) == []


def test_reviews_below_many_pages_take_one_query(review, index, django_assert_num_queries):
    pages = [index, *HomePage.objects.all(), review]
    with django_assert_num_queries(1):
        assert reviews_within_their_year(pages) == [review]
    assert reviews_within_their_year([index], below=False) == []
    assert reviews_within_their_year([]) == []


@pytest.fixture
def report(review, pdfs):
    """The document that the sample review shows."""
    file = ContentFile((pdfs / "dirty.pdf").read_bytes(), "report.pdf")
    document = PartnershipDocument.objects.create(title="Report", file=file)
    ResourceDocument.objects.create(page=review, document=document)
    return document


@pytest.fixture
def private_collection(db):
    return make_private(Collection.get_first_root_node().add_child(name="Private"))


def make_private(collection):
    CollectionViewRestriction.objects.create(collection=collection, restriction_type="login")
    return collection


def can_be_opened(document):
    return PartnershipDocument.objects.public().filter(pk=document.pk).exists()


def save_document(client, document, **changes):
    """Save the form of ``document`` with ``changes``; return the page that the editor then sees."""
    sent = {
        "title": document.title,
        "address": document.address,
        "tags": "",
        "web_version": "",
        "collection": document.collection_id,
    }
    address = reverse("wagtaildocs:edit", args=[document.pk])
    return in_words(client.post(address, sent | changes, follow=True))


class TestFilesOfAReview:
    def test_a_report_cannot_move_to_a_private_collection(
        self, report, private_collection, admin_client
    ):
        said = save_document(admin_client, report, collection=private_collection.pk)
        assert "The law requires it to be public for at least a year" in said
        assert can_be_opened(report)

    def test_a_report_cannot_move_there_in_bulk(self, report, private_collection, admin_client):
        kind = ["library", "partnershipdocument", "add_to_collection"]
        address = f"{reverse('wagtail_bulk_action', args=kind)}?id={report.pk}"
        sent = {"collection": private_collection.pk}
        said = in_words(admin_client.post(address, sent, follow=True))
        assert "Nothing was changed" in said
        assert can_be_opened(report)

    def test_a_report_can_move_to_another_public_collection(self, report, admin_client):
        place = Collection.get_first_root_node().add_child(name="Reports")
        save_document(admin_client, report, collection=place.pk)
        report.refresh_from_db()
        assert report.collection == place

    def test_a_reason_is_asked_before_the_collection_becomes_private(self, report, admin_client):
        address = reverse("wagtailadmin_collections:set_privacy", args=[report.collection_id])
        sent = {"restriction_type": "login"}
        asked = in_words(admin_client.post(address, sent))
        assert LAW in asked
        assert can_be_opened(report)
        admin_client.post(address, sent | {"reason": REASON})
        assert not can_be_opened(report)
        assert len(trail()) == 1

    def test_a_reason_is_asked_before_the_collection_moves_below_a_private_one(
        self, report, private_collection, admin_client
    ):
        place = Collection.get_first_root_node().add_child(name="Reports")
        PartnershipDocument.objects.filter(pk=report.pk).update(collection=place)
        address = reverse("wagtailadmin_collections:edit", args=[place.pk])
        sent = {"name": "Reports", "parent": private_collection.pk}
        asked = in_words(admin_client.post(address, sent))
        assert LAW in asked
        assert "Move anyway" in asked
        assert can_be_opened(report)
        admin_client.post(address, sent | {"reason": REASON})
        assert not can_be_opened(report)
        assert [details.endswith(REASON) for _, details in trail()] == [True]

    def test_a_collection_moves_elsewhere_without_a_question(self, report, admin_client):
        root = Collection.get_first_root_node()
        place, parent = root.add_child(name="Reports"), root.add_child(name="Learning")
        PartnershipDocument.objects.filter(pk=report.pk).update(collection=place)
        address = reverse("wagtailadmin_collections:edit", args=[place.pk])
        admin_client.post(address, {"name": "Reports", "parent": parent.pk})
        assert Collection.objects.get(pk=place.pk).get_parent().pk == parent.pk

    @pytest.fixture
    def draft(self, review, report):
        """A draft of the review from which somebody has removed its report."""
        read_new_documents()
        draft = PracticeReviewPage.objects.get().get_latest_revision_as_object()
        draft.documents = []
        draft.save_revision()
        return draft

    def test_several_drafts_are_not_published_without_the_report(self, draft, admin_client):
        answer = admin_client.post(bulk("publish", draft))
        said = " ".join(str(message) for message in get_messages(answer.wsgi_request))
        assert f"‘{draft.title}’ was not published" in said
        assert "The law requires the report to be public for at least a year" in said
        assert ResourceDocument.objects.filter(page=draft.pk).exists()

    def test_a_draft_without_the_report_is_not_approved(self, draft, admin_client, administrator):
        state = Workflow.objects.first().start(draft, administrator)
        task = [draft.pk, "approve", state.current_task_state.pk]
        address = reverse("wagtailadmin_pages:workflow_action", args=task)
        admin_client.post(address, {"comment": ""})
        said = in_words(admin_client.get("/admin/"))
        assert "Nothing was changed" in said
        assert "The law requires the report to be public for at least a year" in said
        assert ResourceDocument.objects.filter(page=draft.pk).exists()

    def test_a_draft_whose_file_has_come_to_name_its_author_is_not_approved(
        self, review, report, admin_client, administrator
    ):
        read_new_documents()
        review = PracticeReviewPage.objects.get()
        review.save_revision()
        state = Workflow.objects.first().start(review, administrator)
        PartnershipDocument.objects.filter(pk=report.pk).update(faults=["author"])
        task = [review.pk, "approve", state.current_task_state.pk]
        admin_client.post(reverse("wagtailadmin_pages:workflow_action", args=task), {"comment": ""})
        said = in_words(admin_client.get("/admin/"))
        assert "Nothing was changed" in said
        assert "must not name its author" in said

    def test_a_file_that_cannot_be_cleaned_does_not_replace_the_report(
        self, report, pdfs, admin_client
    ):
        file = SimpleUploadedFile("a.pdf", (pdfs / "unchangeable.pdf").read_bytes())
        said = save_document(admin_client, report, file=file)
        assert "which must not name its author" in said
        assert report.versions.count() == 1

    @pytest.mark.parametrize("kind", ["hidden", "clean"])
    def test_an_office_file_does_not_replace_the_report(self, kind, report, tmp_path, admin_client):
        content = f"<sheetData>{row(1, NAME)}</sheetData>"
        state = "hidden" if kind == "hidden" else "visible"
        path = xlsx(tmp_path / "a.xlsx", {"Raw": (state, content)})
        file = SimpleUploadedFile("a.xlsx", path.read_bytes())
        said = save_document(admin_client, report, file=file)
        if kind == "hidden":
            assert "The report of a review must not hide anything." in said
            assert "A hidden sheet: ‘Raw’." in said
            assert "Inspect Document" in said
        else:
            assert "The report of a review must be a PDF" in said
        assert report.versions.count() == 1

    def test_a_file_with_attachments_does_not_replace_the_report(self, report, pdfs, admin_client):
        file = SimpleUploadedFile("a.pdf", (pdfs / "attached.pdf").read_bytes())
        assert "Other files are attached" in save_document(admin_client, report, file=file)
        assert report.versions.count() == 1

    def test_an_earlier_version_that_names_its_author_does_not_come_back(
        self, report, pdfs, admin_client
    ):
        file = ContentFile((pdfs / "dirty.pdf").read_bytes())
        stored = report.file.storage.save("documents/earlier.pdf", file)
        earlier = report.versions.create(file=stored, added_at=report.created_at)
        report.save()
        address = reverse("library_restore", args=[report.pk, earlier.pk])
        said = in_words(admin_client.post(address, follow=True))
        assert "Nothing has changed. The report of a review must not name its author" in said
        assert PartnershipDocument.objects.get(pk=report.pk).file == report.file

    def test_a_clean_file_replaces_the_report(self, report, pdfs, admin_client):
        file = SimpleUploadedFile("a.pdf", (pdfs / "revised.pdf").read_bytes())
        save_document(admin_client, report, file=file)
        assert report.versions.count() == 2

    def test_other_documents_can_be_any_file_in_any_collection(
        self, review, pdfs, admin_client, private_collection
    ):
        file = ContentFile((pdfs / "dirty.pdf").read_bytes(), "report.pdf")
        document = PartnershipDocument.objects.create(title="Poster", file=file)
        save_document(
            admin_client,
            document,
            collection=private_collection.pk,
            file=SimpleUploadedFile("a.pdf", (pdfs / "unchangeable.pdf").read_bytes()),
        )
        assert document.versions.count() == 2
        assert not can_be_opened(document)
