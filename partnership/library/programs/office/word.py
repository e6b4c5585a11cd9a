"""Word documents (DOCX)."""

import re

from .seen import BLACK, WHITE, SeenText, drawn_in, look_the_same

# What a tracked change leaves in the text.
CHANGES = {
    *("ins", "del", "moveFrom", "moveTo", "cellIns", "cellDel", "cellMerge", "numberingChange"),
    *("rPrChange", "pPrChange", "sectPrChange", "tblPrChange", "tblGridChange", "trPrChange"),
    *("tcPrChange", "tblPrExChange"),
}
STYLED = {"pStyle": "p", "rStyle": "r", "tblStyle": "tbl"}  # the names of styles, and what has them
LOOKS = {"color", "sz", "shd", "highlight"}
HIGHLIGHTS = {
    "black": BLACK,
    "white": WHITE,
    "yellow": "FFFF00",
    "green": "00FF00",
    "cyan": "00FFFF",
    "magenta": "FF00FF",
    "blue": "0000FF",
    "red": "FF0000",
    "darkBlue": "000080",
    "darkCyan": "008080",
    "darkGreen": "008000",
    "darkMagenta": "800080",
    "darkRed": "800000",
    "darkYellow": "808000",
    "darkGray": "808080",
    "lightGray": "C0C0C0",
}
THEME = {"background1": WHITE, "light1": WHITE, "text1": BLACK, "dark1": BLACK}
LOWEST_ROW = 40  # twentieths of a point
# A field whose words show under a condition, or never.
CONDITIONAL = re.compile(r'^\s*(IF|SET|ASK|FILLIN|COMPARE)\b.*"[^"]*\w', re.IGNORECASE | re.DOTALL)
# How far left or above, in English Metric Units, an object has left the page for certain: by what
# its place is measured from. Margins are at most two inches.
BEYOND = {"page": 0, "paragraph": 12 * 914_400, "line": 12 * 914_400}
MARGIN, LARGEST_PAGE = 2 * 914_400, 60 * 360_000
TINY = {"0", "1", "2"}  # half points
MAIN = r"word/(document|footnotes|endnotes)\d*\.xml"
EDGES = r"word/(header|footer)\d*\.xml"  # repeated on every page, so not read for the search


def word_facts(package, findings):
    """Return the text of each main part, and add to ``findings`` what the document hides."""
    styles = Styles()
    for name in package.matching(r"word/styles\.xml"):
        package.read(name, styles)
    texts = []
    main = package.matching(MAIN)
    if not main:
        raise KeyError("An office file without its text.")
    for name in main + package.matching(EDGES):
        found = package.read(name, WordText(styles, drawn_in(package, name)))
        for kind, count in found.hidden.items():
            findings.add(kind, count)
        if name in main:
            texts.append(found.seen)
    findings.add("comments", package.count(r"word/comments\d*\.xml", "comment"))
    findings.add("connections", package.count(r"word/settings\.xml", "mailMerge"))
    findings.add("custom", bool(package.count(r"word/settings\.xml", "docVar")))
    for name in package.matching(r"word/glossary/document\.xml"):
        findings.add("blocks", package.read(name, BuildingBlocks()).count)
    return texts


class BuildingBlocks(SeenText):
    """How many texts are kept to be put into the document; not those that ask for a text."""

    def __init__(self):
        super().__init__()
        self.count = 0

    def started(self, name, attributes):
        if name == "type" and attributes.get(":val") == "bbPlcHdr":
            self.hide({"docPart"}, "")

    def ended(self, element):
        if element.name == "docPart" and element.hidden_as is None:
            self.count += bool("".join(self.pieces[element.place :]).strip())


def _colour(attributes):
    """Return the colour of words as six digits, '' for an automatic one."""
    colour = attributes.get(":val", "auto").upper()
    return THEME.get(attributes.get(":themeColor"), "") if colour == "AUTO" else colour


def _is_off_page(facts):
    """Whether an object with the ``facts`` of its anchor is outside the page."""
    for axis, size in (("positionH", "cx"), ("positionV", "cy")):
        measured_from, offset = facts.get(axis, ("", 0))
        end = offset + int(facts.get("extent", {}).get(size, 0))
        if end < -BEYOND.get(measured_from, MARGIN) or offset > LARGEST_PAGE:
            return True
    return False


def is_on(attributes):
    """Whether a property such as ``<w:vanish/>`` is on."""
    return attributes.get(":val", "true") not in ("0", "false", "off")


class Styles:
    """The styles of a document: which of them hide text."""

    def __init__(self):
        self.open, self.own, self.parents, self.style = [], {}, {}, None
        self.standard = None  # the style of paragraphs that name none
        self.colours, self.shaded = {}, set()  # of words; and the styles that colour what is behind
        self.everything = False  # whether all text is hidden unless its own properties say no

    def start(self, name, attributes):
        self.open.append(name)
        if name == "style":
            self.style = attributes.get(":styleId")
            is_standard = attributes.get(":default", "0") in ("1", "true", "on")
            if attributes.get(":type") == "paragraph" and is_standard:
                self.standard = self.style
        elif name == "basedOn":
            self.parents[self.style] = attributes.get(":val")
        elif name == "vanish" and self.open[-3:-1] == ["style", "rPr"]:
            self.own[self.style] = is_on(attributes)
        elif name == "color" and self.open[-3:-1] == ["style", "rPr"]:
            self.colours[self.style] = attributes
        elif name == "shd" and self.style:
            self.shaded.add(self.style)
        elif name == "vanish" and self.open[-3:-1] == ["rPrDefault", "rPr"]:
            self.everything = is_on(attributes)

    def end(self, name):
        self.open.pop()

    def text(self, characters):
        pass

    def hides(self, style):
        """Whether ``style``, or the nearest one it is based on that says so, hides text."""
        return self._nearest(self.own, style, False)

    def colour_of(self, style):
        """Return the colour of words in ``style``, as its attributes, None if it has none."""
        return self._nearest(self.colours, style, None)

    def _nearest(self, known, style, otherwise):
        """Return what is ``known`` of ``style``, or of the nearest one that it is based on."""
        met = set()
        while style and style not in met:
            if style in known:
                return known[style]
            met.add(style)
            style = self.parents.get(style)
        return otherwise


class WordText(SeenText):
    """The text of a document, without what is hidden, deleted or moved away."""

    def __init__(self, styles, drawn):
        super().__init__(drawn)
        self.styles = styles
        self.is_on_paper = True  # and not on a coloured page, or on a picture
        self.fields = []  # that are open: whether the words now are what each of them shows

    def text(self, characters):
        if self.open and self.open[-1].name in ("instrText", "posOffset"):
            self.open[-1].facts.setdefault("words", []).append(characters)
        elif all(self.fields):
            super().text(characters)
        elif self.inside and re.search(r"[^\W\d]", characters):  # not just the number of a page
            self.hidden["text"] += 1

    def started(self, name, attributes):
        if name in CHANGES:
            self.hidden["changes"] += 1
        if name in STARTS:
            STARTS[name](self, attributes)
        elif name in LOOKS and self.outer_name(2):
            self.open[-3].facts[name] = attributes
        elif name in STYLED and self.outer_name(2) == STYLED[name]:
            self.open[-3].facts["style"] = attributes.get(":val")
        if attributes.get("behindDoc") in ("1", "true"):
            self.is_on_paper = False
        if "visibility:hidden" in attributes.get("style", "").replace(" ", ""):
            self.open[-1].hidden_as = "objects"

    def _start_field(self, attributes):
        self._pass_field(attributes.get(":fldCharType"))

    def _start_simple_field(self, attributes):
        self._note_instruction(attributes.get(":instr", ""))

    def _start_box(self, attributes):
        self.pieces.append("\n")  # it is within a paragraph

    def _start_hidden_words(self, attributes):
        if self.outer_name(1) == "rPr" and self.outer_name(2) == "r":
            self.open[-3].facts["hidden"] = is_on(attributes)

    def _start_merged(self, attributes):
        if attributes.get(":val") != "restart":
            self.hide({"tc"}, "text")  # below a cell that has been merged with it

    def _start_hidden_row(self, attributes):
        if self.outer_name(1) == "trPr" and is_on(attributes):
            self.hide({"tr"}, "text")

    def _start_height(self, attributes):
        is_exact = attributes.get(":hRule") == "exact"
        if is_exact and float(attributes.get(":val", 0)) <= LOWEST_ROW:
            self.hide({"tr"}, "text")

    def _start_deleted_cell(self, attributes):
        self.hide({"tc"}, "")

    def _start_page_colour(self, attributes):
        self.is_on_paper = False

    def _start_object(self, attributes):
        if attributes.get("hidden") in ("1", "true"):
            self.hide({"drawing"}, "objects")

    def _start_extent(self, attributes):
        if self.outer_name(1) == "anchor":
            self.open[-2].facts["extent"] = attributes

    def _note_instruction(self, instruction):
        """Count words that a field has, and shows under a condition or never."""
        if CONDITIONAL.search(instruction):
            self.hidden["text"] += 1

    def _pass_field(self, kind):
        """Note that a field begins, goes on to what it shows, or ends."""
        if kind == "begin":
            self.fields.append(False)
        elif kind == "separate" and self.fields:
            self.fields[-1] = True
        elif kind == "end" and self.fields:
            self.fields.pop()

    def _delete(self, attributes):
        """Leave out what is deleted: the words in this element, or the row of a table."""
        if self.outer_name(1) == "trPr":
            self.hide({"tr"}, "")
        else:
            self.open[-1].hidden_as = ""

    def ended(self, element):
        words = "".join(element.facts.get("words", ()))
        if element.name == "instrText":
            self._note_instruction(words)
        elif element.name == "posOffset" and (anchor := self.inner({"anchor"})):
            axis = self.open[-2]
            anchor.facts[axis.name] = (axis.attributes.get("relativeFrom"), int(words or 0))
        elif element.name == "anchor" and _is_off_page(element.facts):
            element.hidden_as = "objects"
        elif element.name == "r" and element.hidden_as is None and self._is_hidden(element):
            element.hidden_as = "text"

    def _is_hidden(self, run):
        if "hidden" in run.facts:
            return run.facts["hidden"]
        if self.styles.everything or self._is_unseen(run):
            return True
        named = [self._style_of("tbl"), self._style_of("p") or self.styles.standard]
        hiding = [*map(self.styles.hides, named), self.styles.hides(run.facts.get("style"))]
        return hiding.count(True) % 2 == 1  # two of them undo each other

    def _is_unseen(self, run):
        """Whether the words are too small to see, or written in the colour behind them."""
        if run.facts.get("sz", {}).get(":val") in TINY:
            return True
        letters = _colour(run.facts.get("color") or self._colour_of_styles(run))
        if "highlight" in run.facts:
            behind = HIGHLIGHTS.get(run.facts["highlight"].get(":val"))
            return look_the_same(behind, letters or BLACK)
        return look_the_same(letters, self._colour_behind())  # Word’s automatic one shows

    def _colour_of_styles(self, run):
        """Return the colour that the styles of ``run`` give its words, {} if none."""
        paragraph = self._style_of("p") or self.styles.standard
        of_words = self.styles.colour_of(run.facts.get("style"))
        return of_words or self.styles.colour_of(paragraph) or {}

    def _colour_behind(self):
        """Return the colour on which the open words are written, None if it is not known."""
        for element in reversed(self.open):
            shade = element.facts.get("shd", {})
            colour = shade.get(":fill", "auto").upper()
            if element.facts.get("style") in self.styles.shaded:
                return None
            if colour != "AUTO":
                return colour if shade.get(":val") == "clear" else None
            if element.name == "txbxContent" or (element.name == "tbl" and self._style_of("tbl")):
                return None
        return WHITE if self.is_on_paper else None

    def _style_of(self, name):
        element = self.inner({name})
        return element and element.facts.get("style")


STARTS = {
    "fldChar": WordText._start_field,
    "fldSimple": WordText._start_simple_field,
    **dict.fromkeys(("del", "moveFrom"), WordText._delete),
    "cellDel": WordText._start_deleted_cell,
    "txbxContent": WordText._start_box,
    "vanish": WordText._start_hidden_words,
    **dict.fromkeys(("vMerge", "hMerge"), WordText._start_merged),
    "hidden": WordText._start_hidden_row,
    "trHeight": WordText._start_height,
    "background": WordText._start_page_colour,
    "docPr": WordText._start_object,
    "extent": WordText._start_extent,
}
