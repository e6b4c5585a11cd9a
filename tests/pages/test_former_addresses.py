"""Former addresses: what leads on, and what does not."""

import pytest
from django.test import Client
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page, PageViewRestriction

from partnership.events.models import EventIndexPage, EventPage
from partnership.front.models import HomePage
from partnership.pages.models import GuidancePage, NewsIndexPage

pytestmark = pytest.mark.django_db


@pytest.fixture
def rename(django_capture_on_commit_callbacks):
    """Return a function that publishes a page at another address."""

    def publish(page, slug):
        page = page.specific
        page.slug = slug
        with django_capture_on_commit_callbacks(execute=True):
            page.save_revision().publish()
        return page

    return publish


@pytest.fixture
def events():
    return EventIndexPage.objects.get()


def test_the_query_stays_as_it_was_typed(client, events, rename):
    former = events.url
    rename(events, "diary")
    answer = client.get(f"{former}?kind=Early%20help&area=%C5%81%C3%B3d%C5%BA&kind=A+b")
    assert answer["Location"].endswith(
        "/diary/?kind=Early%20help&area=%C5%81%C3%B3d%C5%BA&kind=A+b"
    )


def test_an_address_without_its_last_slash_leads_on_too(client, events, rename):
    former = events.url
    rename(events, "diary")
    answer = client.get(f"{former}feed?kind=Training", follow=True)
    assert answer.redirect_chain[-1][0].endswith("/diary/feed/?kind=Training")
    assert answer.status_code == 200


def test_a_redirect_that_an_editor_made_for_a_query_is_taken_first(client):
    page = Page.objects.get(slug="news")
    Redirect.add_redirect("/old?page=2", redirect_to=page)
    Redirect.add_redirect("/old", redirect_to=page.get_parent())
    assert client.get("/old/?page=2")["Location"] == page.url
    assert client.get("/old/?page=3")["Location"] == page.get_parent().url + "?page=3"


def test_a_redirect_to_another_website_is_sent_no_query(client):
    Redirect.add_redirect("/old", redirect_to="https://example.org/new")
    assert client.get("/old/?q=words")["Location"] == "https://example.org/new"


def test_a_redirect_of_an_editor_leads_to_its_page_alone(client, events):
    Redirect.add_redirect("/diary", redirect_to=events)
    assert client.get("/diary/")["Location"] == events.url
    assert client.get("/diary/feed/").status_code == 404


def test_a_new_page_at_the_former_address_does_not_cut_off_followers(client, rename):
    news = NewsIndexPage.objects.get()
    former = news.url
    rename(news, "latest-news")
    new = GuidancePage(title="News", slug="news")
    HomePage.objects.get().add_child(instance=new)
    assert client.get(former).status_code == 200
    assert client.get(f"{former}feed/")["Location"] == "/latest-news/feed/"


def test_two_lists_that_swapped_their_addresses_answer_for_themselves(client, events, rename):
    other = events.copy(recursive=False, update_attrs={"slug": "other"})
    one = rename(events, "swapped")
    other = rename(other, "events")
    one = rename(one, "other")
    for page in (one, other):
        assert client.get(f"{page.url}month/1900/1/").status_code == 404
        assert client.get(f"{page.url}feed/").status_code == 200


def test_a_page_that_returned_to_its_address_answers_for_itself(client, events, rename):
    former = events.url
    events = rename(events, "elsewhere")
    rename(events, "events")
    assert client.get(former).status_code == 200
    assert client.get(f"{former}month/1900/1/").status_code == 404


def test_an_event_published_after_the_list_moved_leads_on_from_its_former_address(
    client, events, rename
):
    event = EventPage.objects.child_of(events).live().first()
    former = event.url
    event.unpublish()
    rename(events, "diary")
    EventPage.objects.get(pk=event.pk).save_revision().publish()
    assert client.get(former)["Location"].endswith(f"/diary/{event.slug}/")


def test_a_private_page_stays_private(client, events, rename, admin_client):
    former = events.url
    rename(events, "diary")
    assert Redirect.objects.filter(old_path=former.rstrip("/")).exists()
    Page.objects.get(slug="diary").unpublish()
    assert client.get(f"{former}feed/").status_code == 404


@pytest.mark.parametrize(
    "address",
    ["/a" * 400 + "/", "/old%00/", "/%2F%2Fexample.org/", "/old%0d%0a/"],
)
def test_nonsense_is_not_found(client, address):
    assert client.get(address).status_code in (400, 404)


@pytest.mark.parametrize("below", ["", "feed/"])
def test_strangers_do_not_learn_where_a_private_page_has_moved(
    client, admin_client, events, rename, below
):
    former = events.url
    page = rename(events, "secret-diary")
    PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)
    answer = Client().get(former + below)
    assert answer.status_code == 404
    assert b"secret-diary" not in answer.content
    assert admin_client.get(former + below)["Location"].endswith(f"/secret-diary/{below}")


def test_strangers_do_not_learn_of_a_private_page_below_one_that_has_moved(
    client, admin_client, events, rename
):
    event = EventPage.objects.child_of(events).live().first()
    PageViewRestriction.objects.create(page=event, restriction_type=PageViewRestriction.LOGIN)
    former = event.url
    rename(events, "diary")
    for address in (former, former.rstrip("/"), f"{former}event.ics"):
        answer = Client().get(address, follow=True)
        assert answer.status_code == 404
        assert not any("diary" in place for place, _ in answer.redirect_chain)
    assert admin_client.get(former)["Location"].endswith(f"/diary/{event.slug}/")


def test_a_page_that_is_no_longer_published_is_not_named_at_its_former_address(
    client, events, rename
):
    former = events.url
    rename(events, "secret-diary").unpublish()
    assert client.get(former).status_code == 404
