"""What is true of a file: said on the document, kept with each version, shown from there."""

from datetime import timedelta

import pytest
from django.core.files.base import ContentFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format

from partnership.library.models import PartnershipDocument
from partnership.pages.models import ArrangementsPage, Publication
from tests.library.test_documents import FIRST, SECOND, add, body, replace, save_form

today = timezone.localdate


@pytest.fixture
def arrangements(db):
    """The one document that the starter site publishes: a sample."""
    return PartnershipDocument.objects.get(address="our-arrangements.pdf")


@pytest.fixture
def page(db):
    return ArrangementsPage.objects.get()


def words(client, page):
    """Return what a visitor reads on the page, with single spaces."""
    html = client.get(page.url).content.decode()
    return " ".join(html.split())


def in_words(day):
    return date_format(day, "j F Y")


def publish(page, document, title="Thresholds", **fields):
    kind = page.publications.first().kind
    row = Publication(page=page, title=title, document=document, kind=kind, **fields)
    row.full_clean()
    row.save()
    return row


class TestReplacingASample:
    def test_takes_every_mention_of_a_sample_away(self, arrangements, page, admin_client, client):
        before = words(client, page)
        assert "The document will be here." in before
        assert "Sample, PDF" in before
        response = save_form(
            admin_client,
            arrangements,
            file=ContentFile(SECOND, "Arrangements.pdf"),
            is_sample="on",
            effective_from="1 April 2025",
            agreed_by="The three safeguarding partners",
        )
        assert "no longer marked as a sample" in response.content.decode()
        after = words(client, page)
        assert "sample" not in after.lower()
        assert "In effect from</dt><dd>1 April 2025" in after
        assert "Agreed by</dt><dd>The three safeguarding partners" in after

    def test_lists_no_sample_among_the_earlier_versions(self, arrangements, page, client):
        earlier = arrangements.versions.get()
        arrangements.is_sample = False
        replace(arrangements)
        assert "Earlier versions" not in words(client, page)
        assert client.get(earlier.url).status_code == 404

    def test_keeps_the_mark_where_the_file_stays(self, arrangements, admin_client):
        save_form(admin_client, arrangements, is_sample="on", title="Our arrangements")
        arrangements.refresh_from_db()
        assert arrangements.is_sample

    def test_says_nothing_of_dates_while_it_is_one(self, arrangements, page, client):
        arrangements.effective_from = today()
        arrangements.save()
        assert "In effect from" not in words(client, page)


def test_a_publication_that_is_not_here_yet_is_not_current(page, client):
    report = (
        words(client, page).partition("CSCP Annual Report")[0].rpartition("publication__state")[2]
    )
    assert "Not on this website yet" in report
    assert "Current" not in report


class TestEachVersion:
    def test_keeps_what_was_true_of_it(self, page, client):
        document = add(effective_from="2025-04-01", agreed_by="The first board")
        publish(page, document)
        document.agreed_by, document.effective_from = "The second board", "2026-04-01"
        replace(document)
        text = words(client, page)
        assert "in effect from 1 April 2025, agreed by The first board" in text
        assert "In effect from</dt><dd>1 April 2026" in text

    def test_tells_visitors_what_it_changed(self, page, client):
        document = add()
        publish(page, document)
        replace(document, what_changed="New numbers on page 4")
        replace(document, what_changed="The board has a new name")
        text = words(client, page)
        assert "What has changed: The board has a new name" in text
        assert "<p>New numbers on page 4</p>" in text
        assert f"On this website on {in_words(today())}" in text

    def test_follows_a_correction_of_the_current_one(self, admin_client):
        document = replace(add(agreed_by="The board"))
        save_form(admin_client, document, agreed_by="The whole board")
        assert [version.agreed_by for version in document.versions.all()] == [
            "The whole board",
            "The board",
        ]

    def test_brings_its_facts_back_when_it_is_restored(self, administrator):
        document = add(agreed_by="The first board")
        document.agreed_by = "The second board"
        replace(document)
        document.restore(document.versions.last(), administrator)
        document.refresh_from_db()
        assert document.agreed_by == "The first board"

    def test_comes_after_the_one_made_before_it_whatever_the_clock_said(self, client, page):
        document = add(lists_versions=True)
        document.versions.update(added_at=timezone.now() + timedelta(days=3))
        replace(document)
        assert body(client.get(document.versions.last().url)) == FIRST
        publish(page, document)
        assert document.earlier_versions[0] == document.versions.last()


class TestAStatutoryDocument:
    """One that 'Our arrangements' publishes."""

    def test_lists_its_earlier_versions(self, page, client):
        document = add()
        publish(page, document)
        earlier = replace(document).versions.last()
        assert earlier.url in words(client, page)
        assert body(client.get(earlier.url)) == FIRST

    def test_names_the_version_in_force_until_the_new_one_is(self, page, client):
        document = add(effective_from=today() - timedelta(days=9))
        publish(page, document)
        document.effective_from = today() + timedelta(days=30)
        replace(document)
        document.effective_from = today() + timedelta(days=90)
        replace(document)
        [in_force] = document.versions.filter(effective_from__lt=today())
        shown = words(client, page).partition("In force until then:")[2]
        assert shown.startswith(f' <a href="{in_force.url}">the version before it</a>')
        document.effective_from = today()
        document.save()
        assert "In force until then:" not in words(client, page)

    def test_lists_none_once_that_is_switched_off(self, page, admin_client, client):
        document = replace(add())
        publish(page, document)
        save_form(admin_client, document, lists_versions="False")
        assert document.versions.last().url not in words(client, page)
        assert Client().get(document.versions.last().url).status_code == 404

    def test_is_one_no_longer_when_the_page_drops_it(self, page, client):
        document = replace(add())
        row = publish(page, document)
        row.delete()
        assert client.get(document.versions.last().url).status_code == 404

    def test_of_another_kind_lists_them_only_if_told_to(self, db, client):
        document = replace(add())
        assert client.get(document.versions.last().url).status_code == 404


class TestSuperseding:
    @pytest.fixture
    def earlier(self, page):
        document = add("Arrangements of 2024")
        publish(page, document, "Arrangements of 2024")
        return document

    def state(self, client, page):
        """Return what the page says above the title of the earlier document."""
        text = words(client, page)
        above = text[: text.index("Arrangements of 2024")]
        return above.rpartition('publication__state">')[2].partition("</p>")[0].strip()

    def test_marks_the_earlier_document_wherever_it_is_linked(self, earlier, page, client):
        add("Arrangements of 2026", supersedes=earlier, effective_from="2026-04-01")
        assert self.state(client, page) == "Superseded on 1 April 2026"
        found = words(client, page)
        assert "superseded on 1 April 2026" in found

    def test_on_a_day_to_come_has_not_happened_yet(self, earlier, page, client):
        day = today() + timedelta(days=10)
        add("Arrangements to come", supersedes=earlier, effective_from=day)
        assert self.state(client, page) == f"Current until {in_words(day)}"
        publications = ArrangementsPage.objects.get().publications
        assert not any(row.is_superseded for row in publications.all())

    def test_by_a_date_typed_for_another_website_waits_for_that_day_too(self, page, client):
        day = today() + timedelta(days=1)
        publish(page, None, "Arrangements of 2024", link="https://example.org", superseded_on=day)
        assert self.state(client, page) == f"Current until {in_words(day)}"

    def test_without_a_day_counts_from_the_day_it_was_added(self, earlier, page, client):
        add("Arrangements of 2026", supersedes=earlier)
        assert self.state(client, page) == f"Superseded on {in_words(today())}"

    def test_leaves_a_document_that_is_not_in_effect_yet_without_the_word_current(
        self, earlier, page, client
    ):
        day = today() + timedelta(days=5)
        publish(page, add("In a while", effective_from=day), "In a while")
        text = words(client, page)
        assert f"From {in_words(day)}" in text[: text.index("In a while")]

    def test_by_a_sample_does_not_count(self, earlier, page, client):
        add("Arrangements of 2026", supersedes=earlier, is_sample=True)
        assert self.state(client, page) == "Current"

    def test_ends_when_the_later_document_is_deleted_or_says_so(self, earlier, page, client):
        later = add("Arrangements of 2026", supersedes=earlier)
        later.supersedes = None
        later.save()
        assert self.state(client, page) == "Current"
        later.supersedes = earlier
        later.save()
        later.delete()
        assert self.state(client, page) == "Current"

    def test_in_a_circle_is_refused(self, earlier, admin_client):
        later = add("Arrangements of 2026", supersedes=earlier)
        response = save_form(admin_client, earlier, supersedes=later.pk)
        assert "‘Arrangements of 2026’ comes after this one." in response.content.decode()


class TestPublication:
    def test_may_not_contradict_its_document(self, page, admin_client):
        document = add(agreed_by="The board", effective_from="2025-04-01")
        row = publish(page, document, agreed_by="The board")
        row.agreed_by, row.effective_from = "Somebody else", today()
        with pytest.raises(Exception, match="says: The board. Leave this empty") as refusal:
            row.full_clean()
        assert "says: 1 April 2025" in str(refusal.value)

    def test_of_a_private_document_tells_nothing_of_it(self, page, client, board_papers):
        document = add(collection=board_papers, agreed_by="A secret meeting")
        publish(page, document)
        assert "A secret meeting" not in words(client, page)


class TestSaving:
    """Faults are told at once, not when the worker has come round."""

    def test_a_replaced_file_tells_its_faults_on_the_next_screen(self, pdfs, admin_client):
        content = (pdfs / "untagged" / "tagged.pdf").read_bytes()
        response = save_form(admin_client, add(), file=ContentFile(content, "New.pdf"))
        text = response.content.decode()
        assert "Some people cannot read ‘Our threshold document’" in text
        assert "The PDF is not tagged" in text

    def test_so_does_a_new_document(self, pdfs, admin_client):
        content = (pdfs / "untagged" / "tagged.pdf").read_bytes()
        fields = {"title": "New", "file": ContentFile(content, "New.pdf"), "tags": ""}
        fields["collection"] = add().collection_id
        response = admin_client.post(reverse("wagtaildocs:add"), fields, follow=True)
        assert "The PDF is not tagged" in response.content.decode()

    def test_so_does_each_of_several(self, pdfs, admin_client):
        content = (pdfs / "untagged" / "tagged.pdf").read_bytes()
        response = admin_client.post(
            reverse("wagtaildocs:add_multiple"),
            {"files[]": ContentFile(content, "New.pdf"), "collection": add().collection_id},
            headers={"x-requested-with": "XMLHttpRequest"},
        )
        assert "The PDF is not tagged" in response.json()["form"]

    def test_a_file_that_takes_long_is_left_to_the_worker(self, pdfs, admin_client, monkeypatch):
        monkeypatch.setattr("partnership.library.reading.SECONDS_AN_EDITOR_WAITS", 1)
        document = add()
        content = (pdfs / "slow-to-read.pdf").read_bytes()
        save_form(admin_client, document, file=ContentFile(content, "New.pdf"))
        document.refresh_from_db()
        assert document.read_at is None
