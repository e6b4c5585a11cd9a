"""The site map: every public page as a tree, as the menu groups them."""

from types import SimpleNamespace

import pytest
from justhtml import JustHTML

from partnership.ground.trees import nested
from partnership.pages.models import GroupPage
from partnership.pages.models.sitemap import grouped


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


@pytest.mark.django_db
def test_a_page_is_in_the_list_below_its_parent(client):
    group = GroupPage.objects.live().first()
    page = JustHTML(client.get("/site-map/").content.decode(), sanitize=False)
    [link] = page.query(f'.site-map a[href="{group.url}"]')
    parents_item = link.parent.parent.parent
    assert parents_item.query("a")[0].attrs["href"] == group.get_parent().specific.url
