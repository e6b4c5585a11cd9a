"""Published content can be found at once, and nothing else can."""

from datetime import timedelta

import pytest
from django.utils import timezone
from wagtail.models import Page

from partnership.directory.models import Membership, Person, Venue
from partnership.events.models import EventIndexPage, EventKind, EventPage
from partnership.ground.text import printable
from partnership.learning.models import ResourceIndexPage, ResourceKind, ResourcePage, Topic
from partnership.library.models import PartnershipDocument
from partnership.pages.models import GuidancePage
from partnership.search import indexing
from partnership.search.jobs import JOBS, follow_changed_records, keep_search_in_line
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


def test_the_job_updates_entries_after_bulk_changes(publish, upload, search):
    gone, renamed = publish("Otters"), publish("Beavers")
    document = upload("Survey")
    Page.objects.filter(pk=gone.pk).update(live=False)
    Page.objects.filter(pk=renamed.pk).update(title="Swans")
    PartnershipDocument.objects.filter(pk=document.pk).update(title="Tally")
    Entry.objects.update(written_at=timezone.now() - timedelta(hours=25))
    assert search("otters").titles == []
    keep_search_in_line()
    assert search("swans").titles == ["Swans"]
    assert search("tally").titles == ["Tally"]
    assert not Entry.objects.filter(page=gone).exists()


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
    with django_assert_max_num_queries(4):
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
