"""The message above a refused form names every field with an error, each with a link to it."""

import re
from html import unescape

import pytest
from django.urls import reverse

from partnership.directory.models import Venue
from partnership.pages.models import ArrangementsPage, GuidancePage
from tests.accounts.test_private_titles import body, inline_formset, sent


def links(response):
    """Return ``{sentence: id that its link leads to}`` of the message on the page."""
    found = re.findall(r'<a href="#([^"]*)" data-error-link>(.*?)</a>', response.content.decode())
    return {unescape(sentence): place for place, sentence in found}


@pytest.fixture
def refused(admin_client, db):
    """A function that sends the form of a page with ``fields`` changed, to be published."""

    def send(page, fields):
        address = reverse("wagtailadmin_pages:edit", args=[page.pk])
        return admin_client.post(address, sent(page, fields) | {"action-publish": "yes"})

    return send


def test_fields_of_every_tab_dialog_and_row_are_named(refused):
    rows = inline_formset([{"title": "", "document": "", "kind": ""}])
    fields = {"title": "", "slug": "", "expire_at": "1/2/2026 9am", "publications": rows}
    answer = refused(ArrangementsPage.objects.live().first(), fields)
    assert links(answer) == {
        "Title: This field is required.": "id_title",
        "Slug: This field is required.": "id_slug",
        "Take down on: This time has passed. Enter a later one, or delete it to keep the "
        "page.": "id_expire_at",
        "Publication 1, Kind: This field is required.": "id_publications-0-kind",
        "Publication 1, Title: This field is required.": "id_publications-0-title",
    }
    shown = answer.content.decode()
    assert "This was not published yet. Visitors see what they saw before." in shown
    for place in links(answer).values():
        assert f'id="{place}"' in shown


def test_of_a_page_never_published_visitors_see_nothing(refused):
    page = GuidancePage.objects.live().first()
    GuidancePage.objects.filter(pk=page.pk).update(live=False)
    answer = refused(page, {"title": ""})
    assert "This was not published yet. Visitors do not see it." in answer.content.decode()


def test_a_page_cannot_go_live_after_it_expires(refused):
    fields = {"go_live_at": "1/2/2100 9am", "expire_at": "1/2/2099 9am"}
    assert list(links(refused(GuidancePage.objects.live().first(), fields))) == [
        "Publish on: The page would be taken down before this. Enter an earlier time.",
        "Take down on: The page is published after this. Enter a later time, or delete it to keep "
        "the page.",
    ]


def test_a_text_of_blocks_is_named(refused):
    answer = refused(GuidancePage.objects.live().first(), body(("quote", {"text": "", "who": ""})))
    [(sentence, place)] = links(answer).items()
    assert sentence == "Text: correct what is marked there."
    assert f'id="{place}"' in answer.content.decode()


def test_fields_of_a_record_are_named(admin_client, db):
    answer = admin_client.post(reverse(Venue.snippet_viewset.get_url_name("add")), {"name": ""})
    assert links(answer)["Name: This field is required."] == "id_name"
