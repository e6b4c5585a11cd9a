"""The first screen names what colleagues wait for, each with a link to the page."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from wagtail.models import Comment

from partnership.pages.models import NewsPage
from tests.editing.conversations import comment_on, decide, submit
from tests.sites import add_site

pytestmark = pytest.mark.django_db


@pytest.fixture
def team(person, browser_of):
    """The browsers of an editor and a publisher, by name."""
    roles = {"Ada": "editor", "Bea": "publisher"}
    return {name: browser_of(person(role, name)) for name, role in roles.items()}


@pytest.fixture
def page():
    return NewsPage.objects.live().first()


@pytest.fixture
def ada(team, django_user_model):
    return django_user_model.objects.get(email="ada@example.org")


def first_screen(browser, **extra):
    """Return what the first screen shows in its panel for the person."""
    html = browser.get(reverse("wagtailadmin_home"), **extra).content.decode()
    return html.partition("For you")[2].partition("Where to start")[0]


def test_a_request_goes_to_the_reader_and_back_to_who_asked(team, page, ada):
    submit(page, ada)
    assert "waits for Bea Example" in first_screen(team["Ada"])
    wanted = first_screen(team["Bea"])
    assert "<strong>Ada Example</strong> asks you to read" in wanted
    assert reverse("wagtailadmin_pages:edit", args=[page.pk]) in wanted

    decide(team["Bea"], page, "reject", "Say where.")
    assert page.title not in first_screen(team["Bea"])
    back = first_screen(team["Ada"])
    assert "<strong>Bea Example</strong> asked for changes to" in back
    assert "Say where." in back

    submit(page, ada)
    decide(team["Bea"], page, "approve")
    for browser in team.values():
        assert first_screen(browser) == ""


def test_a_comment_waits_for_the_one_who_has_not_had_the_last_word(team, page):
    page.revisions.update(user=None)
    comment_on(team["Ada"], page)
    thread = Comment.objects.get()
    assert f"?comment={thread.pk}" in first_screen(team["Bea"])
    assert "Is this right?" not in first_screen(team["Ada"])

    comment_on(team["Bea"], page, thread=thread, reply="Yes, it is.")
    assert "Yes, it is." in first_screen(team["Ada"])
    assert page.title not in first_screen(team["Bea"])

    comment_on(team["Ada"], page, thread=thread, is_resolved=True)
    for browser in team.values():
        assert page.title not in first_screen(browser)


def test_a_comment_of_the_only_publisher_waits_for_the_editor(team, page):
    page.revisions.update(user=None)
    comment_on(team["Bea"], page)
    assert "Is this right?" in first_screen(team["Ada"])
    assert "Is this right?" not in first_screen(team["Bea"])


def test_nothing_of_another_partnership_is_shown(team, page, ada, settings):
    settings.ALLOWED_HOSTS = ["testserver", "there.example"]
    add_site("there")
    comment_on(team["Ada"], page)
    submit(page, ada)
    for browser in team.values():
        assert page.title in first_screen(browser)
        assert page.title not in first_screen(browser, headers={"host": "there.example"})


def test_more_comments_need_no_more_queries(team, ada, django_assert_max_num_queries):
    def comment(times):
        for page in NewsPage.objects.live()[:2]:
            for _ in range(times):
                Comment.objects.create(
                    page=page, user=ada, text="Look here", contentpath="search_description"
                )

    comment(1)
    first_screen(team["Bea"])
    with CaptureQueriesContext(connection) as few:
        assert "Look here" in first_screen(team["Bea"])
    comment(10)
    with django_assert_max_num_queries(len(few)):
        first_screen(team["Bea"])
