"""Published content can be found at once, and nothing else can."""

from datetime import timedelta

import pytest
from django.db import transaction
from django.utils import timezone
from wagtail.models import Page, get_page_models
from wagtail.search.models import IndexEntry

from partnership.directory.models import Membership, Organisation, Person, Venue
from partnership.events.models import EventIndexPage, EventKind, EventPage
from partnership.ground.text import printable
from partnership.learning.models import ResourceIndexPage, ResourceKind, ResourcePage, Topic
from partnership.library.models import PartnershipDocument
from partnership.pages.models import GuidancePage
from partnership.search import indexing, jobs
from partnership.search.jobs import (
    CHECKED,
    JOBS,
    follow_changed_records,
    keep_admin_search_in_line,
    keep_search_in_line,
)
from partnership.search.models import Entry


def test_a_draft_is_found_only_once_published(publish, search):
    page = publish("Beavers", "About beavers.")
    page.title = "Otters"
    page.body = [("prose", "<p>About otters.</p>")]
    revision = page.save_revision()
    assert search("otters").titles == []
    assert search("beavers").titles == ["Beavers"]
    revision.publish()
    assert search("otters").titles == ["Otters"]
    assert search("beavers").titles == []


def test_saving_some_fields_of_a_draft_does_not_make_its_text_found(publish, search):
    page = publish("Beavers")
    page.title = "Otters"
    page.save_revision()
    draft = Page.objects.get(pk=page.pk).get_latest_revision_as_object()
    draft.save(update_fields=["locked"])
    assert search("otters").titles == []


def test_moved_pages_are_found_and_unpublished_or_deleted_ones_are_not(publish, search):
    parent, page = publish("Beavers"), publish("Otters")
    page.move(parent, pos="last-child")
    assert 'href="/beavers/otters/"' in search("otters").html
    Page.objects.get(pk=page.pk).unpublish()
    assert search("otters").titles == []
    assert not Entry.objects.filter(page=page).exists()
    GuidancePage.objects.get(pk=page.pk).delete()


def test_a_document_is_found_by_its_title_at_once_and_by_its_text_once_read(upload, search):
    document = upload("Survey", "About otters.")
    assert search("survey").titles == search("otters").titles == ["Survey"]
    document.delete()
    assert search("survey").titles == []


class TestBulkChanges:
    """What was changed in another way than by saving it is found by its new text."""

    @pytest.fixture(autouse=True)
    def _change(self, publish, upload, search):
        self.gone, self.page, self.document = (
            publish("Otters"),
            publish("Beavers"),
            upload("Survey"),
        )
        # Each in a transaction of its own, whose order the database knows.
        with transaction.atomic():
            keep_search_in_line()
            keep_admin_search_in_line()
        body = [("prose", "<p>About swans.</p>")]
        with transaction.atomic():
            Page.objects.filter(pk=self.gone.pk).update(live=False)
            GuidancePage.objects.filter(pk=self.page.pk).update(title="Geese", body=body)
            PartnershipDocument.objects.filter(pk=self.document.pk).update(title="Tally")

    def test_visitors_find_it_after_the_next_run(self, search):
        keep_search_in_line()
        assert search("geese").titles == search("swans").titles == ["Geese"]
        assert search("tally").titles == ["Tally"]
        assert search("beavers").titles == search("otters").titles == []
        assert not Entry.objects.filter(page=self.gone).exists()

    def test_editors_find_it_after_the_next_run(self):
        assert list(Page.objects.search("swans")) == []
        keep_admin_search_in_line()
        assert [page.title for page in Page.objects.search("swans")] == ["Geese"]
        assert [item.title for item in PartnershipDocument.objects.search("tally")] == ["Tally"]

    def test_nothing_else_is_indexed_again(self, monkeypatch):
        indexed = []
        monkeypatch.setattr(jobs, "update_entry", indexed.append)
        keep_search_in_line()
        assert {item.title for item in indexed} == {"Geese", "Tally"}

    def test_what_no_longer_exists_leaves_the_admin_search(self):
        venue = Venue.objects.create(name="Otter Hall")
        entries = venue.index_entries.all()
        assert entries.exists()
        Venue.objects.filter(pk=venue.pk)._raw_delete("default")
        keep_admin_search_in_line()
        assert not entries.exists()


def test_an_entry_is_checked_now_and_then_without_a_sign_of_a_change(publish, search):
    organisation = Membership.objects.first().organisation
    Organisation.objects.filter(pk=organisation.pk).update(name="Otterburn Council")
    Entry.objects.update(written_at=timezone.now() - timedelta(hours=25))
    for _ in range(Entry.objects.count() // CHECKED + 1):
        keep_search_in_line()
    assert "Members and structure" in search("otterburn").titles


def test_editors_too_find_a_page_by_the_new_name_of_what_it_shows(search):
    organisation = Membership.objects.first().organisation
    organisation.name = "Otterburn Council"
    organisation.save()
    follow_changed_records()
    assert "Members and structure" in [page.title for page in Page.objects.search("otterburn")]


def test_the_admin_search_is_updated_in_slices(upload, monkeypatch):
    keep_admin_search_in_line()
    monkeypatch.setattr(jobs, "AT_ONCE", 1)
    upload("Survey one"), upload("Survey two")
    IndexEntry.objects.filter(title_text__startswith="Survey").delete()
    for expected in (1, 2):
        with transaction.atomic():
            keep_admin_search_in_line()
        assert len(PartnershipDocument.objects.search("survey")) == expected


class TestRenamed:
    """Pages are found by the new name of what they show, and no longer by the old one."""

    def rename(self, record, name):
        record.name = name
        record.save()
        follow_changed_records()

    @pytest.mark.parametrize("relation", ["venue", "kind"])
    def test_venue_or_kind_of_an_event(self, search, relation):
        venue = Venue.objects.create(name="Otter Hall")
        event = EventPage(title="Course", kind=EventKind.objects.create(name="Otter"), venue=venue)
        EventIndexPage.objects.get().add_child(instance=event)
        self.rename(getattr(event, relation), "Beaver")
        assert "Course" in search("beaver").titles
        self.rename(getattr(event, relation), "Swan")
        assert "Course" in search("swan").titles
        assert "Course" not in search("beaver").titles

    def test_topic_of_a_resource(self, search):
        topic = Topic.objects.create(name="Otters")
        resource = ResourcePage(title="Briefing", kind=ResourceKind.objects.first())
        resource.topics = [topic]
        ResourceIndexPage.objects.get().add_child(instance=resource)
        assert "Briefing" in search("otters").titles
        self.rename(topic, "Beavers")
        assert "Briefing" in search("beavers").titles
        assert "Briefing" not in search("otters").titles

    def test_member_organisation(self, search):
        organisation = Membership.objects.first().organisation
        self.rename(organisation, "Otterburn Council")
        assert "Members and structure" in search("otterburn").titles

    def test_person_on_a_page(self, search):
        self.rename(Person.objects.get(name="Hayley Clarke"), "Hayley Otterburn")
        assert "About us" in search("otterburn").titles
        assert "About us" not in search("hayley clarke").titles

    def test_topic_that_is_deleted(self, search):
        topic = Topic.objects.create(name="Otters")
        resource = ResourcePage(title="Briefing", kind=ResourceKind.objects.first())
        resource.topics = [topic]
        ResourceIndexPage.objects.get().add_child(instance=resource)
        topic.delete()
        follow_changed_records()
        assert search("otters").titles == []

    def test_within_seconds(self):
        assert JOBS[follow_changed_records] <= timedelta(seconds=10)


def test_an_entry_of_today_is_not_checked_again(search, django_assert_max_num_queries):
    keep_search_in_line()
    kinds = len(get_page_models())
    with django_assert_max_num_queries(kinds + 4):
        keep_search_in_line()


def test_the_job_creates_missing_entries(search):
    titles = search("partnership").titles
    Entry.objects.all().delete()
    keep_search_in_line()
    assert search("partnership").titles == titles


def test_the_job_stops_when_its_time_is_up(db, monkeypatch):
    monkeypatch.setattr("partnership.search.jobs.LONGEST_RUN", -1)
    Entry.objects.all().delete()
    keep_search_in_line()
    assert Entry.objects.count() == 1


def test_an_unchanged_page_is_not_indexed_again(publish, django_assert_num_queries):
    page = publish("Otters")
    with django_assert_num_queries(1):
        indexing.update_entry(page)


def test_a_text_too_long_for_postgresql_is_found_by_its_start(upload, search):
    words = " ".join(f"word{number}" for number in range(120_000))
    upload("Endless", "otters " + words)
    assert search("otters").titles == ["Endless"]
    assert search("word2000").titles == ["Endless"]


def test_the_last_words_of_a_very_long_text_are_found(upload, search):
    upload("Long", "every child has a name " * 80_000 + "otters")
    assert search("otters").titles == ["Long"]


@pytest.mark.parametrize("text", ["", "x" * 4000, "a b " * 2000, "\x02otter\x03 \ud800 \0"])
def test_any_text_is_split_into_passages_without_losing_a_word(upload, text):
    document = upload("Cut")
    document.text.pages = []
    content = indexing.Content("Documents", None, "Cut", "", [(1, printable(text))])
    assert indexing._save({"document": document}, content, "", indexing.LONGEST_TEXT)
    passages = [p.text for p in Entry.objects.get(document=document).passages.order_by("pk")]
    assert "".join(passages).replace(" ", "") == printable(text).replace(" ", "")
    assert all(0 < len(passage) <= indexing.PASSAGE for passage in passages)


def found_by_editors(words):
    return [page.title for page in GuidancePage.objects.search(words)]


def test_editors_find_a_page_by_what_was_last_saved_of_it(publish):
    page = publish("Otters")
    page.title = "Beavers"
    draft = page.save_revision()
    assert found_by_editors("otters") == ["Otters"]
    draft.publish()
    assert found_by_editors("otters") == []
    assert found_by_editors("beavers") == ["Beavers"]
    key = page.pk
    page.delete()
    entries = IndexEntry.objects.filter(object_id=str(key), content_type__model="guidancepage")
    assert not entries.exists()
