"""Buttons of our own screens that no other journey needs, in the role of who would select them."""

from time import monotonic

import pytest
from playwright.sync_api import expect
from pypdfium2 import PdfDocument

from partnership.learning.models import PracticeReviewPage
from tests.browser.conftest import enter_password, set_up_app
from tests.browser.test_accounts import COLLEAGUE, invite, link_in
from tests.browser.test_editor_documents import open_document, replace
from tests.signing_in import code_of

pytestmark = pytest.mark.django_db
NEW_PASSWORD = "four words without sense"


def reload_until(tab, locator, seconds=60):
    """Reload the page until ``locator`` is on it."""
    deadline = monotonic() + seconds
    while not locator.count() and monotonic() < deadline:
        tab.reload()
    expect(locator).to_be_visible()


def choose_password(tab):
    tab.get_by_label("New password", exact=True).fill(NEW_PASSWORD)
    tab.get_by_label("Type the new password again").fill(NEW_PASSWORD)


def test_an_invitation_is_sent_again_and_withdrawn(signed_in_as, visitor, mail_server, tolerated):
    tolerated.add("404 (Not Found)")
    administrator = signed_in_as("administrator")
    invite(administrator)
    mail_server.next_to(COLLEAGUE)
    row = administrator.get_by_role("row", name=COLLEAGUE)
    row.get_by_role("button", name="Send again").click()
    expect(administrator.get_by_text("A new link is on its way")).to_be_visible()
    link = link_in(mail_server.next_to(COLLEAGUE))
    row.get_by_role("button", name="Withdraw").click()
    expect(administrator.get_by_text("has been withdrawn")).to_be_visible()
    visitor.goto(link)
    expect(visitor.get_by_role("heading", name="This invitation has ended")).to_be_visible()


def test_messages_are_tried_again(signed_in_as, mail_server):
    administrator = signed_in_as("administrator")
    mail_server.stop()
    try:
        invite(administrator)
        administrator.goto("/admin/reports/outgoing-mail/")
        row = administrator.get_by_role("row", name=COLLEAGUE)
        again = row.get_by_role("button", name="Try again now")
        reload_until(administrator, again)
        again.click()
        expect(administrator.get_by_text("The worker will try again")).to_be_visible()
    finally:
        mail_server.start()
    administrator.get_by_role("button", name="Try all waiting messages now").click()
    expect(administrator.get_by_text("The worker will try again")).to_be_visible()
    assert mail_server.next_to(COLLEAGUE)


def test_a_search_with_no_results_is_deleted(signed_in_as, visitor, sent):
    sent.append("searches that are counted")
    for _ in range(3):
        visitor.goto("/search/?q=grown-up+lessons")
    publisher = signed_in_as("publisher")
    publisher.goto("/admin/reports/searches-in-vain/")
    row = publisher.get_by_role("row", name="grown-up lessons")
    row.get_by_role("button", name="Delete").click()
    expect(publisher.get_by_text("Search ‘grown-up lessons’ deleted.")).to_be_visible()
    expect(row).to_have_count(0)


def test_an_earlier_version_of_a_document_is_removed(signed_in_as, tmp_path):
    with PdfDocument.new() as pdf:
        pdf.new_page(200, 200)
        pdf.save(tmp_path / "new.pdf")
    publisher = signed_in_as("publisher")
    replace(publisher, tmp_path / "new.pdf")
    publisher.get_by_text("Remove…").first.click()
    publisher.get_by_role("button", name="Remove permanently").click()
    expect(publisher.get_by_text("No one can open it any more.")).to_be_visible()
    open_document(publisher)
    expect(publisher.get_by_text("Remove…")).to_have_count(0)


@pytest.fixture
def review(change_site):
    """A review that everyone can read since today."""
    change_site("UPDATE learning_practicereviewpage SET public_since = current_date")
    return PracticeReviewPage.objects.live().first()


def test_a_review_is_made_private_with_a_reason(review, signed_in_as, visitor):
    publisher = signed_in_as("publisher")
    publisher.goto(f"/admin/pages/{review.pk}/edit/")
    publisher.get_by_role("button", name="Toggle status").click()
    publisher.get_by_role("button", name="Change privacy").click()
    dialog = publisher.get_by_role("dialog")
    dialog.get_by_label("Private, accessible to any logged-in users").check()
    dialog.get_by_role("button", name="Save").click()
    dialog.get_by_label("Why this cannot wait").fill("A family member is named.")
    dialog.get_by_role("button", name="Make private anyway").click()
    expect(publisher.get_by_text("Not visible to the public")).to_be_visible()
    assert visitor.request.get(review.url).status == 404


def test_a_review_is_unpublished_with_a_reason(review, signed_in_as, visitor):
    publisher = signed_in_as("publisher")
    publisher.goto(f"/admin/pages/{review.pk}/unpublish/")
    publisher.get_by_role("button", name="Yes, unpublish it").click()
    publisher.get_by_label("Why this cannot wait").fill("A family member is named.")
    publisher.get_by_role("button", name="Unpublish anyway").click()
    expect(publisher.get_by_role("status").get_by_text("unpublished")).to_be_visible()
    assert visitor.request.get(review.url).status == 404


def test_a_person_confirms_who_they_are_and_changes_the_password(tab, person):
    enter_password(tab, person)
    set_up_app(tab)
    tab.goto("/account/again/?next=/account/password/")
    tab.get_by_label("Password").fill("calm warm generous type")
    tab.get_by_role("button", name="Continue").click()
    tab.get_by_label("Current password").fill("calm warm generous type")
    choose_password(tab)
    tab.get_by_role("button", name="Change password").click()
    expect(tab.get_by_text("Your new password has been saved.")).to_be_visible()
    tab.goto("/account/")
    tab.get_by_role("banner").get_by_role("button", name="Sign out").click()
    expect(tab.get_by_text("You have signed out.")).to_be_visible()
    enter_password(tab, person, NEW_PASSWORD)
    tab.get_by_role("button", name="Sign in as someone else").click()
    expect(tab.get_by_role("heading", name="Sign in")).to_be_visible()


def test_recovery_codes_are_created_again_and_kept(tab, person):
    enter_password(tab, person)
    set_up_app(tab)
    tab.goto("/account/")
    tab.get_by_role("link", name="Create new recovery codes").click()
    tab.get_by_role("button", name="Create new codes").click()
    shown = tab.locator(".codes li")
    expect(shown).to_have_count(10)
    codes = shown.all_inner_texts()
    tab.context.grant_permissions(["clipboard-read", "clipboard-write"])
    tab.get_by_role("button", name="Copy codes").click()
    expect(tab.get_by_role("status").get_by_text("Copied.")).to_be_visible()
    assert codes[0] in tab.evaluate("navigator.clipboard.readText()")
    tab.evaluate("() => { window.print = () => { document.title = 'Printed'; }; }")
    tab.get_by_role("button", name="Print codes").click()
    expect(tab).to_have_title("Printed")


def test_a_passkey_and_an_app_are_added_used_and_removed(tab, person):
    enter_password(tab, person)
    secret = set_up_app(tab)
    tab.goto("/account/")
    tab.get_by_role("link", name="Add a passkey").click()
    tab.get_by_label("Passkey name").fill("Work laptop")
    tab.get_by_role("button", name="Add a passkey").click()
    expect(tab.get_by_text("Your passkey has been added.")).to_be_visible()
    tab.goto("/account/again/passkey/?next=/account/sessions/")
    tab.get_by_role("button", name="Use a passkey").click()
    expect(tab.get_by_role("heading", name="Where you are signed in")).to_be_visible()
    tab.goto("/account/again/code/?next=/account/")
    tab.get_by_label("Code", exact=True).fill(code_of(secret, periods_ago=-1))
    tab.get_by_role("button", name="Continue").click()
    tab.get_by_role("link", name="Remove Work laptop").click()
    tab.get_by_role("button", name="Remove passkey").click()
    expect(tab.get_by_text("Your passkey has been removed.")).to_be_visible()
    tab.get_by_role("link", name="Remove the authenticator app").click()
    tab.get_by_role("button", name="Remove app").click()
    expect(tab.get_by_role("heading", name="Set up two-step verification")).to_be_visible()


def test_a_forgotten_password_is_replaced(tab, person, mail_server):
    tab.get_by_role("link", name="I have forgotten my password").click()
    tab.get_by_label("Email address").fill(person)
    tab.get_by_role("button", name="Send me the link").click()
    link = mail_server.next_to(person).get_content()
    tab.goto(next(word for word in link.split() if "/account/password/reset/" in word))
    choose_password(tab)
    tab.get_by_role("button", name="Save password").click()
    tab.goto("/account/login/")
    enter_password(tab, person, NEW_PASSWORD)
    expect(tab.get_by_role("heading", name="Set up two-step verification")).to_be_visible()


def test_a_person_without_a_password_chooses_one(tab, person, change_site, tolerated):
    tolerated |= {"ERR_", "404"}  # the provider's page requests files from other sites
    change_site(f"UPDATE accounts_user SET password = '!' WHERE email = '{person}'")
    tab.get_by_role("button", name="Sign in with Microsoft").click()
    tab.get_by_placeholder("sub").fill(person)
    tab.get_by_role("button", name="Authorize").click()
    set_up_app(tab)
    tab.goto("/account/password/")
    expect(tab.get_by_role("heading", name="Choose a password")).to_be_visible()
    choose_password(tab)
    tab.get_by_role("button", name="Save password").click()
    expect(tab.get_by_text("Your new password has been saved.")).to_be_visible()


def test_the_menu_of_a_phone_is_closed_and_the_search_box_has_a_button(new_tab):
    phone = new_tab(width=320)
    phone.goto("/")
    phone.get_by_role("button", name="Menu").click()
    menu = phone.get_by_role("navigation", name="Main menu")
    expect(menu).to_be_visible()
    phone.get_by_role("button", name="Close").click()
    expect(menu).to_be_hidden()
    phone.get_by_role("searchbox").fill("safeguarding")
    phone.get_by_role("search").get_by_role("button", name="Search").click()
    phone.wait_for_url("**/search/?q=safeguarding")
