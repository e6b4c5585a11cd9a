"""An item of an edition holds what a page can hold, and its headings are in order."""

import re
from importlib import import_module

import pytest
from wagtail.blocks import StreamBlockValidationError

from partnership.directory.models import Area
from partnership.library.models import PartnershipImage
from partnership.newsletters.blocks import NewsletterBlock
from partnership.newsletters.models import NewsletterPage


def item(heading="Training", *content, **values):
    """Return an item, whose text is of these blocks."""
    return "item", {"heading": heading, "content": list(content), **values}


def headings(client, page):
    """Return the headings in the text of a page as visitors see it: ``[(level, words), ...]``."""
    html = client.get(page.url).content.decode().partition('class="prose newsletter"')[2]
    found = re.findall(r"<h(\d)[^>]*>(.*?)</h", html.partition("</main>")[0])
    return [(int(level), words) for level, words in found]


@pytest.mark.parametrize(
    ("items", "expected"),
    [
        ([item("A"), item("B")], [(2, "A"), (2, "B")]),
        ([("heading", "S"), item("A"), item("B")], [(2, "S"), (3, "A"), (3, "B")]),
        ([item("A", ("prose", "<h3>x</h3><h2>y</h2>"))], [(2, "A"), (3, "x"), (3, "y")]),
        (
            [("heading", "S"), item("A", ("prose", "<h2>x</h2><h3>y</h3>")), item("B")],
            [(2, "S"), (3, "A"), (4, "x"), (5, "y"), (3, "B")],
        ),
    ],
)
def test_headings_are_in_order_whichever_level_an_editor_chose(
    add_edition, client, items, expected
):
    assert headings(client, add_edition(items=items)) == expected


def test_a_list_of_contents_leads_to_sections_and_items(add_edition, client):
    page = add_edition(items=[("heading", "S"), item("A"), item("B", ("prose", "<h2>x</h2>"))])
    html = client.get(page.url).content.decode()
    contents = re.findall(r'href="#([\w-]+)">(.*?)</a>', html.partition('class="contents"')[2])
    assert contents[:3] == [("s", "S"), ("a", "A"), ("b", "B")]
    assert all(f'id="{anchor}"' in html for anchor, _ in contents[:3])


def test_an_item_shows_lists_a_table_and_buttons_for_its_area(add_edition, client):
    table = {
        "data": [["Topic", "Decision"], ["Audit", "Agreed"]],
        "first_row_is_table_header": True,
        "first_col_is_header": False,
        "table_caption": "The board in November",
    }
    content = (
        ("prose", "<ol><li>First</li></ol>"),
        ("table", table),
        ("buttons", [{"text": "Reply", "url": "https://example.org/survey"}]),
        ("callout", {"title": "Please note", "text": "<p>Soon.</p>"}),
    )
    area = Area.objects.first()
    page = add_edition(items=[item("Board", *content, area=area)])
    html = client.get(page.url).content.decode()
    for shown in ("<ol><li>First", "The board in November", "example.org/survey", "Please note"):
        assert shown in html
    assert f"For {area.name}" in html


def test_the_guest_editor_is_shown_with_role_and_portrait(add_edition, client):
    image = PartnershipImage.objects.first()
    guest = {"guest_editor": "Corvin Ashgrove", "guest_role": "Young adviser"}
    html = client.get(add_edition(**guest, guest_portrait=image).url).content.decode()
    assert "Young adviser" in html
    assert "person__portrait" in html


class TestBlankItems:
    def stream(self, *items):
        return NewsletterBlock().normalize(list(items))

    def test_at_the_end_are_left_out(self):
        blank = item("", ("prose", "<p></p>"))
        assert len(NewsletterBlock().clean(self.stream(item("A"), blank, blank))) == 1

    def test_with_a_text_need_a_heading(self):
        with pytest.raises(StreamBlockValidationError):
            NewsletterBlock().clean(self.stream(item("", ("prose", "<p>Words</p>"))))


def test_items_of_an_earlier_version_keep_picture_text_and_link():
    migration = import_module("partnership.newsletters.migrations.0004_put_items_together")
    earlier = {
        "heading": "Training",
        "area": 3,
        "closes_on": "2026-12-01",
        "image": {"image": 7, "decorative": False, "alt_text": "A room"},
        "text": "<p>Come.</p>",
        "link": {"text": "Book", "page": None, "url": "https://example.org/"},
    }
    now = migration.PutTogether().apply(earlier)
    assert {name: now[name] for name in ("heading", "area", "closes_on")} == {
        "heading": "Training",
        "area": 3,
        "closes_on": "2026-12-01",
    }
    picture, prose, buttons = now["content"]
    assert picture["value"]["image"]["alt_text"] == "A room"
    assert prose["value"] == "<p>Come.</p>"
    assert buttons["value"][0]["value"]["url"] == "https://example.org/"
    assert migration.PutTogether().apply(now) == now
    empty = {"heading": "A", "area": None, "text": "", "link": {"page": None, "url": ""}}
    assert migration.PutTogether().apply(empty)["content"] == []


def test_an_area_is_chosen_from_a_list(admin_client, newsletters, add_edition):
    area = Area.objects.first()
    page = add_edition(items=[item("A", area=area)])
    form = admin_client.get(f"/admin/pages/{page.pk}/edit/").content.decode()
    assert "snippets/choose/directory/area" not in form
    assert NewsletterPage.objects.get(pk=page.pk).items[0].value["area"] == area
