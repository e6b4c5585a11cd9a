"""Tasks of the business team, in a browser, and what visitors then see."""

import re
from datetime import timedelta
from time import monotonic

import pytest
from django.utils import timezone
from playwright.sync_api import expect
from wagtail.models import Page

from partnership.ground.text import slug_of
from tests.browser.conftest import (
    open_menu,
    publish,
    select_in_userbar,
    type_over_picker,
    wait_until_watched,
)

pytestmark = pytest.mark.django_db

BOARD = "/members-and-structure/lead-safeguarding-partners/safeguarding-accountability-board/"


@pytest.fixture
def reader(new_tab):
    """A tab of a visitor, open beside the editor's."""
    return new_tab()


def add_group_chaired_by(person, title, editor):
    """Publish a group under the Board that ``person`` chairs."""
    select_in_userbar(editor, BOARD, "Add a child page")
    editor.get_by_role("textbox", name="Title").fill(title)
    editor.get_by_role("button", name="Add seat").click()
    seat = editor.get_by_role("region", name="Seat 1")
    seat.get_by_role("textbox", name="Seat").fill("Chair")
    seat.get_by_role("checkbox", name="Chairs the group").check()
    seat.get_by_role("button", name="Choose person").click()
    editor.get_by_role("dialog").get_by_role("link", name=person).click()
    expect(seat.get_by_text(person)).to_be_visible()
    publish(editor)


def open_in_directory(editor, register, name):
    editor.goto("/admin/")
    editor.get_by_role("button", name="Directory").click()
    editor.get_by_role("link", name=register, exact=True).first.click()
    editor.get_by_role("link", name=name, exact=True).click()
    editor.get_by_role("button", name="Save").wait_for()


def save(editor):
    editor.get_by_role("button", name="Save").click()
    expect(editor.get_by_role("status").get_by_text("updated")).to_be_visible()


def box_of(group, reader):
    """Return the box of a group in the chart that a visitor sees."""
    reader.goto("/members-and-structure/")
    return reader.locator(".chart__box", has=reader.get_by_role("link", name=group, exact=True))


def test_the_first_screen_names_what_waits_and_leads_to_what_settles_it(editor):
    editor.goto("/admin/")
    expect(editor.get_by_role("heading", name="Where to start")).to_be_visible()
    editor.get_by_role("link", name="and 3 more").click()
    hidden = editor.get_by_role("row").filter(has_text="not verified yet")
    expect(hidden).to_have_count(9)
    editor.go_back()
    editor.get_by_role("link", name="Cumberland children’s services, daytime").click()
    expect(editor.get_by_role("button", name="Save")).to_be_visible()
    editor.goto("/admin/")
    editor.get_by_role("link", name="Write a news item").click()
    expect(editor.get_by_role("textbox", name="Title")).to_be_editable()


def test_an_edited_page_is_previewed_published_and_visible(editor, reader):
    words = "We also meet every school in the area once a year."
    select_in_userbar(editor, "/about-us/", "Edit this page")
    editor.get_by_role("textbox", name="Summary").fill(words)
    editor.get_by_role("button", name="Toggle preview").click()
    preview = editor.frame_locator("#w-preview-iframe")
    expect(preview.get_by_role("main").get_by_text(words)).to_be_visible()

    reader.goto("/about-us/")
    expect(reader.get_by_text(words)).to_have_count(0)
    publish(editor)
    reader.reload()
    expect(reader.get_by_role("main").get_by_text(words)).to_be_visible()


def test_a_new_group_appears_under_the_board_in_the_chart(editor, reader):
    add_group_chaired_by("Hayley Clarke", "Neglect subgroup", editor)
    expect(box_of("Neglect subgroup", reader)).to_contain_text("Chair: Hayley Clarke")
    board = reader.get_by_role("listitem").filter(
        has=reader.get_by_role("link", name="Safeguarding Accountability Board", exact=True)
    )
    below = board.last.get_by_role("listitem")
    expect(below.get_by_role("link", name="Neglect subgroup", exact=True)).to_be_visible()


def test_a_renamed_person_is_renamed_on_every_page(editor, reader):
    add_group_chaired_by("Jenna Lodge", "Exploitation subgroup", editor)
    open_in_directory(editor, "People", "Jenna Lodge")
    editor.get_by_role("textbox", name="Name").fill("Jenna Marsden")
    save(editor)
    expect(box_of("Exploitation subgroup", reader)).to_contain_text("Chair: Jenna Marsden")
    for address in ("/about-us/", BOARD + "exploitation-subgroup/"):
        reader.goto(address)
        expect(reader.get_by_role("main").get_by_text("Jenna Marsden")).to_be_visible()
        expect(reader.get_by_text("Jenna Lodge")).to_have_count(0)


def test_the_seat_of_a_leaver_is_shown_as_vacant(editor, reader):
    add_group_chaired_by("Sally Mallinson", "Attendance subgroup", editor)
    expect(box_of("Attendance subgroup", reader)).to_contain_text("Chair: Sally Mallinson")
    open_in_directory(editor, "People", "Sally Mallinson")
    yesterday = timezone.localdate() - timedelta(days=1)
    type_over_picker(editor, editor.get_by_role("textbox", name="Left on"), f"{yesterday:%d/%m/%Y}")
    save(editor)
    expect(box_of("Attendance subgroup", reader)).to_contain_text("Chair: vacant")
    reader.goto(BOARD + "attendance-subgroup/")
    expect(reader.get_by_role("main").get_by_text("Vacant")).to_be_visible()
    reader.goto("/about-us/")
    expect(reader.get_by_text("Sally Mallinson")).to_have_count(0)


def test_visitors_see_the_old_number_until_the_new_one_is_verified(editor, reader):
    open_in_directory(editor, "Contact register", "Childline")
    editor.get_by_role("textbox", name="Number, address or link").fill("0808 000 1112")
    save(editor)
    expect(editor.get_by_text("until someone verifies 0808 000 1112")).to_be_visible()
    reader.goto("/report-a-concern/")
    expect(reader.get_by_role("link", name="0800 1111").first).to_be_visible()

    open_in_directory(editor, "Contact register", "Childline")
    editor.get_by_role("checkbox", name="I have just checked that this contact is correct").check()
    save(editor)
    reader.reload()
    link = reader.get_by_role("link", name="0808 000 1112").first
    expect(link).to_have_attribute("href", "tel:08080001112")
    expect(reader.get_by_role("link", name="0800 1111")).to_have_count(0)


def test_a_wrong_number_is_hidden_at_once_where_visitors_find_another(editor, reader):
    open_in_directory(editor, "Contact register", "Childline")
    editor.get_by_role("checkbox", name="What visitors see now is wrong").check()
    save(editor)
    reader.goto("/report-a-concern/")
    expect(reader.get_by_role("link", name="0808 800 5000").first).to_be_visible()
    expect(reader.get_by_role("link", name="0800 1111")).to_have_count(0)


def test_a_number_typed_into_the_text_is_reported_in_the_checks(editor, tolerated):
    tolerated.add("axe.run results")  # the checks panel repeats in the console what it found
    select_in_userbar(editor, "/privacy-and-cookies/", "Edit this page")
    editor.get_by_role("button", name="Toggle checks").click()
    checks = editor.get_by_role("complementary", name="Checks")
    expect(checks.locator("[data-content-word-count]")).not_to_have_text("-")
    finding = checks.get_by_role("heading", name="Telephone number typed into the text")
    expect(finding).to_have_count(0)

    wait_until_watched(editor)
    text = editor.locator("[contenteditable=true]").first
    text.click()
    text.press_sequentially("Call 01632 960001 instead. ")
    expect(finding).to_be_visible()


def test_a_hidden_contact_is_named_above_the_form_and_in_the_checks(editor, tolerated):
    tolerated.add("axe.run results")  # the checks panel repeats in the console what it found
    select_in_userbar(editor, "/report-a-concern/", "Edit this page")
    hidden = editor.get_by_text("Hidden from them:").locator("xpath=following::ul[1]/li/a").first
    name = hidden.inner_text()
    editor.get_by_role("button", name="Toggle checks").click()
    checks = editor.get_by_role("complementary", name="Checks")
    finding = checks.get_by_role("heading", name="Contact that visitors do not see")
    expect(finding.first).to_be_visible()
    places = checks.get_by_role("button", name="Show issue")
    expect(places.filter(has_text=slug_of(name)).first).to_be_visible()


def test_a_scheduled_page_goes_live_on_time(editor, reader, change_site):
    title = "The newsletter moves to Fridays"
    select_in_userbar(editor, "/news/", "Add a child page")
    wait_until_watched(editor)
    editor.get_by_role("textbox", name="Title").fill(title)
    editor.get_by_role("textbox", name="Summary").fill("It comes on Fridays from now on.")
    expect(editor).to_have_url(re.compile("/edit/"))  # the form has saved its first draft
    editor.get_by_role("button", name="Toggle status").click()
    editor.get_by_role("button", name="Set times").click()
    dialog = editor.get_by_role("dialog", name="Set times")
    later = timezone.localtime() + timedelta(minutes=10)
    dialog.get_by_role("textbox", name="Publish on").fill(later.strftime("%d/%m/%Y %H:%M"))
    expect(editor.locator(".xdsoft_datetimepicker:visible")).to_have_count(1)
    dialog.get_by_role("button", name="Publish with these times").click()
    expect(editor.get_by_role("status").get_by_text("will be published at")).to_be_visible()

    reader.goto("/news/")
    expect(reader.get_by_role("main").get_by_role("link", name=title)).to_have_count(0)
    # Time passes, as far as the schedule can tell.
    change_site(
        "UPDATE wagtailcore_revision SET approved_go_live_at = now(), "
        "content = jsonb_set(content, '{go_live_at}', to_jsonb(now())) "
        "WHERE approved_go_live_at IS NOT NULL"
    )
    deadline = monotonic() + 60
    while not reader.get_by_role("main").get_by_role("link", name=title).count():
        assert monotonic() < deadline, "The worker did not publish it."
        reader.wait_for_timeout(500)
        reader.reload()
    reader.get_by_role("main").get_by_role("link", name=title).click()
    expect(reader.get_by_role("heading", level=1)).to_have_text(title)


def test_the_old_address_of_a_moved_page_redirects(editor, reader):
    select_in_userbar(editor, "/early-and-family-help/", "Show in Explorer")
    open_menu(editor.get_by_role("button", name="More options for 'Early and family help'"))
    editor.get_by_role("link", name="Move").click()
    main = editor.get_by_role("main")
    open_menu(main.get_by_role("button", name="Actions"))
    main.get_by_role("button", name="Choose another page").click()
    dialog = editor.get_by_role("dialog")
    dialog.get_by_role("link", name="Explore").click()
    dialog.get_by_role("link", name="Contact", exact=True).click()
    expect(main.get_by_text("Contact")).to_be_visible()
    editor.get_by_role("button", name="Confirm").click()
    editor.get_by_role("button", name="Yes, move this page").click()
    expect(editor.get_by_role("status").get_by_text("moved")).to_be_visible()

    reader.goto("/early-and-family-help/")
    assert reader.url.endswith("/contact/early-and-family-help/")
    expect(reader.get_by_role("heading", level=1)).to_have_text("Early and family help")


@pytest.mark.parametrize(
    ("title", "address"),
    [
        ("Ochrona dzieci: Łódź", "ochrona-dzieci-lodz"),
        ("Захист дітей", "zakhist-ditey"),
        ("حماية الأطفال", "hmyh-ltfl"),
        ("Smørrebrød, Þór & Straße", "smorrebrod-thor-strasse"),
        ("Plan 2026–27: ‘Children’s voices’", "plan-202627-childrens-voices"),
    ],
)
def test_the_address_is_made_from_a_title_in_any_script(editor, title, address):
    news = Page.objects.get(slug="news")
    editor.goto(f"/admin/pages/add/pages/newspage/{news.pk}/")
    field = editor.get_by_role("textbox", name="Title")
    field.fill(title)
    field.blur()
    expect(editor.locator("[name=slug]")).to_have_value(address)
    assert slug_of(title) == address
