"""Before a page leaves the website, its publisher sees what links to it and helps its visitors."""

import pytest
from django.core.files.base import ContentFile
from django.test import Client
from django.urls import reverse
from django.utils.html import strip_tags
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page, PageViewRestriction, ReferenceIndex

from partnership.front.models import HomePage
from partnership.library.models import PartnershipDocument
from partnership.pages.models import GuidancePage, NewsPage, PartnershipSettings


def add(title, parent=None, **fields):
    page = GuidancePage(title=title, slug=title.lower(), **fields)
    (parent or HomePage.objects.get()).add_child(instance=page)
    page.save_revision().publish()
    return GuidancePage.objects.get(pk=page.pk)


@pytest.fixture
def page(db):
    """A page that much of the website links to."""
    return add("Sleep", show_in_menus=True)


@pytest.fixture
def linked(page):
    """The website as it links to the page: text, buttons, a task, the footer and a document."""
    text = [
        ("prose", f'<p>Read <a linktype="page" id="{page.pk}">about sleep</a>.</p>'),
        ("buttons", [{"page": page, "text": "Sleep well", "url": ""}]),
    ]
    news = NewsPage.objects.first()
    news.body = text
    news.save_revision().publish()
    home = HomePage.objects.get()
    home.tasks = [("task", {"page": page, "text": "", "url": "", "note": "Tonight"})]
    home.save_revision().publish()
    settings = PartnershipSettings.objects.get()
    settings.footer_links = [("page", page)]
    settings.save()
    document = PartnershipDocument.objects.first()
    document.web_version = page
    document.save()
    return news


def in_words(answer):
    return " ".join(answer.content.decode().replace("&#x27;", "'").split())


def address(action, page):
    return reverse(f"wagtailadmin_pages:{action}", args=[page.pk])


def bulk(action, *pages):
    name = reverse("wagtail_bulk_action", args=["wagtailcore", "page", action])
    return f"{name}?next=/admin/&{'&'.join(f'id={page.pk}' for page in pages)}"


def hidden_place():
    place = add("Team")
    PageViewRestriction.objects.create(page=place, restriction_type=PageViewRestriction.LOGIN)
    return place


SCREENS = {
    "delete": lambda page: address("delete", page),
    "unpublish": lambda page: address("unpublish", page),
    "move to a private place": lambda page: reverse(
        "wagtailadmin_pages:move_confirm", args=[page.pk, hidden_place().pk]
    ),
    "delete several": lambda page: bulk("delete", page, add("Other")),
    "unpublish several": lambda page: bulk("unpublish", page, add("Other")),
    "delete the page above": lambda page: address("delete", below_another(page)),
    "unpublish several above": lambda page: bulk("unpublish", below_another(page)),
}
BELOW = ("delete the page above", "unpublish several above")


def below_another(page):
    place = add("Above")
    page.move(place, "last-child")
    return GuidancePage.objects.get(pk=place.pk)


@pytest.fixture(params=SCREENS)
def screen(request, page, linked):
    """The address of a confirmation screen."""
    return SCREENS[request.param](page)


def test_the_screen_names_each_place_that_links_to_it(screen, linked, admin_client):
    words = in_words(admin_client.get(screen))
    assert "These places link to it, or to a page below it" in words
    for place in (f"{linked.title}: text", ": tasks", "footer links", "web version"):
        assert place in words
    assert address("edit", linked) in words


def test_the_screen_names_documents_that_would_stay_public(screen, page, admin_client):
    document = PartnershipDocument.objects.create(
        title="Sleep chart", file=ContentFile(b"%PDF-1.7", "chart.pdf")
    )
    page = GuidancePage.objects.get(pk=page.pk)
    page.body = [("documents", [document])]
    page.save()
    ReferenceIndex.create_or_update_for_object(page)
    assert "Sleep chart" in in_words(admin_client.get(screen))
    other = add("Elsewhere", body=[("documents", [document])])
    ReferenceIndex.create_or_update_for_object(other)
    assert "Sleep chart" not in in_words(admin_client.get(screen))


def test_drafts_among_several_to_unpublish_are_named_as_drafts(page, admin_client):
    draft = add("Draft")
    draft.unpublish()
    words = in_words(admin_client.get(bulk("unpublish", page, draft)))
    assert "These are not published, so nothing changes: Draft" in strip_tags(words)
    assert "permission to unpublish" not in words
    admin_client.post(bulk("unpublish", page, draft))
    assert not GuidancePage.objects.filter(pk__in=[page.pk, draft.pk], live=True).exists()
    assert "permission" not in in_words(admin_client.get(bulk("unpublish", draft)))


def test_the_screen_names_the_main_menu(page, admin_client):
    assert "The main menu, as ‘Sleep’" in in_words(admin_client.get(address("delete", page)))


def test_a_page_without_links_says_so(db, admin_client):
    lonely = add("Lonely")
    words = in_words(admin_client.get(address("delete", lonely)))
    assert "No other page, setting or record links to it" in words


class TestRedirect:
    @pytest.fixture
    def other(self, page):
        return add("Other")

    @pytest.mark.parametrize(
        "screen", ["delete", "unpublish", "delete several", "unpublish several"]
    )
    def test_visitors_of_the_old_address_see_the_other_page(
        self, page, other, admin_client, screen
    ):
        old = page.url
        link = SCREENS[screen](page) if "several" not in screen else bulk(screen.split()[0], page)
        assert "Send visitors to another page" in in_words(admin_client.get(link))
        told = in_words(admin_client.post(link, {"instead": other.pk}, follow=True))
        assert "Visitors of the old address now see ‘Other’" in told
        answer = Client().get(old)
        assert answer.status_code == (301 if "delete" in screen else 302)
        assert answer["Location"].endswith(other.url)

    def test_visitors_of_pages_below_and_of_earlier_addresses_see_it_too(
        self, page, other, admin_client
    ):
        child = add("Naps", page)
        earlier = Redirect.add_redirect("/bedtime", redirect_to=page)
        admin_client.post(address("delete", page), {"instead": other.pk})
        for old in (child.url, earlier.old_path):
            assert Client().get(old)["Location"].endswith(other.url)

    def test_the_page_is_shown_again_once_published_again(self, page, other, admin_client):
        admin_client.post(address("unpublish", page), {"instead": other.pk})
        GuidancePage.objects.get(pk=page.pk).save_revision().publish()
        assert Client().get(page.url).status_code == 200

    def test_is_optional(self, page, admin_client):
        admin_client.post(address("delete", page), {"instead": ""})
        assert Client().get(page.url).status_code == 404

    def test_does_not_lead_to_a_page_that_leaves_as_well(self, page, admin_client):
        child = add("Naps", page)
        told = in_words(
            admin_client.post(address("delete", page), {"instead": child.pk}, follow=True)
        )
        assert "‘Naps’ would leave the website as well" in told
        assert Page.objects.filter(pk=page.pk).exists()

    def test_is_not_offered_for_a_draft(self, db, admin_client):
        draft = add("Draft")
        draft.unpublish()
        words = in_words(admin_client.get(address("delete", draft)))
        assert "Send visitors to another page" not in words


def test_the_next_screen_names_what_is_left_to_fix(page, linked, admin_client):
    told = in_words(admin_client.post(address("delete", page), follow=True))
    assert "These places link to it" in told
    assert f"{linked.title}: text" in told
    assert reverse("pages_broken_links") in told


WAYS_TO_LEAVE = {
    "Deleted": lambda page: page.delete(),
    "Not published": lambda page: page.unpublish(),
    "Private": lambda page: PageViewRestriction.objects.create(
        page=page, restriction_type=PageViewRestriction.LOGIN
    ),
}


@pytest.mark.parametrize("reason", WAYS_TO_LEAVE)
class TestGone:
    @pytest.fixture(autouse=True)
    def _gone(self, page, linked, reason):
        WAYS_TO_LEAVE[reason](GuidancePage.objects.get(pk=page.pk))

    def test_visitors_see_text_instead_of_a_link(self, linked, page):
        html = Client().get(linked.url).content.decode()
        assert "Read about sleep." in html
        assert "Sleep well" not in html
        assert "<a>" not in html

    def test_no_task_leads_nowhere(self):
        html = Client().get("/").content.decode()
        assert "Tonight" not in html
        assert "What are you looking for?" not in html
        assert 'href=""' not in html

    def test_the_report_lists_each_link_to_fix(self, page, linked, admin_client, reason):
        words = in_words(admin_client.get(reverse("pages_broken_links")))
        assert words.count(page.title) == 5  # in the column of where a link leads to
        for part in (linked.title, "about sleep", "Sleep well", "footer links", "tasks", reason):
            assert part in words, part
        assert address("edit", linked) in words


def test_a_private_page_links_to_private_pages(page, linked, admin_client):
    for each in (page, linked):
        PageViewRestriction.objects.create(page=each, restriction_type=PageViewRestriction.LOGIN)
    html = admin_client.get(linked.url).content.decode()
    assert f'<a href="{page.url}">about sleep</a>' in html
    assert "Sleep well" in html


def test_the_report_is_empty_while_every_link_works(linked, admin_client):
    words = in_words(admin_client.get(reverse("pages_broken_links")))
    assert "Every link to a page of this website leads somewhere" in words


def test_an_empty_button_is_not_published(admin_client, linked):
    form = {"title": "News", "slug": "news-item", "date": "2026-11-22", "body-count": "1"}
    form |= {"comments-TOTAL_FORMS": "0", "comments-INITIAL_FORMS": "0"}
    form |= {"body-0-type": "buttons", "body-0-order": "0", "body-0-deleted": ""}
    form |= {"body-0-value-count": "1", "body-0-value-0-order": "0", "body-0-value-0-deleted": ""}
    form |= {f"body-0-value-0-value-{name}": "" for name in ("page", "url", "text")}
    news = linked.get_parent()
    place = f"/admin/pages/add/pages/newspage/{news.pk}/"
    answer = admin_client.post(place, form | {"action-publish": "yes"})
    assert "Choose a page, or type the address of another website" in in_words(answer)
