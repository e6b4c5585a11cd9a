"""A practice review, for visitors and for its editor."""

import re
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
    """Return the text of the page as one line."""
    html = JustHTML(client.get(page.url).content.decode(), sanitize=False)
    return " ".join(html.query("main")[0].to_text().split())


@pytest.fixture
def briefing(review):
    return ResourcePage.objects.exclude(pk=review.pk).live().first()


class TestForVisitors:
    def test_the_day_until_which_it_is_public_is_shown(self, review, client):
        until = review.public_until
        assert f"At least until {until.day} {until:%B %Y}" in words(client, review)

    def test_actions_are_grouped_by_state_with_dates_and_progress(self, review, client):
        ReviewAction.objects.filter(page=review, state="done").update(
            organisation=Organisation.objects.get(name="Cumbria Police")
        )
        said = words(client, review)
        assert "1 of 3 agreed actions completed." in said
        assert (
            said.index("Under way (1)")
            < said.index("Not started (1)")
            < said.index("Completed (1)")
        )
        assert "Cumbria Police As of 22 November 2026" in said

    def test_the_briefing_is_linked(self, review, briefing, client):
        PracticeReviewPage.objects.update(briefing=briefing)
        assert f"The main points for practitioners: {briefing.title}" in words(client, review)

    def test_a_private_briefing_is_not_linked(self, review, briefing, client):
        PracticeReviewPage.objects.update(briefing=briefing)
        PageViewRestriction.objects.create(page=briefing, restriction_type="login")
        assert briefing.title not in words(client, review)

    def test_an_unpublished_briefing_is_not_linked(self, review, briefing, client):
        PracticeReviewPage.objects.update(briefing=briefing)
        briefing.unpublish()
        assert briefing.title not in words(client, review)

    def test_queries_do_not_grow_with_actions_and_documents(self, review, client):
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
    """A function that returns the editor's form with these documents and other fields."""

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
def submit(review, admin_client):
    """A function that publishes or saves a draft; it returns the page that the editor then sees."""

    def send(data, publish=True):
        data = data | ({"action-publish": "1"} if publish else {})
        address = reverse("wagtailadmin_pages:edit", args=[review.pk])
        return admin_client.post(address, data, follow=True).content.decode()

    return send


@pytest.fixture
def upload(pdfs, db):
    """A function that adds a file of pdfs.py to the library, read already or not."""

    def put(name, is_read=True):
        path = pdfs / name
        document = PartnershipDocument.objects.create(
            title="Report", file=ContentFile(path.read_bytes(), path.name)
        )
        if is_read:
            read_new_documents()
        return document

    return put


def removal(review):
    """Return the part of the form that removes the only document of ``review``."""
    row = ResourceDocument.objects.get(page=review)
    fields = {"id": row.pk, "document": row.document_id, "ORDER": "", "DELETE": "1"}
    return nested_form_data({"documents": inline_formset([fields], initial=1)})


class TestFiles:
    def test_a_clean_pdf_is_published(self, review, upload, form, submit):
        submit(form(upload("dirty.pdf")))
        assert review.documents.count() == 1

    @pytest.mark.parametrize(
        ("name", "error"),
        [
            ("signed.pdf", "export the original again without a signature"),
            ("attached.pdf", "Other files are attached inside the PDF"),
            ("encrypted.pdf", "Export the original again without a password"),
            ("docx/tagged.docx", "Export this file as PDF"),
        ],
    )
    def test_a_file_that_may_name_its_author_is_refused(
        self, review, upload, form, submit, name, error
    ):
        document = upload(name)
        assert error in submit(form(document))
        assert review.documents.count() == 0

    def test_a_draft_with_such_a_file_is_saved(self, review, upload, form, submit):
        document = upload("signed.pdf")
        submit(form(document, title="Still a draft"), publish=False)
        review.refresh_from_db()
        draft = review.get_latest_revision_as_object()
        assert draft.title == "Still a draft"
        assert [row.document for row in draft.documents.all()] == [document]

    def test_a_file_that_is_still_being_read_is_refused_until_later(
        self, review, upload, form, submit
    ):
        document = upload("tagged/tagged.pdf", is_read=False)
        assert "still reading this file. Publish again in a minute." in submit(form(document))
        read_new_documents()
        submit(form(document))
        assert review.documents.count() == 1

    def test_a_removed_file_is_not_checked(self, review, upload, form, submit):
        data = form(upload("signed.pdf"))
        submit(data | {"documents-0-DELETE": "1", "title": "Published"})
        review.refresh_from_db()
        assert review.title == "Published"

    def test_a_public_file_cannot_be_removed_within_the_year(self, review, upload, form, submit):
        document = upload("dirty.pdf")
        submit(form(document))
        without = form() | removal(review)
        assert "‘Report’ must stay here until" in submit(without)
        assert [row.document for row in review.documents.all()] == [document]

    def test_a_public_file_cannot_be_swapped_within_the_year(self, review, upload, form, submit):
        submit(form(upload("dirty.pdf")))
        other = form() | removal(review) | {"documents-0-DELETE": ""}
        other["documents-0-document"] = upload("revised.pdf").pk
        assert "‘Report’ must stay here until" in submit(other)

    def test_a_public_file_can_be_removed_after_the_year(self, review, upload, form, submit):
        submit(form(upload("dirty.pdf"), date="01/11/2025"))
        PracticeReviewPage.objects.update(public_since="2025-11-01")
        submit(form(date="01/11/2025") | removal(review))
        assert review.documents.count() == 0

    def test_bulk_publishing_refuses_a_file_that_may_name_its_author(
        self, review, upload, form, submit, admin_client
    ):
        submit(form(upload("signed.pdf")), publish=False)
        for page in (review, review.get_parent()):
            address = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])
            PracticeReviewPage.objects.update(live=False)
            response = admin_client.post(
                f"{address}?id={page.pk}", {"include_descendants": "on"}, follow=True
            )
            assert "Nothing was published" in response.content.decode()
            assert review.documents.count() == 0

    def test_a_file_on_the_page_cannot_be_deleted(self, review, upload, form, submit, admin_client):
        document = upload("dirty.pdf")
        submit(form(document))
        bulk = reverse("wagtail_bulk_action", args=["library", "partnershipdocument", "delete"])
        one = reverse("wagtaildocs:delete", args=[document.pk])
        for address in (one, f"{bulk}?id={document.pk}"):
            said = admin_client.post(address, follow=True).content.decode()
            assert "Nothing was deleted. These need what you selected" in said
            assert f'<li><a href="/admin/pages/{review.pk}/edit/">{review}</a></li>' in said
        assert PartnershipDocument.objects.filter(pk=document.pk).exists()


def in_form(moment):
    return f"{timezone.localtime(moment):%d/%m/%Y %H:%M}"


class TestExpiry:
    def test_an_expiry_within_the_year_is_refused_at_the_field(self, review, form, submit):
        early = timezone.now() + timedelta(days=300)
        said = submit(form(expire_at=in_form(early), title="Changed"), publish=False)
        until = review.public_until
        assert f"Choose {until.day} {until:%B %Y} or later" in said
        review.refresh_from_db()
        assert review.get_latest_revision_as_object().title != "Changed"

    def test_an_expiry_after_the_year_is_accepted(self, review, form, submit):
        later = timezone.now() + timedelta(days=367)
        submit(form(expire_at=in_form(later), title="Changed"))
        review.refresh_from_db()
        assert review.title == "Changed"
        assert review.expire_at

    def test_the_year_counts_from_a_scheduled_publication(self, review, form, submit):
        PracticeReviewPage.objects.update(public_since=None, live=False)
        start = timezone.now() + timedelta(days=100)
        data = form(go_live_at=in_form(start), expire_at=in_form(start + timedelta(days=364)))
        assert "The law requires the report to be public for at least a year" in submit(data)

    def test_a_late_publication_moves_the_expiry(self, review):
        PracticeReviewPage.objects.update(public_since=None, live=False)
        review.refresh_from_db()
        review.expire_at = timezone.now() + timedelta(days=30)
        review.save_revision().publish()
        review.refresh_from_db()
        assert timezone.localdate(review.expire_at) == review.public_until


def test_the_kind_of_a_new_review_is_practice_review(review, admin_client):
    address = reverse(
        "wagtailadmin_pages:add", args=["learning", "practicereviewpage", review.get_parent().pk]
    )
    html = JustHTML(admin_client.get(address).content.decode(), sanitize=False)
    [chosen] = html.query("input[name=kind]")
    assert chosen.attrs["value"] == str(ResourceKind.objects.get(name="Practice review").pk)


def test_a_new_action_is_as_of_today(review, admin_client):
    address = reverse("wagtailadmin_pages:edit", args=[review.pk])
    html = admin_client.get(address).content.decode()
    [field] = re.findall(r'<input[^>]*name="actions-__prefix__-state_on"[^>]*>', html)
    assert f'value="{timezone.localdate():%d/%m/%Y}"' in field


def test_an_action_state_in_the_future_is_refused(review, form, submit):
    rows = [{"text": "Agreed", "state": "done", "state_on": "01/01/2099", "note": "", "ORDER": ""}]
    data = form() | nested_form_data({"actions": inline_formset(rows)})
    assert "This day is in the future." in submit(data)


@pytest.mark.parametrize("day", ["31/12/9999", "01/10/0026"])
@pytest.mark.parametrize("publish", [True, False])
def test_an_unlikely_year_is_refused_at_the_field(review, form, submit, day, publish):
    assert "Check the year" in submit(form(date=day), publish=publish)
    review.refresh_from_db()
    assert review.date.year != int(day[-4:])
