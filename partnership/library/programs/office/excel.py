"""Excel workbooks (XLSX)."""

import re

from .cell_formats import TEXTS, CellFormats
from .seen import SeenText, Shapes, drawn_in, has_letters

WORKBOOK = "xl/workbook.xml"


def excel_facts(package, findings):
    """Return the text of each sheet that is shown, and add to ``findings`` what is hidden."""
    book = package.read(WORKBOOK, Book())
    parts = package.related(WORKBOOK)
    shared = _shared_strings(package)
    formats = CellFormats()
    for name in package.matching(r"xl/styles\.xml"):
        package.read(name, formats)
    findings.add("text", shared.hidden["text"])
    texts = []
    for sheet in book.sheets:
        if sheet.get("state", "visible") != "visible":
            findings.add("sheets", 1, sheet.get("name", ""))
            continue
        kind, part = parts.get(sheet.get(":id"), ("", ""))
        if kind == "worksheet":
            texts += _texts_on_sheet(package, part, Sheet(shared, formats), sheet, findings)
    listed = {sheet.get(":id") for sheet in book.sheets}
    findings.add(
        "orphans",
        sum(kind == "worksheet" and key not in listed for key, (kind, _) in parts.items()),
    )
    findings.add("names", book.hidden_names)
    if "sheets" not in findings:  # which are not read
        findings.add("orphans", shared.unused)
    _add_other_parts(package, findings)
    return texts


def _texts_on_sheet(package, part, reader, about, findings):
    """Return the text of a sheet and of each drawing on it; ``about`` are its name and state."""
    related = package.related(part).values()
    reader.has_table = any(kind == "table" for kind, _ in related)
    texts = [package.read(part, reader).seen]
    for hidden, places in reader.hidden_places.items():
        findings.add(hidden, len(places), about.get("name", ""))
    for kind, name in related:
        if kind == "drawing":
            drawing = package.read(name, Shapes(drawn_in(package, name)))
            findings.add("objects", drawing.hidden["objects"])
            texts.append(drawing.seen)
    return texts


def _add_other_parts(package, findings):
    notes = package.count(r"xl/comments.*\.xml", "comment")
    threads = package.count(r"xl/threadedComments/.*\.xml", "threadedComment")
    findings.add("comments", max(notes, threads))  # each thread has a note for older programs
    findings.add("changes", package.count(r"xl/revisions/revisionLog\d*\.xml", *REVISIONS))
    findings.add("pivots", len(package.matching(r"xl/pivotCache/pivotCacheDefinition\d*\.xml")))
    findings.add("links", len(package.matching(r"xl/externalLinks/externalLink\d*\.xml")))
    findings.add("connections", package.count(r"xl/connections\.xml", "connection"))
    findings.add("pivots", len(package.matching(r"xl/model/[^/]+")))


REVISIONS = ("rcc", "rrc", "rm", "rfmt", "ris", "rsnm", "rdn", "rcmt")


class Book:
    """The sheets of a workbook, and how many names it hides."""

    def __init__(self):
        self.sheets, self.hidden_names = [], 0

    def start(self, name, attributes):
        if name == "sheet":
            self.sheets.append(attributes)
        elif name == "definedName" and attributes.get("hidden") in ("1", "true"):
            # Excel hides names of its own, such as that of a filter.
            self.hidden_names += not attributes.get("name", "").startswith("_xl")

    def end(self, name):
        pass

    def text(self, characters):
        pass


class SharedStrings(SeenText):
    """The texts that the cells of a workbook share; ``used`` are the numbers of those in cells."""

    def __init__(self):
        super().__init__()
        self.all, self.used = [], set()

    @property
    def unused(self):
        """How many texts with words in them are in no cell."""
        texts = enumerate(self.all)
        return sum(number not in self.used and has_letters(text) for number, text in texts)

    def started(self, name, attributes):
        if name == "rPh":  # how a word is pronounced
            self.open[-1].hidden_as = "text"

    def ended(self, element):
        if element.name == "si":
            self.all.append("".join(self.pieces))
            self.pieces.clear()


def _shared_strings(package):
    strings = SharedStrings()
    for name in package.matching(r"xl/sharedStrings\.xml"):
        package.read(name, strings)
    return strings


class Sheet:
    """The text of a sheet, without that in hidden rows, columns and cells.

    ``hidden_places`` are the rows, columns and cells with something in them that is hidden. There
    may be a million cells, so this does no more for each than it must. White letters show on a
    sheet that ``has_table``, as its style may colour the cells.
    """

    has_table = False

    def __init__(self, shared, formats):
        self.shared, self.formats, self.blank = shared, formats, {}
        self.hidden_columns, self.hidden_places = [], {}
        self.shown_columns = None  # where a column without a width has none: those that have one
        self.has_hidden_columns = False
        self.places, self.ranges = [], []  # of the pieces; and of cells merged or formatted alike
        self.row, self.column, self.row_is_hidden = 0, 0, False
        self.cell, self.content, self.pieces = {}, [], []
        self.inside = self.is_spoken = False

    def start(self, name, attributes):
        if name == "c":
            self.cell = attributes
            self.column += 1
            if self.has_hidden_columns:
                self.column = _column(attributes.get("r", "")) or self.column
        elif name in ("v", "t"):
            self.inside = True
        elif name in STARTS:
            STARTS[name](self, attributes)

    def _start_row(self, attributes):
        self.row = int(attributes.get("r", self.row + 1))
        self.row_is_hidden = _is_hidden(attributes, "ht")
        self.column = 0

    def _start_spoken(self, attributes):
        self.is_spoken = True

    def _start_defaults(self, attributes):
        if float(attributes.get("defaultColWidth", 1)) == 0:
            self.shown_columns, self.has_hidden_columns = [], True

    def _start_columns(self, attributes):
        columns = int(attributes["min"]), int(attributes["max"])
        if _is_hidden(attributes, "width"):
            self.hidden_columns.append(columns)
            self.has_hidden_columns = True
        elif self.shown_columns is not None:
            self.shown_columns.append(columns)

    def _start_cells(self, attributes):
        self.blank = self.formats.codes | ({} if self.has_table else self.formats.colours)

    def _start_scenario(self, attributes):
        self.hidden_places.setdefault("scenarios", set()).add(attributes.get("name"))

    def _start_merged(self, attributes):
        self.ranges = []

    def _start_merged_range(self, attributes):
        self.ranges.append(attributes.get("ref", ""))

    def _start_formatted(self, attributes):
        self.ranges = attributes.get("sqref", "").split()

    def _start_condition(self, attributes):
        if attributes.get("dxfId") in self.formats.conditional:
            self._hide_ranges()

    def text(self, characters):
        if self.inside and not self.is_spoken:
            self.content.append(characters)

    def end(self, name):
        if name in ("v", "t"):
            self.inside = False
        elif name == "rPh":
            self.is_spoken = False
        elif name == "mergeCells":
            self._hide_ranges(but_first=True)
        elif name == "c":
            content = "".join(self.content)
            self.content.clear()
            if content and self.cell.get("t") == "s":
                self.shared.used.add(int(content))
            if content and not self._hide():
                self._show(self.cell.get("t"), content)

    def _hide(self):
        """Note the place of the cell if it is hidden; return whether it is."""
        kind, place = None, None
        if self.row_is_hidden:
            kind, place = "rows", self.row
        elif self.has_hidden_columns and self._column_is_hidden():
            kind, place = "columns", self.column
        elif self.blank and self.cell.get("t") in self.blank.get(self.cell.get("s"), ()):
            kind, place = "cells", (self.row, self.column)
        if kind:
            self.hidden_places.setdefault(kind, set()).add(place)
        return bool(kind)

    def _column_is_hidden(self):
        if self._is_in(self.hidden_columns):
            return True
        return self.shown_columns is not None and not self._is_in(self.shown_columns)

    def _is_in(self, columns):
        return any(first <= self.column <= last for first, last in columns)

    def _show(self, kind, content):
        """Keep the words of a cell; numbers alone find nothing."""
        if kind == "s":
            number = int(content)
            texts = self.shared.all
            content = texts[number] if number < len(texts) else ""
        elif kind not in TEXTS:
            return
        self.pieces.append(content)
        self.places.append(self.cell.get("r", ""))

    def _hide_ranges(self, but_first=False):
        """Leave out the words in the cells of ``ranges``.

        In a range of merged cells, the first is the one that shows.
        """
        rows = {}
        for number, place in enumerate(self.places):
            rows.setdefault(_row(place), []).append(number)
        for first, _, last in (each.partition(":") for each in self.ranges):
            columns = range(_column(first), _column(last or first) + 1)
            for row in _shared(rows, range(_row(first), _row(last or first) + 1)):
                for number in rows[row]:
                    place = self.places[number]
                    if _column(place) in columns and not (but_first and place == first):
                        self.pieces[number] = ""
                        self.hidden_places.setdefault("cells", set()).add(place)

    @property
    def seen(self):
        """The text that readers see."""
        return "\n".join(filter(None, self.pieces))


STARTS = {
    "row": Sheet._start_row,
    "rPh": Sheet._start_spoken,  # how a word is pronounced
    "sheetFormatPr": Sheet._start_defaults,
    "col": Sheet._start_columns,
    "sheetData": Sheet._start_cells,
    "scenario": Sheet._start_scenario,
    "mergeCells": Sheet._start_merged,
    "mergeCell": Sheet._start_merged_range,
    "conditionalFormatting": Sheet._start_formatted,
    "cfRule": Sheet._start_condition,
}


def _is_hidden(attributes, size):
    if attributes.get("hidden", "0") in ("1", "true"):
        return True
    return size in attributes and float(attributes[size]) == 0


def _shared(rows, some):
    """Return the numbers in ``rows`` that are in the range ``some``, which may be a million."""
    return [row for row in rows if row in some] if len(some) > len(rows) else rows.keys() & some


def _row(reference):
    """Return the number of the row in a ``reference`` such as 'AB12', 0 if there is none."""
    return int(reference.lstrip("$ABCDEFGHIJKLMNOPQRSTUVWXYZ") or 0)


def _column(reference):
    """Return the number of the column in a ``reference`` such as 'AB12', 0 if there is none."""
    number = 0
    for letter in re.match(r"[A-Z]{0,3}", reference)[0]:
        number = number * 26 + ord(letter) - 64
    return number
