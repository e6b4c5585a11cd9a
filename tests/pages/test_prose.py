"""A page's text: anchors and contents, links, and typed telephone numbers."""

import re
from datetime import timedelta

import pytest
from django.test import RequestFactory
from django.utils import timezone
from django.utils.safestring import mark_safe
from wagtail.models import CollectionViewRestriction

from partnership.library.models import PartnershipDocument
from partnership.pages.models import GuidancePage
from partnership.pages.prose import Prose, render_prose
from partnership.pages.typed_numbers import mark_typed_numbers


@pytest.fixture
def context(db):  # a page looks up what kind of content it is
    return {"request": RequestFactory().get("/")}


def prose(context, *texts):
    page = GuidancePage(body=[("prose", text) for text in texts])
    return render_prose([page.body], context)


def test_the_outline_of_a_text_has_what_is_below_each_heading():
    contents = [("s", "S", 2), ("a", "A", 3), ("b", "B", 3), ("t", "T", 2)]
    outline = Prose(mark_safe(""), contents).outline
    assert [(entry[1], [lower[1] for lower, _ in below]) for entry, below in outline] == [
        ("S", ["A", "B"]),
        ("T", []),
    ]


def test_each_heading_has_an_anchor_and_is_in_the_contents(context):
    text = prose(context, "<h2>Who we are</h2><p>Us.</p><h2>Tea &amp; talk</h2>")
    assert text.contents == [("who-we-are", "Who we are", 2), ("tea-talk", "Tea & talk", 2)]
    assert '<h2 id="tea-talk">Tea &amp; talk</h2>' in text.html


def test_a_heading_that_was_edited_in_the_admin_has_an_anchor_too(context):
    text = prose(context, '<h2 data-block-key="a1b2c">Who we are</h2><h2 class="title">Not</h2>')
    assert text.contents == [("who-we-are", "Who we are", 2)]
    assert '<h2 id="who-we-are">Who we are</h2>' in text.html


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("<h3>Small</h3><h3>Smaller</h3>", "22"),
        ("<h2>A</h2><h3>B</h3><h2>C</h2>", "232"),
        ("<h3>A</h3><h2>B</h2><h3>C</h3>", "223"),
        ('<h4 class="card">A</h4><h2>B</h2>', "22"),
        ("<h2>A</h2><h5>B</h5><h4>C</h4>", "233"),
    ],
)
def test_no_level_of_headings_is_left_out(context, written, shown):
    assert "".join(re.findall(r"<h(\d)", prose(context, written).html)) == shown


def test_headings_with_the_same_words_have_different_anchors(context):
    text = prose(context, "<h2>Dates</h2>", "<h2>Dates</h2><h2>…</h2>")
    assert [anchor for anchor, *_ in text.contents] == ["dates", "dates-2", "section"]


def test_a_link_follows_its_page(context, db):
    page = GuidancePage.objects.get(slug="contact")
    text = f'<p><a linktype="page" id="{page.pk}">Contact</a></p>'
    assert 'href="/contact/"' in prose(context, text).html
    page.slug = "reach-us"
    page.save()
    assert 'href="/reach-us/"' in prose(context, text).html


def test_a_link_to_a_draft_has_no_address(context, db):
    page = GuidancePage.objects.get(slug="contact")
    page.unpublish()
    html = prose(context, f'<p><a linktype="page" id="{page.pk}">Contact</a></p>').html
    assert "/contact/" not in html


def test_a_link_to_a_document_that_visitors_may_not_read_is_plain_text(context):
    document = PartnershipDocument.objects.get()
    link = f'<p><a linktype="document" id="{document.pk}">Arrangements</a></p>'
    assert document.url in prose(context, link).html
    PartnershipDocument.objects.update(is_published=False)  # it waits for this page
    assert document.url in prose(context, link).html
    PartnershipDocument.objects.update(publish_at=timezone.now() + timedelta(days=1))
    assert prose(context, link).html.strip() == "<p>Arrangements</p>"
    PartnershipDocument.objects.update(is_published=True, publish_at=None)
    CollectionViewRestriction.objects.create(collection=document.collection)
    assert prose(context, link).html.strip() == "<p>Arrangements</p>"


@pytest.mark.parametrize(
    "number", ["01539 000000", "0300 000 0000", "+44 1539 000000", "07700900123", "01539-000-000"]
)
def test_a_typed_number_is_marked(number):
    assert f"<mark data-typed-number>{number}</mark>" in mark_typed_numbers(f"<p>{number}.</p>")


@pytest.mark.parametrize(
    "html",
    [
        "<p>Call 999 or 101.</p>",
        "<p>In 2025 and 2026, edition 0042.</p>",
        '<p><a href="tel:08001111">0800 1111</a></p>',
        '<img alt="" src="/media/0153900000000.png">',
        "<p>https://example.org/01539000000/</p>",
        "<p>978-0153900000 is a book</p>",
    ],
)
def test_other_numbers_are_not_marked(html):
    assert mark_typed_numbers(html) == html


def test_visitors_never_see_the_mark(context):
    assert "<mark" not in prose(context, "<p>01539 000000</p>").html
    context["request"].is_preview = True
    assert "<mark" in prose(context, "<p>01539 000000</p>").html
