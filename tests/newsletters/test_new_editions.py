"""A new edition follows the last one; a pasted text is taken apart into items."""

from datetime import date
from types import SimpleNamespace
from uuid import uuid4

import pytest
from django.utils import timezone

from partnership.newsletters.models import NewsletterPage, NewsletterSeries
from partnership.newsletters.next_edition import values_of_next
from partnership.newsletters.pasted_text import blocks_of


@pytest.fixture
def _in_march(monkeypatch):
    monkeypatch.setattr(timezone, "localdate", lambda value=None: date(2027, 3, 1))


@pytest.mark.usefixtures("_in_march")
@pytest.mark.parametrize(
    ("title", "number", "next_title", "next_number"),
    [
        ("Edition 4", "Edition 4", "Edition 5", "Edition 5"),
        ("Edition 6: summer", "Edition 4", "Edition 7: summer", "Edition 7"),
        ("Newsletter, November 2026", "", "Newsletter, March 2027", ""),
        ("Issue 9: December 2026", "Issue 9", "Issue 10: March 2027", "Issue 10"),
        ("Volume 2, issue 9", "Volume 2, issue 9", "Volume 2, issue 10", "Volume 2, issue 10"),
        ("Online safety", "Edition 4", "", "Edition 5"),
        ("The November letter", "", "The March letter", ""),
    ],
)
def test_the_next_edition_follows_the_last(title, number, next_title, next_number):
    values = values_of_next(SimpleNamespace(title=title, number=number, series="Ours"))
    assert values == {
        "title": next_title,
        "number": next_number,
        "series": "Ours",
        "issued_on": date(2027, 3, 1),
    }


@pytest.mark.usefixtures("_in_march")
def test_the_form_of_a_new_edition_begins_with_what_follows_the_last(
    admin_client, newsletters, add_edition
):
    series = NewsletterSeries.objects.first()
    add_edition("Edition 4", number="Edition 4", series=series, issued_on=date(2027, 2, 1))
    answer = admin_client.get(f"/admin/pages/add/newsletters/newsletterpage/{newsletters.pk}/")
    form = answer.context["form"]
    shown = {name: form[name].value() for name in ("title", "slug", "number", "series")}
    assert shown == {
        "title": "Edition 5",
        "slug": "edition-5",
        "number": "Edition 5",
        "series": series.pk,
    }
    assert [block.block_type for block in form["items"].value()] == ["item"]


def outline(html):
    """Return what a text was taken apart into: ``'S: A, B'`` is a section with two items."""
    parts = []
    for kind, value in blocks_of(html):
        parts.append(f"[{value}]" if kind == "heading" else value["heading"])
    return " ".join(parts)


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<h2>A</h2><p>a</p><h2>B</h2><p>b</p>", "A B"),
        ("<h3>A</h3><p>a</p><h3>B</h3><p>b</p>", "A B"),
        ("<h2>S</h2><h3>A</h3><p>a</p><h3>B</h3><p>b</p><h2>T</h2><h3>C</h3>", "[S] A B [T] C"),
        ("<h2>A</h2><p>a</p><h3>small</h3><p>b</p><h2>B</h2>", "A B"),
        ("<p>Hello</p><h2>A</h2><p>a</p>", "Welcome A"),
        ("<p>Hello</p><h3>A</h3><p>a</p>", "Welcome A"),
        ("<p><b>A</b></p><p>a</p><p><strong>B</strong></p>", "A B"),
        ("<p><b>A whole sentence that is bold.</b></p><p>a</p>", "Welcome"),
        ('<h2 data-block-key="x1">Tea &amp; talk</h2><p>a</p>', "Tea & talk"),
        ("<h2> </h2><p></p>", ""),
        ("", ""),
    ],
)
def test_a_text_is_taken_apart_by_its_headings(html, expected):
    assert outline(html) == expected


def test_no_word_of_a_text_is_lost():
    html = "<p>one</p><h2>two</h2><h3>three</h3><ul><li>four</li></ul><h2>five</h2><p>six</p>"
    html += "<h3>seven</h3><p>eight</p>"
    kept = str(blocks_of(html))
    for word in ("one", "two", "three", "four", "five", "six", "seven", "eight"):
        assert word in kept


class TestPastedEdition:
    TEXT = (
        '{"blocks": [{"key": "a", "type": "header-two", "text": "Training", "depth": 0, '
        '"inlineStyleRanges": [], "entityRanges": []}, {"key": "b", "type": "unstyled", "text": '
        '"Come.", "depth": 0, "inlineStyleRanges": [], "entityRanges": []}], "entityMap": {}}'
    )

    @pytest.fixture
    def paste(self, newsletters):
        def send(client, **values):
            form = {"title": "Spring", "text": self.TEXT, "translation_key": uuid4()} | values
            return client.post(f"/admin/pages/{newsletters.pk}/paste/", form)

        return send

    def test_becomes_a_draft_with_items(self, paste, admin_client, client):
        answer = paste(admin_client)
        page = NewsletterPage.objects.get(title="Spring")
        assert answer.url == f"/admin/pages/{page.pk}/edit/"
        assert not page.live
        assert client.get(page.url).status_code == 404
        [block] = page.get_latest_revision_as_object().items
        assert block.value["heading"] == "Training"
        assert "Come." in str(block.value["content"][0].value.source)
        assert page.owner == page.latest_revision.user

    def test_that_is_sent_twice_is_one(self, paste, admin_client):
        key = uuid4()
        first, second = (paste(admin_client, translation_key=key) for _ in range(2))
        assert first.url == second.url
        assert NewsletterPage.objects.filter(title="Spring").count() == 1

    def test_without_a_text_or_title_says_what_to_do(self, paste, admin_client):
        answer = paste(admin_client, title="…", text="null").content.decode()
        assert "Use some letters or numbers" in answer
        assert "This field is required" in answer
        assert not NewsletterPage.objects.filter(title="…").exists()

    def test_is_refused_to_those_who_may_not_add_pages(self, paste, person, browser_of):
        assert paste(browser_of(person("auditor"))).status_code in (302, 403)
        assert not NewsletterPage.objects.filter(title="Spring").exists()
