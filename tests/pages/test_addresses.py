"""Addresses: pages that move, feeds, and files for other programs."""

import re
from xml.etree import ElementTree

import pytest
from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.db import connections
from django.test import Client
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page, PageViewRestriction

from partnership.front.models import HomePage
from partnership.learning.models import ResourceIndexPage, ResourceKind, ResourcePage
from partnership.pages import views
from partnership.pages.models import GuidancePage, NewsPage
from tests.signing_in import sign_in
from tests.sites import add_site

ATOM = "{http://www.w3.org/2005/Atom}"


@pytest.fixture(autouse=True)
def _database(db):
    pass


def test_pages_with_the_same_title_get_different_addresses(admin_client):
    news = Page.objects.get(slug="news")
    for slug in ("a-title", "a-title-1"):
        form = {"title": "A title", "slug": "a-title", "date": "2026-11-22", "body-count": "0"}
        form |= {"comments-TOTAL_FORMS": "0", "comments-INITIAL_FORMS": "0"}
        answer = admin_client.post(f"/admin/pages/add/pages/newspage/{news.pk}/", form)
        assert answer.status_code == 302
        assert Page.objects.filter(slug=slug).exists()


class TestLongTitle:
    """Two pages with the same title of 255 letters."""

    TITLE = "a" * 255

    @pytest.fixture
    def add(self, admin_client):
        news = Page.objects.get(slug="news")

        def send():
            form = {
                "title": self.TITLE,
                "slug": self.TITLE,
                "date": "2026-11-22",
                "body-count": "0",
            }
            form |= {"comments-TOTAL_FORMS": "0", "comments-INITIAL_FORMS": "0"}
            answer = admin_client.post(f"/admin/pages/add/pages/newspage/{news.pk}/", form)
            assert answer.status_code == 302
            return NewsPage.objects.order_by("-pk").first()

        return send

    def test_are_added(self, add):
        first, second = add(), add()
        assert second.slug == f"{first.slug}-1"

    def test_are_copied(self, add, admin_client):
        page = add()
        address = f"/admin/pages/{page.pk}/copy/"
        suggested = admin_client.get(address).context["form"]["new_slug"].value()
        form = {"new_title": self.TITLE, "new_parent_page": page.get_parent().pk}
        admin_client.post(address, form | {"new_slug": suggested})
        assert NewsPage.objects.filter(title=self.TITLE).count() == 2

    @pytest.mark.parametrize("field", ["new_title", "new_slug"])
    def test_a_copy_says_what_is_too_long(self, add, admin_client, field):
        page = add()
        form = {"new_title": "A", "new_slug": "a", "new_parent_page": page.get_parent().pk}
        answer = admin_client.post(f"/admin/pages/{page.pk}/copy/", form | {field: "b" * 256})
        assert "the limit is 255" in answer.content.decode()

    def test_the_next_one_is_started(self, add, admin_client):
        index = ResourceIndexPage.objects.get()
        page = ResourcePage(title=self.TITLE, kind=ResourceKind.objects.first())
        index.add_child(instance=page)
        answer = admin_client.post(f"/admin/pages/{page.pk}/next/", {"title": self.TITLE})
        assert answer.status_code == 302
        assert ResourcePage.objects.filter(title=self.TITLE).count() == 2

    def test_moves_and_leaves_a_redirect(self, add, admin_client):
        page = add()
        page.save_revision().publish()
        other = page.get_parent().copy(update_attrs={"slug": "more-news"})
        old = page.url
        admin_client.post(f"/admin/pages/{page.pk}/move/{other.pk}/confirm/")
        assert Client().get(old).status_code == 301

    def test_moves_without_a_redirect_from_an_address_that_is_too_long(self, add, admin_client):
        page = add()
        Redirect.objects.create(old_path="/old", automatically_created=True)
        deep = GuidancePage(title="Deep", slug="b" * 200)
        HomePage.objects.get().add_child(instance=deep)
        page.move(deep, pos="last-child")
        index = Page.objects.get(slug="news")
        answer = admin_client.post(f"/admin/pages/{page.pk}/move/{index.pk}/confirm/")
        assert answer.status_code == 302
        assert NewsPage.objects.get(pk=page.pk).get_parent().pk == index.pk
        assert Redirect.objects.filter(old_path="/old").exists()


def test_a_page_that_moves_leaves_a_redirect(client, admin_client):
    page = Page.objects.get(slug="early-and-family-help").specific
    parent = Page.objects.get(slug="policies-and-procedures")
    admin_client.post(f"/admin/pages/{page.pk}/move/{parent.pk}/confirm/")
    response = Client().get("/early-and-family-help/")
    assert response.status_code == 301
    assert response["Location"].endswith("/policies-and-procedures/early-and-family-help/")


@pytest.mark.parametrize(
    "address",
    [
        "/nothing/",
        "/about-us/nothing/",
        "/news/feed/nothing/",
        "/about%00-us/",
        "/documents/a%00b.pdf",
        "/documents/a%00/first-page",
        "/media/images/a%00.jpg",
    ],
)
def test_an_unknown_address_shows_a_helpful_page(client, address):
    response = client.get(address)
    assert response.status_code == 404
    html = response.content.decode()
    assert "There is no page at this address" in html
    assert "Worried about a child?" in html


def test_a_page_for_another_role_shows_a_signed_in_user_why(client):
    page = GuidancePage.objects.first()
    restriction = PageViewRestriction.objects.create(
        page=page, restriction_type=PageViewRestriction.GROUPS
    )
    restriction.groups.add(Group.objects.create(name="Board"))
    assert client.get(page.url).status_code == 404
    editor = get_user_model().objects.create_user("editor@example.org", "a long password")
    editor.groups.add(Group.objects.get(role__starter="editor"))
    sign_in(client, editor)
    response = client.get(page.url)
    assert response.status_code == 403
    assert "You do not have access to this" in response.content.decode()
    editor.groups.add(Group.objects.get(name="Board"))
    assert client.get(page.url).status_code == 200


def test_an_error_page_needs_no_database(client, monkeypatch):
    def fail(*args, **kwargs):
        raise ConnectionError

    client.raise_request_exception = False
    with monkeypatch.context() as patch:
        patch.setattr(connections["default"], "cursor", fail)
        response = client.get("/about-us/")
    assert response.status_code == 500
    assert 'call <a href="tel:999">999</a>' in response.content.decode()


@pytest.mark.parametrize("index", ["/news/", "/newsletters/"])
def test_a_feed_is_atom_with_whole_addresses(client, index):
    response = client.get(index + "feed/")
    assert response["Content-Type"].startswith("application/atom+xml")
    feed = ElementTree.fromstring(response.content)
    entries = feed.findall(f"{ATOM}entry")
    assert entries
    for entry in entries:
        assert entry.find(f"{ATOM}link").attrib["href"].startswith("http://")
        assert entry.find(f"{ATOM}updated").text
    assert f'href="{index}feed/"' in client.get(index).content.decode()


def test_the_sitemap_lists_every_public_page_once(client):
    root = ElementTree.fromstring(client.get("/sitemap.xml").content)
    addresses = [element.text for element in root.iter() if element.tag.endswith("}loc")]
    assert len(addresses) == len(set(addresses)) == Page.objects.live().filter(depth__gt=1).count()


def test_the_sitemap_of_a_large_site_is_an_index_of_parts(client, monkeypatch):
    def locations(address):
        root = ElementTree.fromstring(client.get(address).content)
        return [element.text for element in root.iter() if element.tag.endswith("}loc")]

    in_one_file = locations("/sitemap.xml")
    monkeypatch.setattr(views, "SITEMAP_PART", 7)
    parts = locations("/sitemap.xml")
    assert parts[:2] == ["http://testserver/sitemap-1.xml", "http://testserver/sitemap-2.xml"]
    in_parts = [locations(part) for part in parts]
    assert {len(part) for part in in_parts[:-1]} == {7}
    assert [address for part in in_parts for address in part] == in_one_file
    for number in (0, len(parts) + 1, "x"):
        assert client.get(f"/sitemap-{number}.xml").status_code == 404


def test_the_sitemap_writes_addresses_as_pages_do(client):
    page = GuidancePage(title="Gwasanaeth", slug="gwasanaeth-iechyd-ŵy", live=True)
    HomePage.objects.get().add_child(instance=page)
    assert f"<loc>{page.full_url}</loc>" in client.get("/sitemap.xml").content.decode()


def test_robots_and_security(client):
    assert "Sitemap: http" in client.get("/robots.txt").content.decode()
    text = client.get("/.well-known/security.txt").content.decode()
    assert text.startswith("Contact: mailto:wfscp@cumbria.gov.uk")
    assert "Expires: 20" in text


@pytest.mark.parametrize("folder", ["documents", "original_images"])
@pytest.mark.parametrize("path", ["/media/{}/", "/media/images/../{}/", "/media/images//{}/"])
def test_originals_and_documents_have_no_address_in_media(client, settings, tmp_path, folder, path):
    settings.MEDIA_ROOT = tmp_path
    (tmp_path / "images").mkdir()
    (tmp_path / folder).mkdir()
    (tmp_path / folder / "file.pdf").write_bytes(b"%PDF-1.7")
    assert client.get(path.format(folder) + "file.pdf").status_code in (400, 404)


def test_pictures_are_served_with_their_own_policy(client):
    home = client.get("/").content.decode()
    response = client.get(re.search(r'src="(/media/images/[^"]+)"', home).group(1))
    assert response.status_code == 200
    assert "sandbox" in response["Content-Security-Policy"]
    response.close()


def test_two_partnerships_share_nothing_that_a_visitor_sees(client):
    add_site("elsewhere", name="Elsewhere Partnership")
    settings.ALLOWED_HOSTS.append("elsewhere.example")
    try:
        there = client.get("/", headers={"host": "elsewhere.example"}).content.decode()
    finally:
        settings.ALLOWED_HOSTS.remove("elsewhere.example")
    assert "Elsewhere Partnership" in there
    assert "Westmorland" not in there
    assert "Elsewhere" not in client.get("/").content.decode()


def test_news_shows_its_areas(client):
    item = NewsPage.objects.live().first()
    html = client.get(item.url).content.decode()
    for area in item.areas.all():
        assert area.name in html
