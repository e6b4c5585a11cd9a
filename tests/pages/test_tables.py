"""Tables on pages: a new one is half done, a header is never empty, cells may have links."""

import pytest
from django.core.exceptions import ValidationError
from justhtml import JustHTML

from partnership.pages.blocks.tables import table_of
from partnership.pages.blocks.text import AccessibleTableBlock


def rendered(*rows, headers="row"):
    html = AccessibleTableBlock().render(table_of([list(row) for row in rows], headers))
    return JustHTML(html, sanitize=False)


def cleaned(*rows, headers="row"):
    return AccessibleTableBlock().clean(table_of([list(row) for row in rows], headers))


def test_a_new_table_has_a_header_row():
    block = AccessibleTableBlock()
    assert block.get_default()["table_header_choice"] == "row"
    assert block.get_default()["data"] is not block.get_default()["data"]


@pytest.mark.parametrize(
    ("rows", "shown"),
    [
        ([], [[""] * 3] * 3),
        ([["A", "B"], ["C", "D"]], [["A", "B", ""], ["C", "D", ""], [""] * 3]),
        ([["A"], ["B", "C", "D"], [None]], [["A", *[""] * 3], ["B", "C", "D", ""], [""] * 4]),
    ],
)
def test_the_editor_of_a_table_has_a_spare_row_and_column(rows, shown):
    assert AccessibleTableBlock().get_form_state(table_of(rows))["data"] == shown


def test_empty_rows_and_columns_at_the_end_are_left_out():
    value = cleaned(("Area", "Days", ""), ("North", None, " "), ("", "", ""))
    assert value["data"] == [["Area", "Days"], ["North", ""]]


@pytest.mark.parametrize(
    ("rows", "headers", "message"),
    [
        ([("", ""), ("", "")], "row", "This table is empty"),
        ([("Area", ""), ("North", "5")], "row", "Column 2 has no header"),
        ([("", "Days"), ("North", "5")], "row", "Column 1 has no header"),
        ([("", "Days"), ("", "5")], "both", "Row 2 has no header"),
        ([("Area", "Days"), ("", "5")], "column", "Row 2 has no header"),
        ([("Area", "Days")], "", "Choose under ‘Table headers’"),
    ],
)
def test_a_table_with_an_empty_header_is_refused_with_what_to_do(rows, headers, message):
    with pytest.raises(ValidationError, match=message):
        cleaned(*rows, headers=headers)


def test_a_table_that_is_not_finished_can_be_saved_as_a_draft():
    block = AccessibleTableBlock()
    block.defer_required_validation()
    assert block.clean(block.get_default())["data"] == []


def test_the_first_cell_may_be_empty_between_headers_of_both_kinds():
    assert cleaned(("", "Days"), ("North", "5"), headers="both")


def test_no_empty_header_is_published():
    html = rendered(("", "Days"), ("", "5"), ("North", "6"), headers="both")
    assert [th.to_text() for th in html.query("th")] == ["Days", "North"]
    assert len(html.query("td")) == 4


def test_an_empty_table_shows_nothing():
    block = AccessibleTableBlock()
    assert block.render(block.get_default()) == block.render(None) == ""


def test_cells_show_links_and_lines_and_no_markup():
    html = rendered(("Plan",), ("Read [the <b>plan](https://example.org/?a=1&b=2)\nsoon",))
    [link] = html.query("td a")
    assert (link.to_text(), link.attrs["href"]) == ("the <b>plan", "https://example.org/?a=1&b=2")
    assert html.query("td br")
    assert not rendered(("A",), ("[x](javascript:alert)",)).query("a")


def test_a_search_finds_the_words_of_a_link_but_not_its_address():
    table = table_of([["Plan", "[Read it](https://example.org/plan)"]])
    assert AccessibleTableBlock().get_searchable_content(table) == ["Plan", "Read it"]
