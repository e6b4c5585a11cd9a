"""One website among many: what links to another, and that the others cost a visit nothing."""

import pytest
from django.conf import settings
from django.core.files.base import ContentFile
from django.db.models.signals import post_init
from wagtail.models import Collection, Site

from partnership.front.models import HomePage
from partnership.library.models import PartnershipDocument
from partnership.pages.models import GuidancePage, PartnershipSettings
from tests.laws.test_every_kind_in_queries import queries
from tests.sites import add_site

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _all_hosts(monkeypatch):
    monkeypatch.setattr(settings, "ALLOWED_HOSTS", ["*"])


@pytest.fixture
def elsewhere():
    """A page of another site."""
    home = add_site("elsewhere")
    return home.add_child(instance=GuidancePage(title="Their guidance", slug="guidance"))


@pytest.fixture
def page():
    return HomePage.objects.get(sites_rooted_here__is_default_site=True).add_child(
        instance=GuidancePage(title="Ours", slug="ours")
    )


THERE = "http://elsewhere.example/guidance/"


def test_links_in_text_lead_to_the_other_site_and_to_our_own(client, elsewhere, page):
    links = "".join(
        f'<a linktype="page" id="{target.pk}">{target.title}</a>'
        for target in (elsewhere, page, elsewhere, page)
    )
    page.body = [("prose", f"<p>{links}</p>")]
    page.save_revision().publish()
    html = client.get(page.url).content.decode()
    assert html.count(f'<a href="{THERE}">Their guidance</a>') == 2
    assert html.count('<a href="/ours/">Ours</a>') >= 2
    assert "None" not in html


def test_the_furniture_of_a_page_links_to_the_other_site(client, elsewhere, page):
    PartnershipSettings.objects.filter(site__is_default_site=True).update(report_page=elsewhere)
    html = client.get("/ours/").content.decode()
    assert f'class="safety-bar__worried" href="{THERE}"' in html
    assert "None" not in html


def test_links_to_many_pages_of_other_sites_take_one_query(client, elsewhere, page):
    page.body = [("prose", "<p>Words.</p>")]
    page.save_revision().publish()
    before = queries(client, "/ours/")
    PartnershipSettings.objects.filter(site__is_default_site=True).update(report_page=elsewhere)
    assert len(queries(client, "/ours/")) <= len(before) + 1


def test_each_site_has_its_own_site_map_and_feed(client, elsewhere):
    there = client.get("/sitemap.xml", headers={"host": "elsewhere.example"}).content.decode()
    assert f"<loc>{THERE}</loc>" in there
    assert there.count("<loc>") == 2
    assert "elsewhere" not in client.get("/sitemap.xml").content.decode()


def test_a_visit_reads_no_more_sites_when_there_are_more(client):
    read = []

    def note(**kwargs):
        read.append(kwargs["sender"])

    post_init.connect(note, sender=Site)
    post_init.connect(note, sender=PartnershipSettings)
    try:
        client.get("/about-us/")
        before = len(read)
        for number in range(12):
            add_site(f"number{number}")
        read.clear()
        client.get("/about-us/")
        assert len(read) <= before
        read.clear()
        client.get("/", headers={"host": "number3.example"})
        assert len(read) <= before + 2  # and those of the default site
    finally:
        post_init.disconnect(note, sender=Site)
        post_init.disconnect(note, sender=PartnershipSettings)


def test_a_host_of_no_site_sees_the_default_site(client):
    add_site("elsewhere")
    html = client.get("/", headers={"host": "unknown.example"}).content.decode()
    assert "Westmorland" in html


@pytest.fixture
def add_document():
    """A function that adds a document with a title and text to the website at a host."""

    def add(title, text, hostname=None):
        site = Site.objects.get(hostname=hostname) if hostname else None
        file = ContentFile(text.encode(), "a.txt")
        return PartnershipDocument.objects.create(title=title, file=file, site=site)

    return add


def test_each_site_has_its_own_document_at_the_same_address(client, elsewhere, add_document):
    ours = add_document("Plan", "Ours", Site.objects.get(is_default_site=True).hostname)
    theirs = add_document("Plan", "Theirs", "elsewhere.example")
    assert ours.address == theirs.address == "plan.txt"
    for host, text in (("testserver", b"Ours"), ("elsewhere.example", b"Theirs")):
        response = client.get("/documents/plan.txt", headers={"host": host})
        assert b"".join(response.streaming_content) == text


def test_a_shared_document_has_an_address_that_no_site_uses(client, elsewhere, add_document):
    add_document("Plan", "Theirs", "elsewhere.example")
    shared = add_document("Plan", "Shared")
    for host in ("testserver", "elsewhere.example"):
        response = client.get(shared.url, headers={"host": host})
        assert b"".join(response.streaming_content) == b"Shared"
    assert client.get("/documents/plan.txt").status_code == 404


def test_a_form_offers_and_adds_what_belongs_to_the_website_of_its_page(
    admin_client, elsewhere, add_document
):
    add_document("Theirs", "Theirs", "elsewhere.example")
    form = {"referer": f"http://testserver/admin/pages/{elsewhere.pk}/edit/"}
    chooser = "/admin/documents/chooser/"
    assert "Theirs" not in admin_client.get(chooser).content.decode()
    assert "Theirs" in admin_client.get(chooser, headers=form).content.decode()
    sent = {
        "document-chooser-upload-title": "New",
        "document-chooser-upload-file": ContentFile(b"New", "new.txt"),
        "document-chooser-upload-release": "now",
        "document-chooser-upload-collection": Collection.objects.get(name="Website").pk,
    }
    admin_client.post(chooser + "create/", sent, headers=form)
    assert PartnershipDocument.objects.get(title="New").site.hostname == "elsewhere.example"
