"""Excel workbooks (XLSX)."""

import re

from .seen import SeenText

# A number format has sections for numbers above, below and at zero, and the fourth for texts.
SECTION = r"""((?:"[^"]*"|\[[^\]]*\]|\\.|[^;"\[\\])*)"""
FOUR_SECTIONS = re.compile(rf"{SECTION};{SECTION};{SECTION};{SECTION}(;.*)?", re.DOTALL)
EMPTY = re.compile(r'(?:\[[^\]]*\]|""|\s|[_*].)*')
TEXTS = ("s", "inlineStr", "str")  # types of cells
WORKBOOK = "xl/workbook.xml"


def excel_facts(package, findings):
    """Return the text of each sheet that is shown, and add to ``findings`` what is hidden."""
    book = package.read(WORKBOOK, Book())
    parts = package.related(WORKBOOK)
    shared = _shared_strings(package)
    blank = _formats_that_show_nothing(package)
    texts = []
    for sheet in book.sheets:
        if sheet.get("state", "visible") != "visible":
            findings.add("sheets", 1, sheet.get("name", ""))
            continue
        kind, name = parts.get(sheet.get(":id"), ("", ""))
        if kind == "worksheet":
            found = package.read(name, Sheet(shared, blank))
            texts.append(found.seen)
            for hidden, places in found.hidden_places.items():
                findings.add(hidden, len(places), sheet.get("name", ""))
    findings.add("names", book.hidden_names)
    _add_other_parts(package, findings)
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
    """The texts that the cells of a workbook share."""

    ignored = {"rPh"}  # how a word is pronounced

    def __init__(self):
        super().__init__()
        self.all = []

    def ended(self, element):
        if element.name == "si":
            self.all.append("".join(self.pieces))
            self.pieces.clear()


def _shared_strings(package):
    strings = SharedStrings()
    for name in package.matching(r"xl/sharedStrings\.xml"):
        package.read(name, strings)
    return strings.all


def shows_no_number(code):
    """Whether the number format ``code`` shows nothing of any number."""
    sections = FOUR_SECTIONS.fullmatch(code)
    return bool(sections) and all(EMPTY.fullmatch(sections[place]) for place in (1, 2, 3))


def shows_no_text(code):
    """Whether the number format ``code`` shows nothing of a text."""
    sections = FOUR_SECTIONS.fullmatch(code)
    return bool(sections) and bool(EMPTY.fullmatch(sections[4]))


class Formats:
    """The formats of a workbook's cells that show nothing: ``{number: {type of cell, ...}}``.

    The type of a number is None.
    """

    def __init__(self):
        self.codes, self.blank, self.count, self.in_cells = {}, {}, 0, False

    def start(self, name, attributes):
        if name == "numFmt":
            code = attributes.get("formatCode", "")
            hidden = {*(TEXTS if shows_no_text(code) else ())}
            hidden |= {None, "n"} if shows_no_number(code) else set()
            if hidden:
                self.codes[attributes.get("numFmtId")] = hidden
        elif name == "cellXfs":
            self.in_cells = True
        elif name == "xf" and self.in_cells:
            if attributes.get("numFmtId") in self.codes:
                self.blank[str(self.count)] = self.codes[attributes["numFmtId"]]
            self.count += 1

    def end(self, name):
        self.in_cells &= name != "cellXfs"

    def text(self, characters):
        pass


def _formats_that_show_nothing(package):
    formats = Formats()
    for name in package.matching(r"xl/styles\.xml"):
        package.read(name, formats)
    return formats.blank


class Sheet:
    """The text of a sheet, without that in hidden rows, columns and cells.

    ``hidden_places`` are the rows, columns and cells with something in them that is hidden. There
    may be a million cells, so this does no more for each than it must.
    """

    def __init__(self, shared, blank):
        self.shared, self.blank = shared, blank
        self.hidden_columns, self.hidden_places = [], {}
        self.shown_columns = None  # where a column without a width has none: those that have one
        self.has_hidden_columns = False
        self.places, self.merged = [], []  # of the pieces; and the ranges of merged cells
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
        elif name == "row":
            self.row = int(attributes.get("r", self.row + 1))
            self.row_is_hidden = _is_hidden(attributes, "ht")
            self.column = 0
        elif name == "rPh":  # how a word is pronounced
            self.is_spoken = True
        elif name == "mergeCell":
            self.merged.append(attributes.get("ref", ""))
        elif name == "col":
            self._note_columns(attributes)
        elif name == "sheetFormatPr" and float(attributes.get("defaultColWidth", 1)) == 0:
            self.shown_columns, self.has_hidden_columns = [], True

    def text(self, characters):
        if self.inside and not self.is_spoken:
            self.content.append(characters)

    def end(self, name):
        if name in ("v", "t"):
            self.inside = False
        elif name == "rPh":
            self.is_spoken = False
        elif name == "mergeCells":
            self._hide_covered()
        elif name == "c":
            content = "".join(self.content)
            self.content.clear()
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

    def _note_columns(self, attributes):
        columns = int(attributes["min"]), int(attributes["max"])
        if _is_hidden(attributes, "width"):
            self.hidden_columns.append(columns)
            self.has_hidden_columns = True
        elif self.shown_columns is not None:
            self.shown_columns.append(columns)

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
            content = self.shared[number] if number < len(self.shared) else ""
        elif kind not in TEXTS:
            return
        self.pieces.append(content)
        self.places.append(self.cell.get("r", ""))

    def _hide_covered(self):
        """Leave out the words in cells below one that has been merged with them."""
        rows = {}
        for number, place in enumerate(self.places):
            rows.setdefault(_row(place), []).append(number)
        for first, _, last in (each.partition(":") for each in self.merged):
            columns = range(_column(first), _column(last) + 1)
            for row in rows.keys() & range(_row(first), _row(last) + 1):
                for number in rows[row]:
                    place = self.places[number]
                    if place != first and _column(place) in columns:
                        self.pieces[number] = ""
                        self.hidden_places.setdefault("cells", set()).add(place)

    @property
    def seen(self):
        """The text that readers see."""
        return "\n".join(filter(None, self.pieces))


def _is_hidden(attributes, size):
    if attributes.get("hidden", "0") in ("1", "true"):
        return True
    return size in attributes and float(attributes[size]) == 0


def _row(reference):
    """Return the number of the row in a ``reference`` such as 'AB12', 0 if there is none."""
    return int(reference.lstrip("$ABCDEFGHIJKLMNOPQRSTUVWXYZ") or 0)


def _column(reference):
    """Return the number of the column in a ``reference`` such as 'AB12', 0 if there is none."""
    number = 0
    for letter in re.match(r"[A-Z]{0,3}", reference)[0]:
        number = number * 26 + ord(letter) - 64
    return number
