"""Text documents and spreadsheets of LibreOffice (ODT, ODS)."""

from .package import ON_A_COMPUTER, Locked
from .seen import WHITE, SeenText, has_letters, look_the_same

MANIFEST = "META-INF/manifest.xml"
SHOWN_OBJECTS = ("chart", "formula", "graphics")
CELLS = {"table-cell", "covered-table-cell"}
LOOKS = (":color", ":background-color", ":font-size")
BOXES = {"text-box", "custom-shape", "frame", "rect"}  # of a colour that is not read
TINY = {"0pt", "0.5pt", "1pt", "1.5pt"}


def opendocument_facts(package, findings):
    """Return the text of the document, and add to ``findings`` what it hides."""
    if MANIFEST in package.names and package.all_of(MANIFEST, "encryption-data"):
        raise Locked
    styles = {}
    if "styles.xml" in package.names:
        package.read("styles.xml", OpenText(styles))
    found = package.read("content.xml", OpenText(styles))
    for kind, count in found.hidden.items():
        findings.add(kind, count)
    findings.add("text", len(found.kept_fields))
    for kind, name, count in found.places():
        findings.add(kind, count, name)
    listed = package.all_of(MANIFEST, "file-entry") if MANIFEST in package.names else []
    inside = package.count(r"[^/]+/content\.xml", "spreadsheet", "presentation")
    findings.add("embedded", max(sum(map(_is_embedded, listed)), inside))
    findings.add("versions", len(package.matching(r"Versions/[^/]+")))
    return [found.seen]


def _is_embedded(entry):
    """Whether an ``entry`` of the list of parts is a file of its own, with more than it shows."""
    kind, path = entry.get(":media-type", ""), entry.get(":full-path", "")
    if "oleobject" in kind:
        return True
    is_object = path.endswith("/") and path != "/" and "vnd.oasis.opendocument" in kind
    return is_object and not kind.endswith(SHOWN_OBJECTS)


class OpenText(SeenText):
    """The text of a document, without hidden text, sheets, rows and columns.

    ``styles`` are filled in as they are read: ``{name: [parent, hides or None, looks]}``.
    """

    holders = {"p", "h"}
    ignored = SeenText.ignored | {"tracked-changes", "annotation", "script", "note-citation"}
    # Descriptions of pictures, which are not part of the sentence, and what a cell says of errors.
    ignored |= {"title", "desc", "help-message", "error-message"}

    def __init__(self, styles):
        super().__init__()
        self.styles, self.hidden_places = styles, {}
        self.kept_fields = set()  # names of texts that the document keeps and shows nowhere

    def started(self, name, attributes):
        if self.outer_name(1) == "tracked-changes":
            self.hidden["changes"] += 1
        if attributes.get(":display") == "none":
            self.open[-1].hidden_as = "text"
        if ON_A_COMPUTER.match(attributes.get(":href", "")):
            self.hidden["paths"] += 1
        if name == "annotation":
            self.hidden["comments"] += 1
        elif name in STARTS:
            STARTS[name](self, attributes)

    def _start_style(self, attributes):
        self.styles[attributes.get(":name")] = [attributes.get(":parent-style-name"), None, {}]

    def _start_properties(self, attributes):
        style = self.inner({"style"})
        if not style:
            return
        known = self.styles[style.attributes.get(":name")]
        known[2] |= {name: attributes[name] for name in LOOKS if name in attributes}
        if ":display" in attributes:
            known[1] = attributes[":display"] in ("none", "false")

    def _start_words(self, attributes):
        if self._hides(attributes.get(":style-name")) or self._is_unseen():
            self.open[-1].hidden_as = "text"

    def _start_field(self, attributes):
        if has_letters(attributes.get(":string-value", "")):
            self.kept_fields.add(attributes.get(":name"))

    def _start_shown_field(self, attributes):
        self.kept_fields.discard(attributes.get(":name"))

    def _start_section(self, attributes):
        if attributes.get(":display") == "none" or attributes.get(":is-hidden") == "true":
            self.open[-1].hidden_as = "text"

    def _start_hidden_text(self, attributes):
        if attributes.get(":is-hidden", "true") == "true":
            self.hidden["text"] += bool(attributes.get(":string-value"))
            self.open[-1].hidden_as = ""

    def _start_hidden_paragraph(self, attributes):
        if attributes.get(":is-hidden", "true") == "true":
            self.hide({"p", "h"}, "text")

    def _start_table(self, attributes):
        table = self.open[-1]
        table.facts |= {"columns": [], "width": 0, "row": 0}
        if self._hides(attributes.get(":style-name")):
            table.hidden_as = "sheets"

    def _start_copy(self, attributes):
        """What a link to another program has brought."""
        self.open[-1].hidden_as = "links"

    def _start_scenario(self, attributes):
        """The numbers of another case: they are shown in the sheet before while they are in use."""
        self.hide({"table"}, "sheets")

    def _start_source(self, attributes):
        """A copy of a sheet of another file, to which this one has a link."""
        self.hide({"table"}, "links")

    def _start_column(self, attributes):
        table, times = self.inner({"table"}), _times(attributes, "columns")
        if not table:
            return
        first = table.facts["width"]
        table.facts["width"] = first + times
        if attributes.get(":visibility", "visible") != "visible":
            table.facts["columns"].append((first, first + times))

    def _start_row(self, attributes):
        row, table = self.open[-1], self.inner({"table"})
        row.facts["column"] = 0
        if table:
            row.facts["number"] = table.facts["row"]
            table.facts["row"] += _times(attributes, "rows")
        if attributes.get(":visibility", "visible") != "visible":
            row.hidden_as = "rows"

    def _start_cell(self, attributes):
        cell, row, table = self.open[-1], self.inner({"table-row"}), self.inner({"table"})
        if not (row and table):
            return
        column = row.facts["column"]
        row.facts["column"] += _times(attributes, "columns")
        cell.facts["place"] = (row.facts.get("number"), column)
        if any(first <= column < after for first, after in table.facts["columns"]):
            cell.hidden_as = "columns"
        elif self._is_unseen() or cell.name == "covered-table-cell":
            cell.hidden_as = "cells"

    def removed(self, element, text):
        """Note where text was hidden, or count it where the place has no name."""
        kind, table = element.hidden_as, self.inner({"table"})
        name = table.attributes.get(":name", "") if table else ""
        if kind in ("sheets", "links"):
            name = element.attributes.get(":name", "")
            self.hidden_places.setdefault((kind, name), set()).add(0)
        elif kind in ("rows", "columns", "cells"):
            if not text.strip() or table.hidden_as:
                return
            row, column = element.facts.get("place", (element.facts.get("number"), None))
            place = {"rows": row, "columns": column}.get(kind, (row, column))
            self.hidden_places.setdefault((kind, name), set()).add(place)
        else:
            super().removed(element, text)

    def places(self):
        """Return what is hidden on sheets: ``[(kind, name of the sheet, how many), ...]``."""
        return [
            # The name of a linked sheet has the path to its file.
            (kind, "" if kind == "links" else name, len(places))
            for (kind, name), places in self.hidden_places.items()
        ]

    def _hides(self, style):
        return next((known[1] for known in self._chain(style) if known[1] is not None), False)

    def _chain(self, style):
        """Yield what is known of ``style``, and of those that it is based on."""
        met = set()
        while style in self.styles and style not in met:
            met.add(style)
            yield self.styles[style]
            style = self.styles[style][0]

    def _look(self, element, name):
        """Return how ``element`` looks by its style, or None if that does not say."""
        chain = self._chain(element.attributes.get(":style-name"))
        return next((known[2][name] for known in chain if name in known[2]), None)

    def _is_unseen(self):
        """Whether the words of the last element are tiny, or written in the colour behind them."""
        element = self.open[-1]
        if self._look(element, ":font-size") in TINY:
            return True
        letters = self._look(element, ":color")
        return bool(letters) and look_the_same(letters.lstrip("#"), self._colour_behind())

    def _colour_behind(self):
        for element in reversed(self.open):
            colour = self._look(element, ":background-color")
            if colour and colour != "transparent":
                return colour.lstrip("#")
            if element.name in BOXES:
                return None
        return WHITE


STARTS = {
    "style": OpenText._start_style,
    "text-properties": OpenText._start_properties,
    "table-properties": OpenText._start_properties,
    **dict.fromkeys(
        ("paragraph-properties", "table-cell-properties", "table-row-properties"),
        OpenText._start_properties,
    ),
    **dict.fromkeys(("p", "h", "span", "a"), OpenText._start_words),
    "user-field-decl": OpenText._start_field,
    **dict.fromkeys(("user-field-get", "user-field-input"), OpenText._start_shown_field),
    "section": OpenText._start_section,
    "hidden-text": OpenText._start_hidden_text,
    "hidden-paragraph": OpenText._start_hidden_paragraph,
    "table": OpenText._start_table,
    "table-source": OpenText._start_source,
    "dde-link": OpenText._start_copy,
    "scenario": OpenText._start_scenario,
    "table-column": OpenText._start_column,
    "table-row": OpenText._start_row,
    **dict.fromkeys(CELLS, OpenText._start_cell),
}


def _times(attributes, what):
    """Return how often a row or column is repeated."""
    return int(attributes.get(f":number-{what}-repeated", 1))
