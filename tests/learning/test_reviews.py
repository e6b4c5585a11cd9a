"""A practice review as visitors see it, and as its editor publishes it."""

from datetime import timedelta

import pytest
from django.core.files.base import ContentFile
from django.urls import reverse
from django.utils import timezone
from justhtml import JustHTML
from wagtail.models import PageViewRestriction
from wagtail.test.utils.form_data import inline_formset, nested_form_data, rich_text, streamfield

from partnership.directory.models import Organisation
from partnership.learning.models import (
    PracticeReviewPage,
    ResourceDocument,
    ResourceKind,
    ResourcePage,
    ReviewAction,
)
from partnership.library.jobs import read_new_documents
from partnership.library.models import PartnershipDocument
from tests.laws.test_every_kind_in_queries import queries


@pytest.fixture
def review(db):
    """The sample review of the starter content."""
    return PracticeReviewPage.objects.get()


def words(client, page):
    """The words of the page, as one line."""
    html = JustHTML(client.get(page.url).content.decode(), sanitize=False)
    return " ".join(html.query("main")[0].to_text().split())


@pytest.fixture
def briefing(review):
    return ResourcePage.objects.exclude(pk=review.pk).live().first()


class TestForVisitors:
    def test_it_says_how_long_it_stays_public(self, review, client):
        until = review.public_until
        assert f"At least until {until.day} {until:%B %Y}" in words(client, review)

    def test_its_actions_stand_by_state_with_the_day_and_how_many_are_done(self, review, client):
        ReviewAction.objects.filter(page=review, state="done").update(
            organisation=Organisation.objects.get(name="Cumbria Police")
        )
        said = words(client, review)
        assert "Of what was agreed: 1 of 3 done." in said
        assert said.index("Under way (1)") < said.index("Not started (1)") < said.index("Done (1)")
        assert "Cumbria Police As of 22 November 2026" in said

    def test_its_briefing_is_linked(self, review, briefing, client):
        PracticeReviewPage.objects.update(briefing=briefing)
        assert f"The main points for practitioners: {briefing.title}" in words(client, review)

    def test_a_private_briefing_is_not(self, review, briefing, client):
        PracticeReviewPage.objects.update(briefing=briefing)
        PageViewRestriction.objects.create(page=briefing, restriction_type="login")
        assert briefing.title not in words(client, review)

    def test_a_briefing_that_is_not_published_is_not(self, review, briefing, client):
        PracticeReviewPage.objects.update(briefing=briefing)
        briefing.unpublish()
        assert briefing.title not in words(client, review)

    def test_its_queries_do_not_grow_with_actions_and_documents(self, review, client):
        def add(number):
            for _ in range(number):
                document = PartnershipDocument.objects.create(
                    title="Report", file=ContentFile(b"A report", "report.txt")
                )
                ResourceDocument.objects.create(page=review, document=document)
                ReviewAction.objects.create(
                    page=review,
                    text="Agreed",
                    state_on="2026-01-01",
                    organisation=Organisation.objects.first(),
                )

        add(1)
        before = queries(client, review.url)
        add(10)
        assert len(queries(client, review.url)) == len(before) <= 8


@pytest.fixture
def form(review):
    """A function that gives what the editor sends: with these documents and other fields."""

    def filled_in(*documents, **fields):
        return nested_form_data(
            {
                "title": review.title,
                "slug": review.slug,
                "search_description": "",
                "kind": review.kind_id,
                "date": "01/10/2026",
                "source": "",
                "what_changed": "",
                "link": "",
                "afterwards": "",
                "body": streamfield([("prose", rich_text("<p>What was learned.</p>"))]),
                "documents": inline_formset(
                    [{"document": document.pk, "ORDER": ""} for document in documents]
                ),
                "actions": inline_formset([]),
                "comments": inline_formset([]),
                "seo_title": "",
                **fields,
            }
        )

    return filled_in


@pytest.fixture
def press(review, admin_client):
    """A function that presses Publish, or Save draft, and gives what the editor then reads."""

    def send(data, publish=True):
        data = data | ({"action-publish": "1"} if publish else {})
        address = reverse("wagtailadmin_pages:edit", args=[review.pk])
        return admin_client.post(address, data, follow=True).content.decode()

    return send


@pytest.fixture
def upload(pdfs, db):
    """A function that puts a file of pdfs.py into the library, read unless it is told not to be."""

    def put(name, is_read=True):
        path = pdfs / name
        document = PartnershipDocument.objects.create(
            title="Report", file=ContentFile(path.read_bytes(), path.name)
        )
        if is_read:
            read_new_documents()
        return document

    return put


def taken_off(review):
    """What the form sends when the one document of ``review`` is taken off."""
    row = ResourceDocument.objects.get(page=review)
    fields = {"id": row.pk, "document": row.document_id, "ORDER": "", "DELETE": "1"}
    return nested_form_data({"documents": inline_formset([fields], initial=1)})


class TestItsFiles:
    def test_a_clean_pdf_is_published(self, review, upload, form, press):
        press(form(upload("dirty.pdf")))
        assert review.documents.count() == 1

    @pytest.mark.parametrize(
        ("name", "told"),
        [
            ("signed.pdf", "export the original again, without a signature"),
            ("attached.pdf", "Other files are attached inside the PDF"),
            ("encrypted.pdf", "Export the original again without a password"),
            ("docx/tagged.docx", "Export this file as PDF"),
        ],
    )
    def test_a_file_that_may_tell_its_makers_is_not(self, review, upload, form, press, name, told):
        document = upload(name)
        assert told in press(form(document))
        assert review.documents.count() == 0

    def test_a_draft_with_it_is_saved(self, review, upload, form, press):
        document = upload("signed.pdf")
        press(form(document, title="Still a draft"), publish=False)
        review.refresh_from_db()
        draft = review.get_latest_revision_as_object()
        assert draft.title == "Still a draft"
        assert [row.document for row in draft.documents.all()] == [document]

    def test_a_file_that_is_still_being_read_has_to_wait(self, review, upload, form, press):
        document = upload("tagged/tagged.pdf", is_read=False)
        assert "still reading this file. Publish again in a minute." in press(form(document))
        read_new_documents()
        press(form(document))
        assert review.documents.count() == 1

    def test_a_file_that_is_taken_off_does_not_count(self, review, upload, form, press):
        data = form(upload("signed.pdf"))
        press(data | {"documents-0-DELETE": "1", "title": "Published"})
        review.refresh_from_db()
        assert review.title == "Published"

    def test_one_that_visitors_see_stays_for_the_year(self, review, upload, form, press):
        document = upload("dirty.pdf")
        press(form(document))
        without = form() | taken_off(review)
        assert "‘Report’ must stay here until" in press(without)
        assert [row.document for row in review.documents.all()] == [document]

    def test_another_in_its_place_is_refused_too(self, review, upload, form, press):
        press(form(upload("dirty.pdf")))
        other = form() | taken_off(review) | {"documents-0-DELETE": ""}
        other["documents-0-document"] = upload("revised.pdf").pk
        assert "‘Report’ must stay here until" in press(other)

    def test_after_the_year_it_may_go(self, review, upload, form, press):
        press(form(upload("dirty.pdf"), date="01/11/2025"))
        PracticeReviewPage.objects.update(public_since="2025-11-01")
        press(form(date="01/11/2025") | taken_off(review))
        assert review.documents.count() == 0

    def test_several_pages_are_not_published_with_it(
        self, review, upload, form, press, admin_client
    ):
        press(form(upload("signed.pdf")), publish=False)
        for page in (review, review.get_parent()):
            address = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])
            PracticeReviewPage.objects.update(live=False)
            response = admin_client.post(
                f"{address}?id={page.pk}", {"include_descendants": "on"}, follow=True
            )
            assert "Nothing is published" in response.content.decode()
            assert review.documents.count() == 0

    def test_a_file_is_not_deleted_while_it_stands_there(
        self, review, upload, form, press, admin_client
    ):
        document = upload("dirty.pdf")
        press(form(document))
        bulk = reverse("wagtail_bulk_action", args=["library", "partnershipdocument", "delete"])
        one = reverse("wagtaildocs:delete", args=[document.pk])
        for address in (one, f"{bulk}?id={document.pk}"):
            said = admin_client.post(address, follow=True).content.decode()
            assert f"‘Report’ is used on ‘{review}’, so it is not deleted." in said
        assert PartnershipDocument.objects.filter(pk=document.pk).exists()


def in_form(moment):
    return f"{timezone.localtime(moment):%d/%m/%Y %H:%M}"


class TestItsExpiry:
    def test_before_its_year_is_over_is_refused_at_the_field(self, review, form, press):
        early = timezone.now() + timedelta(days=300)
        said = press(form(expire_at=in_form(early), title="Changed"), publish=False)
        until = review.public_until
        assert f"choose {until.day} {until:%B %Y} or later" in said
        review.refresh_from_db()
        assert review.get_latest_revision_as_object().title != "Changed"

    def test_afterwards_is_taken(self, review, form, press):
        later = timezone.now() + timedelta(days=367)
        press(form(expire_at=in_form(later), title="Changed"))
        review.refresh_from_db()
        assert review.title == "Changed"
        assert review.expire_at

    def test_counts_from_a_publication_still_to_come(self, review, form, press):
        PracticeReviewPage.objects.update(public_since=None, live=False)
        start = timezone.now() + timedelta(days=100)
        data = form(go_live_at=in_form(start), expire_at=in_form(start + timedelta(days=364)))
        assert "The law wants the report to be public for at least a year" in press(data)

    def test_moves_with_a_publication_that_was_late(self, review):
        PracticeReviewPage.objects.update(public_since=None, live=False)
        review.refresh_from_db()
        review.expire_at = timezone.now() + timedelta(days=30)
        review.save_revision().publish()
        review.refresh_from_db()
        assert timezone.localdate(review.expire_at) == review.public_until


def test_a_new_review_starts_as_the_kind_practice_review(review, admin_client):
    address = reverse(
        "wagtailadmin_pages:add", args=["pages", "practicereviewpage", review.get_parent().pk]
    )
    html = JustHTML(admin_client.get(address).content.decode(), sanitize=False)
    [chosen] = html.query("input[name=kind]")
    assert chosen.attrs["value"] == str(ResourceKind.objects.get(name="Practice review").pk)


def test_the_state_of_an_action_on_a_day_to_come_is_refused(review, form, press):
    rows = [{"text": "Agreed", "state": "done", "state_on": "01/01/2099", "note": "", "ORDER": ""}]
    data = form() | nested_form_data({"actions": inline_formset(rows)})
    assert "This day is still to come." in press(data)


@pytest.mark.parametrize("day", ["31/12/9999", "01/10/0026"])
@pytest.mark.parametrize("publish", [True, False])
def test_a_day_far_away_is_refused_at_the_field(review, form, press, day, publish):
    assert "Check the year" in press(form(date=day), publish=publish)
    review.refresh_from_db()
    assert review.date.year != int(day[-4:])
