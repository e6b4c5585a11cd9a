"""Which style sheets a page loads: those of the parts that are on it."""

from partnership.pages.style_sheets import classes_of_selectors, needed, parts, with_style_sheets


def test_a_page_loads_the_sheets_of_what_is_on_it():
    html = with_style_sheets('<head></head><a class="button button--call">Call</a>')
    assert html.count("stylesheet") == 1
    assert "css/parts/buttons" in html
    assert html.index("buttons") < html.index("</head>")


def test_a_page_without_parts_loads_nothing_more():
    assert with_style_sheets("<head></head><p>Words</p>") == "<head></head><p>Words</p>"


def test_a_sheet_is_needed_where_all_classes_of_a_selector_are_there():
    assert needed({"facts"}) == ["css/parts/facts.css"]
    assert "css/parts/policies.css" in needed({"facts", "policy"})


def test_each_of_several_selectors_may_need_the_sheet():
    css = "@layer a { @media print { .a > b:hover, .c:not(.d) .e { color: red } } }"
    assert classes_of_selectors(css) == {frozenset("a"), frozenset("ce")}


def test_any_of_the_selectors_in_brackets_will_do():
    css = ":is(.a, .b:has(> .c)) .d::after { content: '' }"
    assert classes_of_selectors(css) == {frozenset("ad"), frozenset("bcd")}


def test_every_selector_of_a_part_names_a_class():
    assert [path for path, sets in parts().items() if frozenset() in sets] == []
