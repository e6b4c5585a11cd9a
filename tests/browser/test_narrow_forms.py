"""No field of a form is covered by the panel or the field beside it, on screens of offices."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect
from wagtail.snippets.models import get_snippet_models

from partnership.events.models import EventPage
from partnership.learning.models import PracticeReviewPage
from partnership.pages.models import ArrangementsPage, GroupPage
from partnership.policies.models import PolicyPage
from tests.browser.conftest import wait_until_watched
from tests.laws.kinds import example

pytestmark = pytest.mark.django_db

# Each adds a row of fields, or has one from the start.
ROWS = {
    EventPage: "Add session",
    GroupPage: "Add seat",
    PracticeReviewPage: "Add action",
    ArrangementsPage: "Add publication",
    PolicyPage: "Add version",
}
WIDTHS = [1280, 1366, 1440]
COVERED = """side => [...document.querySelectorAll(".w-field-row input, .w-field-row select")]
    .filter(field => field.checkVisibility())
    .filter(field => {
        const right = field.getBoundingClientRect().right;
        const end = field.closest(".w-field__wrapper").getBoundingClientRect().right;
        return right > end + 1 || right > side.getBoundingClientRect().left;
    })
    .map(field => field.name)"""


@pytest.mark.parametrize("kind", ROWS, ids=lambda kind: kind.__name__)
def test_no_field_is_covered(new_tab, signed_in, tolerated, kind):
    tolerated.add("400 (Bad Request)")  # a draft with an empty row
    editor = new_tab(WIDTHS[0], storage_state=signed_in)
    editor.goto(f"/admin/pages/{example(kind).pk}/edit/")
    wait_until_watched(editor)
    editor.get_by_role("button", name=ROWS[kind]).click()
    covered = {}
    for width in WIDTHS:
        editor.set_viewport_size({"width": width, "height": 900})
        covered[width] = opened_panel(editor).evaluate(COVERED)
    assert covered == dict.fromkeys(WIDTHS, [])


@pytest.mark.parametrize("width", WIDTHS)
def test_no_field_of_a_record_is_covered(new_tab, signed_in, width):
    editor = new_tab(width, storage_state=signed_in)
    covered = {}
    for kind in get_snippet_models():
        editor.goto(reverse(kind.snippet_viewset.get_url_name("add")))
        covered[kind] = opened_panel(editor).evaluate(COVERED)
    assert covered == dict.fromkeys(covered, [])


def opened_panel(editor):
    """Return the panel beside the form, which is open and has come to rest."""
    toggle = editor.get_by_role("button", name="Toggle status")
    if toggle.get_attribute("aria-expanded") != "true":
        toggle.click()
    panel = editor.locator(".form-side--open")
    expect(panel).to_be_visible()
    editor.wait_for_function(
        "side => side.getAnimations().every(each => each.playState === 'finished')",
        arg=panel.element_handle(),
    )
    return panel
