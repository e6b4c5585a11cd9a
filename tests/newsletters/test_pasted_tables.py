"""Tables of a pasted newsletter, which the editor shows row by row, become tables."""

import pytest

from partnership.newsletters.pasted_tables import with_tables
from partnership.newsletters.pasted_text import blocks_of


def row(*cells):
    return f'<p data-block-key="x">{" | ".join(cells)}</p>'


def bold(words):
    return f"<b>{words}</b>"


def only_table(*rows):
    [(kind, value)] = with_tables("".join(rows))
    assert kind == "table"
    return value


def test_rows_between_paragraphs_become_a_table_between_texts():
    html = f"<p>Before</p>{row('Area', 'Days')}{row('North', 'Five')}<p>After</p>"
    (_, before), (_, table), (_, after) = with_tables(html)
    assert (before, after) == ("<p>Before</p>", "<p>After</p>")
    assert table["data"] == [["Area", "Days"], ["North", "Five"]]


@pytest.mark.parametrize(
    ("rows", "headers"),
    [
        ([row(bold("Area"), bold("Days")), row("North", "5")], "row"),
        ([row(bold("Area | Days")), row("North", "5")], "row"),
        ([row("", bold("Days")), row(bold("North"), "5")], "both"),
        ([row("Area", "Days"), row(bold("North"), "5")], "column"),
        ([row("Area", "Days"), row("North", "5")], ""),
        ([row(f"{bold('Area')} and place", bold("Days")), row("North", "5")], ""),
    ],
)
def test_bold_cells_are_headers_and_without_any_the_editor_has_to_choose(rows, headers):
    assert only_table(*rows)["table_header_choice"] == headers


def test_cells_keep_their_links_lines_and_gaps():
    link = '<a href="https://example.org/plan?a=1&amp;b=(2)">the <b>plan</b></a>'
    table = only_table(row("Read " + link, ""), row("", "Tea &amp; talk<br/>at nine"))
    assert table["data"] == [
        ["Read [the plan](https://example.org/plan?a=1&b=%282%29)", ""],
        ["", "Tea & talk\nat nine"],
    ]


@pytest.mark.parametrize(
    "html",
    [
        row("Home", "About", "Contact"),
        row("A", "B") + row("A", "B", "C"),
        row("A", "B") + "<p>Words</p>" + row("C", "D"),
        f"<ul><li>A | B</li><li>C | D</li></ul>{row('A', 'B')}",
        "",
    ],
)
def test_what_is_no_table_stays_text(html):
    assert with_tables(html) == [("prose", html)]


def test_a_row_of_bold_cells_is_no_heading():
    html = row(bold("Area"), bold("Days")) + row("North", "Five") + row(bold("All | Six"))
    [(_, item)] = blocks_of(html)
    [(_, table)] = item["content"]
    assert [cells[0] for cells in table["data"]] == ["Area", "North", "All"]


def test_a_paragraph_with_bold_words_at_both_ends_is_no_heading():
    [(_, item)] = blocks_of("<p><b>Tea</b> and <b>talk</b></p><p>At nine.</p>")
    assert item["heading"] == "Welcome"
