"""Addresses: pages that move, feeds, and files for other programs."""

import re
from xml.etree import ElementTree

import pytest
from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.db import connections
from django.test import Client
from wagtail.models import Page, PageViewRestriction, Site

from partnership.front.models import HomePage
from partnership.pages.models import GuidancePage, NewsPage, PartnershipSettings
from tests.signing_in import sign_in

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
    assert client.get(page.url).status_code == 302
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
    root = Page.get_first_root_node()
    home = root.add_child(
        instance=HomePage(title="Elsewhere", slug="elsewhere", heading="Elsewhere")
    )
    site = Site.objects.create(hostname="elsewhere.example", port=80, root_page=home)
    PartnershipSettings.objects.filter(site=site).update(name="Elsewhere Partnership")
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
