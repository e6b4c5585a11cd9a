"""The business team pastes text from other programs, in a browser, and visitors read it."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import expect

from partnership.pages.models import GuidancePage, ReportConcernPage
from tests.browser.conftest import publish, save_draft, wait_until_watched

pytestmark = pytest.mark.django_db

PASTED = Path(__file__).parent / "pasted"  # as each program puts it on the clipboard
PLAN = "https://www.example.org/plan?a=1&b=2"
SAFELINK = (
    "https://eur03.safelinks.protection.outlook.com/?url=https%3A%2F%2Fwww.example.org%2Fplan%3Fa%3D1"
    "%26b%3D2&data=05%7C02%7C&reserved=0"
)
# What the page's next copy puts on the clipboard, as a program does.
OFFER = """
    ([html, text]) => addEventListener("copy", (event) => {
        event.clipboardData.setData("text/plain", text);
        html && event.clipboardData.setData("text/html", html);
        event.preventDefault();
        event.stopImmediatePropagation();
    }, { capture: true, once: true })
"""


def copy(tab, html="", text="The words."):
    tab.evaluate(OFFER, [html, text])
    tab.keyboard.press("Control+C")


def open_prose(editor, page):
    """Open the page's form, and return its first field of rich text, emptied."""
    editor.goto(f"/admin/pages/{page.pk}/edit/")
    prose = editor.locator("[data-draftail-editor-wrapper] [contenteditable=true]").first
    prose.click()
    wait_until_watched(editor)
    editor.keyboard.press("Control+A")
    editor.keyboard.press("Delete")
    editor.keyboard.press("Backspace")  # or its first line may stay a heading
    return prose


def paste(editor, prose, html="", text="The words."):
    copy(editor, html, text)
    prose.focus()
    editor.keyboard.press("Control+V")


def published(editor, visitor, page, last_words):
    """Publish the page of the form, and return its main part as a visitor sees it.

    Draftail gives the form what it holds a moment after it was typed or pasted.
    """
    given = editor.locator("[data-draftail-editor-wrapper]").first.locator("xpath=../input")
    expect(given).to_have_value(re.compile(last_words))
    publish(editor)
    visitor.goto(page.url)
    return visitor.get_by_role("main")


def note(editor):
    return editor.locator("[data-pasted]").first


@pytest.fixture
def guidance():
    """A page with headings and both kinds of list."""
    return GuidancePage.objects.live().get(slug="early-and-family-help")


@pytest.mark.parametrize("program", ["word", "word-for-the-web", "google-docs", "outlook"])
def test_text_of_another_program_arrives_with_its_structure(
    editor, visitor, guidance, faults, program
):
    prose = open_prose(editor, guidance)
    paste(editor, prose, (PASTED / f"{program}.html").read_text())
    main = published(editor, visitor, guidance, "Agree a plan")
    expect(main.get_by_role("heading", level=2, name="What happens first")).to_be_visible()
    if program != "outlook":
        expect(main.get_by_role("heading", level=2, name="How we listen")).to_be_visible()
    expect(main.locator("b", has_text="decide")).to_be_visible()
    for item in ("Someone rings", "or writes"):
        expect(main.locator("ul > li", has_text=item).last).to_be_visible()
    expect(main.locator("ul ul > li")).to_have_text("or writes")
    expect(main.locator(":not(nav) > ol > li")).to_have_text(["Hear the child", "Agree a plan"])
    if program != "word-for-the-web":
        link = main.get_by_role("link", name="Read the plan")
        expect(link).to_have_attribute("href", PLAN)
    for words in ("[JD1]", "agreed with legal", "Nobody asked", "never", "nobody", "hidden word"):
        expect(main).not_to_contain_text(words)
    assert faults(visitor) == []


def test_the_editor_is_told_what_a_field_cannot_hold(editor, visitor, guidance, faults):
    prose = open_prose(editor, guidance)
    paste(editor, prose, (PASTED / "word.html").read_text())
    for words in ("Comments", "crossed out", "Tables", "‘Table’ block", "Quotations", "Italics"):
        expect(note(editor)).to_contain_text(words)
    assert note(editor).get_attribute("role") == "status"
    expect(note(editor)).to_be_in_viewport(ratio=1)
    assert [fault for fault in faults(editor) if "data-pasted" in fault] == []
    main = published(editor, visitor, guidance, "Read the plan")
    for words in ("Area | Days", "Kendal | Five", "They believed me.", "§ 47 applies."):
        expect(main).to_contain_text(words.replace("§ ", "§\u00a0"))


def test_nothing_is_said_of_what_a_field_can_hold(editor, guidance):
    prose = open_prose(editor, guidance)
    paste(
        editor, prose, "<table><tr><td>1</td><td>2</td></tr><tr><td>3</td><td>4</td></tr></table>"
    )
    expect(note(editor)).to_contain_text("Tables")
    paste(editor, prose, "<h2>A heading</h2><p>Text with <b>bold</b> words.</p>")
    expect(note(editor)).to_have_text("")


def test_a_short_text_names_the_headings_and_numbers_it_cannot_hold(editor):
    prose = open_prose(editor, ReportConcernPage.objects.get())
    paste(editor, prose, "<h1>Now</h1><ol><li>Ring us</li><li>Tell us</li></ol>")
    expect(note(editor)).to_contain_text("this field has no headings")
    expect(note(editor)).to_contain_text("this field has no numbered lists")
    expect(prose.locator("ul > li")).to_have_text(["Ring us", "Tell us"])
    paste(editor, prose, text="1.\tWrite to us\n2.\tVisit us")
    expect(prose.locator("ul > li")).to_contain_text(["Write to us", "Visit us"])


def test_one_heading_in_an_empty_field_stays_a_heading(editor, guidance):
    prose = open_prose(editor, guidance)
    paste(editor, prose, "<h1>How we listen</h1>")
    expect(prose.locator("h2")).to_have_text("How we listen")


def test_headings_above_those_of_the_field_keep_their_order(editor, guidance):
    prose = open_prose(editor, guidance)
    paste(editor, prose, "<h1>First</h1><h2>Part of it</h2><p>Text.</p><h1>Second</h1>")
    expect(prose.locator("h2")).to_have_text(["First", "Second"])
    expect(prose.locator("h3")).to_have_text("Part of it")


def test_numbers_that_do_not_begin_with_one_are_kept_or_mentioned(editor, guidance):
    prose = open_prose(editor, guidance)
    paste(editor, prose, "<p>12. Twelfth</p><p>13. Thirteenth</p>")
    expect(prose).to_contain_text("12.\u00a0Twelfth")
    paste(editor, prose, "<p>So:</p><ol start='3'><li>Third</li></ol>")
    expect(note(editor)).to_contain_text("Check the numbers")


def test_text_copied_between_fields_of_the_editor_keeps_what_fits(editor, new_tab, guidance):
    prose = open_prose(editor, guidance)
    paste(editor, prose, f"<h2>Heading</h2><ol><li>One <a href='{PLAN}'>link</a></li></ol>")
    editor.keyboard.press("Control+A")
    editor.keyboard.press("Control+C")
    prose = open_prose(editor, ReportConcernPage.objects.get())
    editor.keyboard.press("Control+V")
    expect(prose.locator("ul > li")).to_have_text("One link")
    expect(note(editor)).to_contain_text("this field has no headings")
    expect(note(editor)).to_contain_text("this field has no numbered lists")


@pytest.mark.parametrize(
    "address",
    [
        SAFELINK,
        f"https://www.google.com/url?q={PLAN.replace('&', '%26')}&sa=D",
        "https://urldefense.proofpoint.com/v2/url?u=https-3A__www.example.org_plan-3Fa-3D1-26b-3D2&d=D",
        "https://urldefense.com/v3/__https://www.example.org/plan*a=1&b=2__;Pw!!Ab1$",
        PLAN,
    ],
)
def test_the_real_address_of_a_wrapped_link_is_pasted(editor, guidance, address):
    prose = open_prose(editor, guidance)
    paste(editor, prose, text=f"See {address}. Then ask.")
    expect(prose).to_have_text(f"See {PLAN}. Then ask.")


def test_the_real_address_is_pasted_into_a_field_for_an_address(editor):
    site = GuidancePage.objects.first().get_site()
    editor.goto(f"/admin/settings/pages/partnershipsettings/{site.pk}/")
    address = editor.locator("input[type=url]").first
    address.fill("")
    paste(editor, address, text=SAFELINK)
    expect(address).to_have_value(PLAN)


def test_a_title_that_is_too_long_stays_as_pasted_and_is_refused_in_place(editor, guidance):
    editor.goto(f"/admin/pages/{guidance.pk}/edit/")
    words = "A very long title, " * 20 + "to its last word"
    title = editor.get_by_role("textbox", name="Title", exact=False).first
    title.fill("")
    paste(editor, title, text=words)
    expect(title).to_have_value(words)
    save_draft(editor)
    refusal = f"This is too long: it has {len(words)} characters and the limit is 255."
    expect(editor.get_by_text(refusal).first).to_be_visible()
    expect(title).to_have_value(words)
