"""A new page is added once, however often its form is sent."""

import uuid

import pytest
from django.urls import reverse
from wagtail.models import Page

from partnership.pages.models import NewsIndexPage, NewsPage
from tests.laws.kinds import example

KEY = str(uuid.uuid4())
FIELDS = {
    "title": "The bay is ours",
    "slug": "the-bay-is-ours",
    "date": "2026-11-26",
    "search_description": "What happened.",
    "body-count": "0",
    "comments-TOTAL_FORMS": "0",
    "comments-INITIAL_FORMS": "0",
    "translation_key": KEY,
}


@pytest.fixture
def add(admin_client):
    """A function that sends the form for a new news page."""
    address = reverse(
        "wagtailadmin_pages:add", args=["pages", "newspage", example(NewsIndexPage).pk]
    )

    def send(json=False, **changes):
        headers = {"accept": "application/json"} if json else {}
        return admin_client.post(address, FIELDS | changes, headers=headers)

    return send


def added():
    return NewsPage.objects.filter(title__startswith="The bay is ours")


def test_a_draft_sent_again_after_its_answer_was_lost_is_one_page(add):
    first, second = (add(json=True).json() for _ in range(2))
    assert first["success"]
    assert second["success"]
    assert [page.pk for page in added()] == [first["pk"]] == [second["pk"]]


def test_publishing_after_a_draft_whose_answer_was_lost_publishes_that_draft(add):
    add(json=True)
    assert add(**{"action-publish": "yes", "title": "The bay is ours again"}).status_code == 302
    page = added().get()
    assert page.live
    assert page.title == "The bay is ours again"


def test_a_page_sent_from_another_form_is_another_page(add):
    add()
    add(translation_key=str(uuid.uuid4()))
    assert added().count() == 2
    assert len({page.slug for page in added()}) == 2


def test_the_key_of_a_page_elsewhere_gives_no_access_to_it(add):
    other = Page.objects.get(slug="about-us")
    answer = add(translation_key=str(other.translation_key))
    assert answer.status_code == 302
    assert added().get().translation_key != other.translation_key
    assert Page.objects.get(pk=other.pk).title == other.title


@pytest.mark.parametrize("key", ["", "nonsense"])
def test_a_form_without_a_proper_key_is_answered(add, key):
    assert add(translation_key=key).status_code in (200, 302)
