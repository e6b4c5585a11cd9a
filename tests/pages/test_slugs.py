"""Addresses made from titles in any language."""

import pytest
from wagtail.models import Page

from partnership.ground.text import slug_formatters, slug_of
from partnership.pages.models import GuidancePage, NewsPage
from tests.pages.test_pictures import save_page

TITLES = {
    "Ochrona dzieci: Łódź": "ochrona-dzieci-lodz",
    "Smørrebrød, Þór & Straße": "smorrebrod-thor-strasse",
    "Æðelstān đã œuvre": "aedelstan-da-oeuvre",
    "Dŵr a tŷ": "dwr-a-ty",
    "Захист дітей: Ґанок": "zakhist-ditey-ganok",
    "حماية الأطفال": "hmyh-ltfl",
    "বাংলা": "bamla",
    "ਬੱਚੇ": "bce",
    "Plan 2026–27: ‘Children’s voices’": "plan-202627-childrens-voices",
    "Over 18? – yes": "over-18-yes",
    "İstanbul ıI": "istanbul-ii",
    "保護兒童": "baohuertong",
    "☂ ☃": "",
}


@pytest.mark.parametrize(("title", "slug"), TITLES.items())
def test_letters_survive(title, slug):
    assert slug_of(title) == slug


def test_what_browsers_are_told_agrees():
    told = {character: latin for letters, latin in slug_formatters() for character in letters[1:-1]}
    assert told["Ł"] == told["ł"] == "l"
    assert {latin for latin in told.values() if not latin.isascii()} == set()
    for character, latin in told.items():
        assert slug_of(f"a{character}b") == f"a{latin}b"


@pytest.fixture
def news(db):
    return Page.objects.get(slug="news")


@pytest.fixture
def add(admin_client, news):
    """Return a function that adds a news item by its form."""

    def send(title, slug):
        form = {"title": title, "slug": slug, "date": "2026-11-22", "body-count": "0"}
        form |= {"comments-TOTAL_FORMS": "0", "comments-INITIAL_FORMS": "0"}
        admin_client.post(f"/admin/pages/add/pages/newspage/{news.pk}/", form)
        return NewsPage.objects.order_by("-pk").first()

    return send


def test_letters_that_a_browser_leaves_are_made_latin(add):
    assert add("保護兒童", "保護兒童").slug == "baohuertong"


def test_an_address_that_the_browser_did_not_make_is_made_of_the_title(add):
    """The title was typed before the form's scripts were there."""
    assert add("Snow on the fells", "").slug == "snow-on-the-fells"
    assert add("☂", "").slug == "snow-on-the-fells"  # nothing was added


def test_a_draft_keeps_the_free_address_that_it_was_given(add, admin_client):
    """The form still has the one of the title, which another page has, when it is saved again."""
    add("Snow", "snow")
    draft = add("Snow", "snow")
    assert draft.slug == "snow-1"
    form = {"title": "Snow", "slug": "snow", "date": "2026-11-22", "body-count": "0"}
    form |= {"comments-TOTAL_FORMS": "0", "comments-INITIAL_FORMS": "0"}
    for _ in range(2):
        answer = admin_client.post(f"/admin/pages/{draft.pk}/edit/", form)
        assert answer.status_code == 302
        assert draft.get_latest_revision_as_object().slug == "snow-1"
    draft.get_latest_revision().publish()
    refused = admin_client.post(f"/admin/pages/{draft.pk}/edit/", form).content.decode()
    assert "already in use" in refused  # what visitors have may not change unseen


def test_a_page_made_without_a_form_has_them_too(news):
    page = news.add_child(instance=NewsPage(title="Ochrona dzieci: Łódź"))
    assert page.slug == "ochrona-dzieci-lodz"
    assert news.add_child(instance=NewsPage(title="Łódź")).slug == "lodz"
    assert news.add_child(instance=NewsPage(title="Łódź")).slug == "lodz-2"


def test_the_next_one_and_a_copy_have_them_too(news, admin_client):
    page = news.add_child(instance=NewsPage(title="Łódź", slug="łódź"))
    address = f"/admin/pages/{page.pk}/copy/"
    assert admin_client.get(address).context["form"]["new_slug"].value() == "lodz"
    form = {"new_title": "Łódź", "new_slug": "łódź-2", "new_parent_page": news.pk}
    admin_client.post(address, form)
    assert NewsPage.objects.filter(slug="lodz-2").exists()


def test_an_address_with_other_letters_stays_as_it_is(news, admin_client):
    page = news.add_child(instance=NewsPage(title="Łódź", slug="łódź"))
    save_page(admin_client, page, title="Łódź!")
    page.refresh_from_db()
    assert page.get_latest_revision_as_object().slug == "łódź"
    assert page.get_latest_revision_as_object().title == "Łódź!"


def test_headings_have_anchors_in_any_script(db, client):
    page = GuidancePage(title="Anchors", slug="anchors", body=[("prose", "<h2>Łódź</h2>")])
    Page.objects.get(slug="news").get_parent().add_child(instance=page)
    assert 'id="lodz"' in client.get("/anchors/").content.decode()
