"""The generation rises with everything that visitors can see, and with nothing else."""

import select
from contextlib import contextmanager

import pytest
from django.contrib.auth import get_user_model
from django.core.management import call_command
from django.db import connection, connections, transaction
from django.urls import reverse
from wagtail.models import Page

from partnership.directory.models import Contact, Person
from partnership.events.models import EventSession
from partnership.library.models import PartnershipDocument, PartnershipRendition
from partnership.operations.worker import Worker
from partnership.pages.models import NewsIndexPage, NewsPage, PartnershipSettings
from partnership.publishing.models import Generation
from partnership.publishing.triggers import CHANNEL, install_triggers

pytestmark = pytest.mark.django_db


@pytest.fixture
def raised():
    """Return a function: whether the generation has risen since the last call, as at a commit."""
    last = Generation.present().number

    def has_risen():
        nonlocal last
        with connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS visible_change IMMEDIATE")
            cursor.execute("SET CONSTRAINTS visible_change DEFERRED")
        former, last = last, Generation.present().number
        assert last >= former
        return last > former

    return has_risen


@pytest.fixture
def news():
    return NewsPage.objects.live().first()


def new_draft():
    draft = NewsPage(title="Not yet", slug="not-yet", live=False, search_description="Soon.")
    NewsIndexPage.objects.get().add_child(instance=draft)
    return draft


class TestWhatVisitorsCanSee:
    def test_publishing_raises_it(self, news, raised):
        news.title = "Another title"
        news.save_revision().publish()
        assert raised()

    def test_unpublishing_raises_it(self, news, raised):
        news.unpublish()
        assert raised()

    def test_deleting_a_published_page_raises_it(self, news, raised):
        news.delete()
        assert raised()

    def test_a_move_raises_it(self, news, raised):
        news.move(Page.objects.get(slug="about-us"), "last-child")
        assert raised()

    def test_a_bulk_update_raises_it(self, raised):
        Page.objects.filter(slug="news").update(title="What is new")
        assert raised()

    def test_sql_raises_it(self, raised):
        with connection.cursor() as cursor:
            cursor.execute("UPDATE directory_contact SET hours = 'Day and night'")
        assert raised()

    @pytest.mark.parametrize("model", [Contact, Person, PartnershipSettings, PartnershipDocument])
    def test_a_record_that_pages_show_raises_it(self, model, raised):
        record = model.objects.last()
        record.delete()
        assert raised()

    def test_a_part_of_a_published_page_raises_it(self, raised):
        EventSession.objects.filter(page__live=True).update(is_cancelled=True)
        assert raised()


class TestWhatVisitorsDoNotSee:
    def test_a_draft_does_not_raise_it(self, raised):
        draft = new_draft()
        draft.title = "Still not"
        draft.save_revision()
        draft.search_description = "Sooner."
        draft.save()
        assert not raised()
        draft.delete()
        assert not raised()

    def test_a_draft_of_a_published_page_does_not_raise_it(self, news, raised):
        news.title = "Another title"
        news.save_revision()
        assert not raised()

    def test_saving_a_draft_in_the_admin_does_not_raise_it(self, admin_client, news, raised):
        raised()
        admin_client.get(reverse("wagtailadmin_pages:edit", args=[news.pk]))
        assert not raised()

    def test_a_locked_page_does_not_raise_it(self, news, raised):
        Page.objects.filter(pk=news.pk).update(locked=True)
        assert not raised()

    def test_a_save_that_changes_nothing_does_not_raise_it(self, raised):
        Contact.objects.first().save()
        assert not raised()

    def test_a_resized_picture_does_not_raise_it(self, client, raised):
        PartnershipRendition.objects.all().delete()
        client.get("/")
        assert PartnershipRendition.objects.exists()
        assert not raised()

    def test_a_document_that_is_not_published_does_not_raise_it(self, raised):
        document = PartnershipDocument.objects.filter(is_published=True).first()
        document.is_published = False
        document.save()
        assert raised()
        document.title = "Another title"
        document.save()
        assert not raised()

    def test_accounts_and_sign_ins_do_not_raise_it(self, raised, admin_client):
        get_user_model().objects.update(first_name="Somebody")
        assert not raised()

    def test_jobs_that_find_nothing_to_do_do_not_raise_it(self, raised):
        Worker().sweep()
        raised()
        Worker().sweep()
        assert not raised()


class TestWhatIsTakenBack:
    """A copy from before is not shown any more, not even while the database is away."""

    @pytest.fixture
    def withdrawn(self, raised):
        raised()
        before = Generation.present().withdrawn

        def has_risen():
            assert raised()
            return Generation.present().withdrawn > before

        return has_risen

    def test_unpublishing_takes_back(self, news, withdrawn):
        news.unpublish()
        assert withdrawn()

    def test_deleting_takes_back(self, news, withdrawn):
        news.delete()
        assert withdrawn()

    def test_another_address_takes_back(self, news, withdrawn):
        news.slug = "another"
        news.save_revision().publish()
        assert withdrawn()

    def test_making_private_takes_back(self, news, withdrawn):
        news.view_restrictions.create(restriction_type="login")
        assert withdrawn()

    def test_a_document_that_is_no_longer_published_is_taken_back(self, withdrawn):
        PartnershipDocument.objects.filter(is_published=True).update(is_published=False)
        assert withdrawn()

    def test_closing_the_website_takes_back(self, withdrawn):
        PartnershipSettings.objects.update(is_open=False)
        assert withdrawn()

    def test_another_text_takes_nothing_back(self, news, withdrawn):
        news.title = "Another title"
        news.save_revision().publish()
        assert not withdrawn()

    def test_a_new_page_takes_nothing_back(self, withdrawn):
        new_draft().save_revision().publish()
        assert not withdrawn()


class TestTheNumber:
    def test_a_transaction_raises_it_once(self, raised):
        before = Generation.present().number
        Page.objects.filter(live=True).update(seo_title="Everything")
        with connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS visible_change IMMEDIATE")
        assert Generation.objects.count() == 1
        assert Generation.present().number > before

    def test_it_rises_above_one_from_a_clock_that_went_fast(self, raised):
        ahead = 2**62
        Generation.objects.update(number=ahead)
        Contact.objects.update(hours="Day and night")
        assert raised()
        assert Generation.present().number == ahead + 1

    def test_it_starts_again_above_all_former_ones_when_the_row_was_lost(self, raised):
        former = Generation.present().number
        Generation.objects.all().delete()
        Contact.objects.update(hours="Day and night")
        with connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS visible_change IMMEDIATE")
        assert Generation.present().number > former

    def test_nothing_is_installed_twice(self, django_assert_num_queries):
        with django_assert_num_queries(6):  # the last raises the generation
            install_triggers("default")

    def test_a_rule_that_changed_is_installed_again(self):
        with connection.cursor() as cursor:
            cursor.execute("DROP TRIGGER visible_change ON directory_contact")
        install_triggers("default")
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT FROM pg_trigger WHERE tgname = 'visible_change'"
                " AND tgrelid = 'directory_contact'::regclass"
            )
            assert cursor.rowcount == 1


@contextmanager
def another_connection():
    """A connection of its own, as another process has; what it writes is committed."""
    other = connections.create_connection("default")
    other.inc_thread_sharing()
    try:
        yield other
    finally:
        other.close()


class TestOtherProcesses:
    """They hear of it once it is committed, and not before."""

    def hear(self, listener, seconds):
        if select.select([listener.connection], [], [], seconds)[0]:
            listener.connection.poll()
        heard = [int(notice.payload) for notice in listener.connection.notifies]
        listener.connection.notifies.clear()
        return heard

    def test_a_listener_is_told_the_new_number_at_the_commit(self):
        with another_connection() as writer, another_connection() as listener:
            with listener.cursor() as cursor:
                cursor.execute(f"LISTEN {CHANNEL}")
            with writer.cursor() as cursor:
                cursor.execute("BEGIN")
                cursor.execute("UPDATE directory_contact SET hours = hours || ' '")
                assert self.hear(listener, 0) == []
                cursor.execute("COMMIT")
                told = self.hear(listener, 10)
                cursor.execute("SELECT number FROM publishing_generation")
                assert told == [cursor.fetchone()[0]]
                cursor.execute("UPDATE directory_contact SET hours = rtrim(hours)")

    def test_two_who_write_wait_for_one_another_at_the_commit_alone(self):
        with another_connection() as one, another_connection() as other:
            first, second = one.cursor(), other.cursor()
            first.execute("BEGIN")
            first.execute("UPDATE directory_area SET name = name || ' '")
            second.execute("SET lock_timeout = '5s'")
            second.execute("UPDATE directory_audience SET name = name || ' '")
            second.execute("UPDATE directory_audience SET name = rtrim(name)")
            first.execute("ROLLBACK")

    def test_a_change_that_is_taken_back_raises_nothing(self):
        before = Generation.present().number
        with transaction.atomic():
            Contact.objects.update(hours="Day and night")
            transaction.set_rollback(True)
        assert Generation.present().number == before


@pytest.mark.parametrize("command", [["migrate", "--verbosity=0"], ["renew"]])
def test_after_an_upgrade_every_page_is_made_again(raised, command):
    withdrawn = Generation.present().withdrawn
    call_command(*command)
    assert raised()
    assert Generation.present().withdrawn == withdrawn
