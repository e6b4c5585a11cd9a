"""Visitors go on reading while the database or the application is gone."""

import time

import pytest

from partnership.publishing import edge as module
from partnership.publishing.edge import Edge, Silence
from partnership.publishing.leases import FULL, Leases
from partnership.publishing.models import Generation, Present

READ = "/news/"


@pytest.fixture
def no_application(stack):
    """The site without its application, once ``READ`` was read."""
    stack.wait_until(lambda: stack.get(READ).status == 200)
    stack.get("/unavailable/")
    stack.kill("application")
    yield stack
    stack.start("application")
    stack.wait_until(stack.answers)


def assert_helps(answer):
    assert answer.status == 503
    assert int(answer.headers["retry-after"])
    assert "no-store" in answer.headers["cache-control"]
    assert 'href="tel:999"' in answer.text
    assert "data-exit" in answer.text


class TestWithoutTheApplication:
    def test_pages_that_somebody_has_read_are_read_on(self, no_application):
        assert no_application.get(READ).status == 200

    def test_also_after_a_change_that_came_a_moment_before(self, no_application):
        no_application.rename("Nobody has read this yet")
        answer = no_application.get(READ)
        assert (answer.status, "News" in answer.text) == (200, True)

    def test_a_page_that_nobody_has_read_says_whom_to_call(self, no_application):
        answer = no_application.get("/nobody-has-read-this/")
        assert_helps(answer)
        assert "tel:" in answer.text.replace("tel:999", "").replace("tel:08001111", "")

    def test_a_page_that_was_taken_back_is_not_shown(self, no_application):
        address = "/about-us/"
        no_application.sql("UPDATE wagtailcore_page SET live = false WHERE slug = 'about-us'")
        no_application.wait_until(lambda: no_application.get(address).status == 503)
        assert_helps(no_application.get(address))
        no_application.sql("UPDATE wagtailcore_page SET live = true WHERE slug = 'about-us'")

    def test_people_who_want_to_sign_in_are_told(self, no_application):
        assert_helps(no_application.get("/account/login/"))


class TestWithoutTheDatabase:
    @pytest.fixture
    def refused(self, stack):
        """The site whose database refuses every connection, once ``READ`` was read."""
        stack.wait_until(lambda: stack.get(READ).status == 200)
        stack.get("/unavailable/")
        stack.take_connections(False)
        yield stack
        stack.take_connections(True)
        stack.wait_until(stack.answers)
        stack.wait_until(stack.is_kept)

    def test_pages_that_somebody_has_read_are_read_on(self, refused):
        for _ in range(20):
            assert refused.get(READ).status == 200

    def test_a_page_that_nobody_has_read_says_whom_to_call(self, refused):
        assert_helps(refused.get("/nobody-has-read-this/"))

    def test_a_restarted_companion_knows_what_was_taken_back(self, refused):
        refused.kill("companion")
        refused.start("companion")
        refused.wait_until(lambda: refused.get(READ).status == 200)

    def test_a_companion_that_hears_nothing_lets_copies_be_shown(self, tmp_path):
        edge = Edge(tmp_path, tmp_path / "kept", tmp_path / "log")
        edge.present = Present(5, 3)
        edge._miss(Silence("it says nothing"))
        assert edge.leases.present() == "unsure-3"
        edge.answered_at -= 60
        edge._miss(Silence("it says nothing"))
        assert edge.leases.present() == "away-3"

    def test_afterwards_a_change_arrives_as_ever(self, stack):
        stack.rename("The database is back")
        assert stack.arrives("The database is back")


class TestWithAFullDisk:
    @pytest.mark.django_db
    def test_the_companion_says_so_until_there_is_room(self, tmp_path, monkeypatch):
        edge = Edge(tmp_path, tmp_path / "kept" / "withdrawn", tmp_path / "log")
        with monkeypatch.context() as full:
            full.setattr(module, "LEAST_FREE", float("inf"))
            edge._ask()
            assert edge.leases.present().startswith(FULL)
        edge._ask()
        assert edge.leases.present() == str(Generation.present())

    def test_pages_are_answered_and_not_kept(self, stack):
        stack.wait_until(stack.is_kept)
        stack.kill("companion")
        Leases(stack.run).say(f"{FULL}0", time.time(), in_advance=20)
        answer = stack.get("/?page=7")
        assert (answer.status, answer.headers["x-cache"]) == (200, "BYPASS")
        stack.start("companion")
        stack.wait_until(stack.is_kept)

    def test_a_companion_that_can_note_nothing_goes_on(self, tmp_path):
        edge = Edge(tmp_path, tmp_path / "kept" / "withdrawn", tmp_path / "log")
        edge.kept.write_text("3")
        edge.kept.with_suffix(".new").mkdir()  # so that nothing can be written there
        edge._keep(5)
        assert edge._last_withdrawn() == "0"


def test_where_nothing_was_ever_read_there_is_still_a_number_to_call(stack):
    stack.kill("application")
    stack.sql("UPDATE pages_partnershipsettings SET is_open = false")
    try:
        stack.wait_until(lambda: stack.get("/").status == 503)
        assert_helps(stack.get("/"))
    finally:
        stack.sql("UPDATE pages_partnershipsettings SET is_open = true")
        stack.start("application")
        stack.wait_until(stack.answers)
