"""An edition is written item by item, or pasted whole, and visitors read it."""

import re

import pytest
from playwright.sync_api import expect

from partnership.newsletters.models import NewsletterIndexPage
from tests.browser.conftest import (
    publish,
    select_publish,
    wait_until_given,
    wait_until_watched,
)
from tests.browser.test_pasting import paste

pytestmark = pytest.mark.django_db

SECTIONS = {"Learning": ["Training", "Forums", "A review"], "For families": ["Baby week", "Survey"]}


def as_word_copies(sections):
    """Return a newsletter as Word puts it on the clipboard: ``{section: [item, ...]}``."""
    html = "<html xmlns:o='urn:schemas-microsoft-com:office:office'><body lang=EN-GB>"
    for section, items in sections.items():
        html += f"<h1>{section}<o:p></o:p></h1>"
        for item in items:
            html += (
                f"<h2>{item}<o:p></o:p></h2><p class=MsoNormal>About {item.lower()}, <b>soon</b>."
                "<o:p></o:p></p>"
            )
    return f"{html}</body></html>"


# A table with a title, a merged cell, an empty one, a link and cells of several lines.
DIGEST = """
    <h1>Board digest</h1><p>What was agreed:</p>
    <table class=MsoTableGrid border=1>
        <tr><td colspan=2><p class=MsoNormal>In November</p></td></tr>
        <tr><td><p class=MsoNormal><b>Topic</b></p></td>
            <td><p class=MsoNormal><b>Decision</b></p></td></tr>
        <tr><td rowspan=2><p class=MsoNormal>Audit</p></td>
            <td><p><a href="https://example.org/audit?a=1&amp;b=2">Read the audit</a></p></td></tr>
        <tr><td><ul><li>in spring</li><li>in autumn</li></ul></td></tr>
        <tr><td><p></p></td><td>North|South</td></tr>
    </table>
    <h1>Training</h1><p>Come.</p>
"""


@pytest.fixture
def newsletters():
    """The page that lists all editions."""
    return NewsletterIndexPage.objects.get()


def test_a_pasted_newsletter_is_published_item_by_item(editor, visitor, newsletters, faults):
    editor.goto(f"/admin/pages/{newsletters.pk}/paste/")
    editor.get_by_label("Title").fill("Edition 4")
    editor.get_by_label("Number").fill("Edition 4")
    text = editor.locator("[contenteditable=true]")
    text.click()
    paste(editor, text, as_word_copies(SECTIONS))
    expect(editor.locator("[name=text]")).to_have_value(re.compile("Survey"))
    with editor.expect_navigation():
        editor.get_by_role("button", name="Make a draft").click()
    expect(editor.get_by_text("5 items and 2 sections")).to_be_visible()
    publish(editor)
    visitor.goto("/newsletters/edition-4/")
    main = visitor.get_by_role("main")
    expect(main.get_by_role("heading", level=2, name="Learning")).to_be_visible()
    expect(main.get_by_role("heading", level=3, name="Baby week")).to_be_visible()
    expect(main.get_by_text("About forums, soon.")).to_be_visible()
    expect(main.get_by_role("link", name="Survey")).to_have_attribute("href", "#survey")
    assert faults(visitor) == []


def test_a_table_of_a_pasted_newsletter_is_published_as_a_table(
    editor, visitor, newsletters, faults
):
    editor.goto(f"/admin/pages/{newsletters.pk}/paste/")
    editor.get_by_label("Title").fill("Edition 4")
    text = editor.locator("[contenteditable=true]")
    text.click()
    paste(editor, text, DIGEST)
    note = editor.locator("[data-pasted]")
    expect(note).to_contain_text("It becomes a table in the draft.")
    expect(note).to_contain_text("Merged cells of a table were split")
    expect(editor.locator("[name=text]")).to_have_value(re.compile("Come"))
    with editor.expect_navigation():
        editor.get_by_role("button", name="Make a draft").click()
    publish(editor)
    visitor.goto("/newsletters/edition-4/")
    table = visitor.get_by_role("main").get_by_role("table")
    expect(table.get_by_role("columnheader")).to_have_text(["Topic", "Decision"])
    expect(table.get_by_role("cell")).to_have_text(
        ["Audit", "Read the audit", "Audit", "in springin autumn", "", "North/South"]
    )
    expect(table.locator("br")).to_have_count(1)
    expect(table.get_by_role("link", name="Read the audit")).to_have_attribute(
        "href", "https://example.org/audit?a=1&b=2"
    )
    expect(visitor.get_by_role("main").get_by_text("In November")).to_be_visible()
    assert faults(visitor) == []


def test_a_new_edition_has_an_item_to_write_in(editor, visitor, newsletters, faults):
    editor.goto(f"/admin/pages/add/newsletters/newsletterpage/{newsletters.pk}/")
    wait_until_watched(editor)
    editor.get_by_role("textbox", name="Title").fill("Edition 5")
    item = editor.get_by_role("region", name="Items")
    item.get_by_label("Heading").fill("Snow")
    item.get_by_label("Area", exact=True).select_option("Cumberland")
    item.locator("[contenteditable=true]").click()
    editor.keyboard.type("Schools are closed today.")
    wait_until_given(editor, "closed today")
    publish(editor)
    visitor.goto("/newsletters/edition-5/")
    main = visitor.get_by_role("main")
    expect(main.get_by_role("heading", level=2, name="Snow")).to_be_visible()
    expect(main.get_by_text("For Cumberland")).to_be_visible()
    expect(main.get_by_text("Schools are closed today.")).to_be_visible()
    assert faults(visitor) == []


def test_an_edition_of_one_blank_item_is_not_published(editor, newsletters):
    editor.goto(f"/admin/pages/add/newsletters/newsletterpage/{newsletters.pk}/")
    wait_until_watched(editor)
    editor.get_by_role("textbox", name="Title").fill("Edition 6")
    with editor.expect_navigation():
        select_publish(editor)
    expect(editor.get_by_text("This edition is empty.").first).to_be_visible()
