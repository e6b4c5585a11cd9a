"""What every kind of page promises to visitors."""

import re
from datetime import datetime, time, timedelta
from itertools import cycle
from urllib.parse import urlsplit

import pytest
from django.contrib.auth.models import Group
from django.db.models import BooleanField
from django.utils import timezone
from justhtml import JustHTML
from wagtail.fields import StreamField
from wagtail.models import Page, PageViewRestriction, Site

from partnership.events.models import EventIndexPage
from partnership.learning.models import ResourceIndexPage
from partnership.newsletters.models import NewsletterIndexPage
from partnership.pages.models import NewsIndexPage
from tests.laws.kinds import KINDS

SECRET = "Xylophone"  # a word that is nowhere else on the site


@pytest.fixture
def html(page, client):
    return client.get(page.url).content.decode()


@pytest.fixture
def document(html):
    return JustHTML(html, collect_errors=True, sanitize=False)


def test_it_is_served_without_a_cookie(page, client):
    response = client.get(page.url)
    assert response.status_code == 200
    assert not response.cookies


def test_its_html_is_valid(document):
    assert [str(error) for error in document.errors] == []


def test_it_has_one_main_heading_a_title_and_a_language(document):
    assert len(document.query("h1")) == 1
    assert document.query("title")[0].to_text().strip()
    assert document.query("html")[0].attrs["lang"] == "en-GB"


def test_its_ids_are_unique(document):
    ids = [element.attrs["id"] for element in document.query("[id]")]
    assert len(ids) == len(set(ids))


def test_it_has_no_inline_code_and_loads_nothing_from_elsewhere(document):
    assert document.query("[style], style, script:not([src])") == []
    fetched = [
        element.attrs.get("src") or element.attrs.get("href")
        for element in document.query("[src], link[rel=stylesheet], link[rel=icon]")
    ]
    assert fetched
    assert [address for address in fetched if urlsplit(address).netloc] == []


def test_its_policy_allows_nothing_from_elsewhere(page, client):
    policy = client.get(page.url)["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert "http" not in policy


def test_it_has_the_exit_unless_an_editor_switched_it_off(page, client):
    assert "data-exit" in client.get(page.url).content.decode()
    type(page).objects.filter(pk=page.pk).update(show_exit=False)
    assert "data-exit" not in client.get(page.url).content.decode()


@pytest.mark.parametrize("part", ["", "feed/", "past/", "month/", "calendar.ics", "event.ics"])
def test_it_reads_the_same_at_any_time_of_a_day(page, part, client, monkeypatch):
    """Caches keep a page for a day, unless something changes."""
    answers = []
    for at in (time(0, 1), time(12), time(23, 59)):
        moment = timezone.make_aware(datetime.combine(timezone.localdate(), at))
        with monkeypatch.context() as patch:
            patch.setattr(timezone, "now", lambda moment=moment: moment)
            answers.append(client.get(page.url + part).content)
    assert len(set(answers)) == 1


def test_it_links_to_help(document):
    assert document.query(".safety-bar a[href='/report-a-concern/']")
    assert document.query(".safety-bar a[href='tel:999']")


def places_that_list_pages(page):
    """Return the addresses that name other pages: home, lists, site map, feeds, search."""
    indexes = [
        index
        for kind in (EventIndexPage, NewsIndexPage, NewsletterIndexPage, ResourceIndexPage)
        for index in kind.objects.live()
        if not index.is_descendant_of(page) and index != page
    ]
    parents = [ancestor.url for ancestor in page.get_ancestors() if ancestor.depth > 1]
    return [
        *parents,
        "/",
        "/site-map/",
        "/sitemap.xml",
        f"/search/?q={SECRET}",
        f"/search/suggestions/?q={SECRET[:4]}",
        *(index.url for index in indexes),
        *(index.url + "feed/" for index in indexes),
        *(
            index.url + view
            for index in indexes
            if isinstance(index, EventIndexPage)
            for view in ("past/", "month/", "month/2027/3/", "calendar.ics")
        ),
    ]


def least(kind):
    """Return the fields that the form of ``kind`` does not require, as they are if left empty."""
    fields = [
        field
        for field in kind._meta.concrete_fields
        if field.editable
        and field.blank
        and not (field.primary_key or isinstance(field, BooleanField))
    ]
    return {
        field.name: None if field.null else [] if isinstance(field, StreamField) else ""
        for field in fields
    }


def test_a_page_with_the_least_that_its_form_accepts_breaks_no_list(page, kind, client):
    # Wagtail saves a new page first, and afterwards that it is published.
    publishing = dict.fromkeys(("first_published_at", "last_published_at"))
    kind.objects.filter(pk=page.pk).update(**(least(kind) | publishing))
    for place in (page.url, *places_that_list_pages(page)):
        assert client.get(place).status_code in (200, 404), place


def make_private(page):
    PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)


def make_private_to_a_group(page):
    restriction = PageViewRestriction.objects.create(
        page=page, restriction_type=PageViewRestriction.GROUPS
    )
    restriction.groups.add(Group.objects.create(name="Some people"))


def unpublish(page):
    page.unpublish()


def schedule(page):
    page.unpublish()
    page.go_live_at = timezone.now() + timedelta(days=1)
    page.save_revision().publish()


# Each kind as private and as a draft, in the two ways of each by turns.
WAYS_TO_HIDE = [
    (kind, hide)
    for kind, ways in zip(
        KINDS, cycle([(make_private, schedule), (make_private_to_a_group, unpublish)]), strict=False
    )
    for hide in ways
]


@pytest.mark.parametrize(
    ("kind", "hide"),
    WAYS_TO_HIDE,
    indirect=["kind"],
    ids=[f"{kind.__name__}-{hide.__name__}" for kind, hide in WAYS_TO_HIDE],
)
def test_a_hidden_page_is_named_nowhere(page, client, hide):
    site = Site.objects.get(is_default_site=True)
    if page == site.root_page.specific:
        pytest.skip("The home page hides the whole site.")
    page.title = SECRET
    page.search_description = f"All about the {SECRET}"
    page.slug = "hidden-page" if page.slug != "site-map" else page.slug
    page.show_in_menus = True
    page.save()
    page = Page.objects.get(pk=page.pk).specific
    address = page.url
    hide(page)
    unknown = address[:-2] + "q/"
    answer, usual = client.get(address), client.get(unknown)
    for each in (answer, usual):
        del each["ETag"]  # of the text, which names the address
    assert (answer.status_code, {**answer.headers}) == (404, {**usual.headers})
    assert answer.content == usual.content.replace(unknown.encode(), address.encode())
    assert client.options(address).status_code == client.options(unknown).status_code == 404
    for place in places_that_list_pages(page):
        html = client.get(place).content.decode()
        # The page of results shows the searched words in quotation marks.
        assert SECRET not in re.sub(f'[‘"]{SECRET}[’"]', "", html), place
    assert "Nothing found" in client.get(f"/search/?q={SECRET}").content.decode()


def test_a_public_page_is_on_the_site_map(page, client):
    if page.depth > 2:
        assert f'href="{page.url}"' in client.get("/site-map/").content.decode()
        assert f"{page.url}</loc>" in client.get("/sitemap.xml").content.decode()
