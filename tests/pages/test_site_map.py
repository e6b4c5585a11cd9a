"""The site map: every public page as a tree, as the menu groups them."""

from types import SimpleNamespace

import pytest
from justhtml import JustHTML

from partnership.front.models import HomePage
from partnership.ground.trees import nested
from partnership.learning.models import ResourceIndexPage, ResourcePage
from partnership.pages.models import GroupPage
from partnership.pages.models.sitemap import MOST_LISTED, grouped, mapped
from tests.learning.many_resources import make_resources


def tree(*pairs):
    """Return pages, as ``(title, depth)``, as nested titles."""

    def titles(branches):
        return [(page[0], titles(below)) if below else page[0] for page, below in branches]

    return titles(nested(pairs, lambda pair: pair[1]))


@pytest.mark.parametrize(
    ("pages", "expected"),
    [
        ([("A", 3), ("B", 4), ("C", 5), ("D", 3)], [("A", [("B", ["C"])]), "D"]),
        ([("A", 3), ("B", 5), ("C", 4)], [("A", ["B", "C"])]),
        ([("A", 5), ("B", 3)], ["A", "B"]),
        ([], []),
    ],
)
def test_a_list_with_levels_becomes_a_tree(pages, expected):
    assert tree(*pages) == expected


def test_pages_grouped_in_the_menu_are_below_their_group():
    about, news, contact = (SimpleNamespace(pk=pk) for pk in (1, 2, 3))
    branches = [(about, ["below"]), (news, []), (contact, [])]
    assert grouped(branches, {1: [3, 9], 8: [2]}) == [
        (about, [(contact, []), "below"]),
        (news, []),
    ]


def listed_at(client, page):
    """Return the item of ``page`` on the site map: its words, and the addresses linked in it."""
    document = JustHTML(client.get("/site-map/").content.decode(), sanitize=False)
    [link] = document.query(f'.site-map a[href="{page.url}"]')
    return link.parent.to_text(), [each.attrs["href"] for each in link.parent.query("a")]


@pytest.mark.django_db
def test_an_index_page_of_many_pages_has_their_number(client):
    ResourcePage.objects.all().delete()
    index = make_resources(MOST_LISTED + 1)
    assert listed_at(client, index) == (f"{index.title} 51 pages", [index.url])
    ResourcePage.objects.last().unpublish()
    assert len(listed_at(client, index)[1]) == 1 + MOST_LISTED


@pytest.mark.django_db
def test_the_number_of_pages_has_a_comma_in_its_thousands(client, monkeypatch):
    ResourcePage.objects.last().unpublish()  # so that the process keeps no site map of this
    monkeypatch.setattr("partnership.pages.models.sitemap._long_indexes", numbers_of_index)
    assert listed_at(client, ResourceIndexPage.objects.get())[0].endswith(" 10,000 pages")


def numbers_of_index(pages):
    return {ResourceIndexPage.objects.get().path: 10_000}


@pytest.mark.django_db
def test_the_site_map_takes_two_queries_however_many_pages(django_assert_num_queries):
    make_resources(3 * MOST_LISTED)
    home = HomePage.objects.get()
    mapped(home)  # the kinds of content are looked up once
    with django_assert_num_queries(2):
        mapped(home)


@pytest.mark.django_db
def test_a_page_is_in_the_list_below_its_parent(client):
    group = GroupPage.objects.live().first()
    page = JustHTML(client.get("/site-map/").content.decode(), sanitize=False)
    [link] = page.query(f'.site-map a[href="{group.url}"]')
    parents_item = link.parent.parent.parent
    assert parents_item.query("a")[0].attrs["href"] == group.get_parent().specific.url
