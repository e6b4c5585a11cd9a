"""Three colleagues and one page: a comment, a request, changes, a second request, publication."""

import pytest
from playwright.sync_api import expect

from partnership.pages.models import NewsPage
from tests.browser.conftest import open_menu, wait_until_watched

pytestmark = pytest.mark.django_db
TITLE, LATER = "What is new on the bay", "What was new on the bay in May"


@pytest.fixture
def colleagues(signed_in_as, change_site):
    """The tabs of an editor and two people who may publish; no one else has an account."""
    names = {"editor": "Ada", "publisher": "Bea", "administrator": "Cem"}
    tabs = {name: signed_in_as(role) for role, name in names.items()}
    for role, name in names.items():
        change_site(
            f"UPDATE accounts_user SET first_name = '{name}', last_name = 'Example', "
            f"email = '{name.lower()}@example.org' WHERE email LIKE '{role}%'"
        )
    change_site("UPDATE accounts_user SET is_active = false WHERE is_superuser")
    return tabs


def open_form(tab, page):
    tab.goto(f"/admin/pages/{page.pk}/edit/")
    wait_until_watched(tab)


def select(tab, words):
    """Select an action of the editor's form, and wait for the next screen."""
    footer = tab.get_by_role("navigation", name="Actions (footer)")
    open_menu(footer.get_by_role("button", name="More actions"))
    with tab.expect_navigation():
        footer.get_by_role("button", name=words, exact=True).click()


def open_box(tab, field):
    """Begin a comment on a field, whose button is in sight before anything points at it."""
    button = tab.locator(f"[data-contentpath={field}] [data-comment-add]").first
    expect(button).to_have_css("opacity", "1")
    button.click()
    box = tab.locator(".comment--focused").get_by_placeholder("Enter your comments...")
    expect(box).to_be_focused()
    return box


def comment_on_summary(tab, words):
    open_box(tab, "search_description").fill(words)
    tab.get_by_role("button", name="Comment", exact=True).click()
    expect(tab.locator(".w-autosave-indicator__state--saved")).to_be_visible()
    text = tab.locator(".comment__text")
    expect(text).to_have_css("word-break", "normal")
    assert tab.evaluate("document.documentElement.scrollWidth <= innerWidth")


def ask_for_changes(tab, words):
    footer = tab.get_by_role("navigation", name="Actions (footer)")
    open_menu(footer.get_by_role("button", name="More actions"))
    footer.get_by_role("button", name="Ask for changes").click()
    dialog = tab.get_by_role("dialog")
    dialog.get_by_label("Comment").fill(words)
    with tab.expect_navigation():
        dialog.get_by_role("button", name="Ask for changes").click()


def subjects_to(mail_server, name, number):
    """Return the subjects of ``number`` messages to ``name``, once they have arrived."""
    messages = [mail_server.next_to(f"{name}@example.org") for _ in range(number)]
    return sorted(message["Subject"].strip() for message in messages)


def test_a_page_goes_to_and_fro_until_it_is_published(colleagues, mail_server, faults):
    page = NewsPage.objects.live().first()
    ada, bea = colleagues["Ada"], colleagues["Bea"]

    open_form(ada, page)
    ada.get_by_role("textbox", name="Title").fill(TITLE)
    comment_on_summary(ada, f"Is this right? {'safeguarding' * 8}")
    select(ada, "Ask for approval")
    expect(ada.get_by_role("status").get_by_text("now waits for approval")).to_be_visible()

    told = ["Ada Example asks you to read ‘{0}’", "Ada Example commented on ‘{0}’"]
    for name in ("bea", "cem"):
        assert subjects_to(mail_server, name, 2) == [subject.format(TITLE) for subject in told]

    bea.goto("/admin/")
    panel = bea.get_by_role("region", name="For you")
    expect(panel).to_contain_text(f"Ada Example asks you to read {TITLE}")
    expect(panel).to_contain_text(f"Ada Example commented on {TITLE}")
    assert faults(bea, ".for-you") == []
    panel.get_by_role("link", name=TITLE).first.click()
    wait_until_watched(bea)
    expect(bea.get_by_text("Ada Example asked for this page to be published")).to_be_visible()
    ask_for_changes(bea, "Say when it was.")
    expect(bea.get_by_role("status").get_by_text("You asked for changes to")).to_be_visible()
    assert subjects_to(mail_server, "ada", 1) == [f"Bea Example asks for changes to ‘{TITLE}’"]

    ada.goto("/admin/")
    expect(ada.get_by_text("Say when it was.")).to_be_visible()
    open_form(ada, page)
    banner = ada.locator(".messages .warning")
    expect(banner).to_contain_text("Bea Example asked for changes")
    expect(banner).to_contain_text("Say when it was.")
    ada.get_by_role("textbox", name="Title").fill(LATER)
    select(ada, "Ask for approval again")
    for name in ("bea", "cem"):
        assert subjects_to(mail_server, name, 1) == [told[0].format(LATER)]

    open_form(bea, page)
    select(bea, "Approve and publish")
    published = bea.get_by_role("status").filter(has_text=f"Published ‘{LATER}’.")
    with bea.expect_navigation():
        published.get_by_role("link", name="View live").click()
    expect(bea.get_by_role("heading", name=LATER)).to_be_visible()
    assert subjects_to(mail_server, "ada", 1) == [f"‘{LATER}’ is published"]
    people = [f"{name.lower()}@example.org" for name in colleagues]
    assert [message for message in mail_server.received if message["To"] in people] == []
