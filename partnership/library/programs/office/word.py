"""Word documents (DOCX)."""

import re

from .seen import SeenText, diagrams_in

# What a tracked change leaves in the text.
CHANGES = {
    *("ins", "del", "moveFrom", "moveTo", "cellIns", "cellDel", "cellMerge", "numberingChange"),
    *("rPrChange", "pPrChange", "sectPrChange", "tblPrChange", "tblGridChange", "trPrChange"),
    *("tcPrChange", "tblPrExChange"),
}
STYLED = {"pStyle": "p", "rStyle": "r", "tblStyle": "tbl"}  # the names of styles, and what has them
LOOKS = {"color", "sz", "shd", "highlight"}
WHITE, BLACK = "FFFFFF", "000000"
HIGHLIGHTS = {"white": WHITE, "black": BLACK}
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
        found = package.read(name, WordText(styles, diagrams_in(package, name)))
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


def is_on(attributes):
    """Whether a property such as ``<w:vanish/>`` is on."""
    return attributes.get(":val", "true") not in ("0", "false", "off")


class Styles:
    """The styles of a document: which of them hide text."""

    def __init__(self):
        self.open, self.own, self.parents, self.style = [], {}, {}, None
        self.standard = None  # the style of paragraphs that name none
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
        elif name == "vanish" and self.open[-3:-1] == ["rPrDefault", "rPr"]:
            self.everything = is_on(attributes)

    def end(self, name):
        self.open.pop()

    def text(self, characters):
        pass

    def hides(self, style):
        """Whether ``style``, or the nearest one it is based on that says so, hides text."""
        met = set()
        while style and style not in met:
            if style in self.own:
                return self.own[style]
            met.add(style)
            style = self.parents.get(style)
        return False


class WordText(SeenText):
    """The text of a document, without what is hidden, deleted or moved away."""

    def __init__(self, styles, diagrams):
        super().__init__(diagrams)
        self.styles = styles
        self.is_on_paper = True  # and not on a coloured page, or on a picture
        self.fields = []  # that are open: whether the words now are what each of them shows

    def text(self, characters):
        if all(self.fields):
            super().text(characters)
        elif self.inside and re.search(r"[^\W\d]", characters):  # not just the number of a page
            self.hidden["text"] += 1

    def started(self, name, attributes):
        if name == "fldChar":
            self._pass_field(attributes.get(":fldCharType"))
        if name in CHANGES:
            self.hidden["changes"] += 1
        if name in ("del", "moveFrom"):
            self._delete()
        elif name == "txbxContent":  # a box within a paragraph
            self.pieces.append("\n")
        elif name == "vanish" and self.outer_name(1) == "rPr" and self.outer_name(2) == "r":
            self.open[-3].facts["hidden"] = is_on(attributes)
        elif name in ("vMerge", "hMerge") and attributes.get(":val") != "restart":
            self.hide({"tc"}, "text")  # below a cell that has been merged with it
        elif name == "hidden" and self.outer_name(1) == "trPr" and is_on(attributes):
            self.hide({"tr"}, "text")
        elif name == "background" or attributes.get("behindDoc") in ("1", "true"):
            self.is_on_paper = False
        elif name in LOOKS and self.outer_name(2):
            self.open[-3].facts[name] = attributes
        elif name in STYLED and self.outer_name(2) == STYLED[name]:
            self.open[-3].facts["style"] = attributes.get(":val")
        elif name == "docPr" and attributes.get("hidden") in ("1", "true"):
            self.hide({"drawing"}, "objects")
        elif "visibility:hidden" in attributes.get("style", "").replace(" ", ""):
            self.open[-1].hidden_as = "objects"

    def _pass_field(self, kind):
        """Note that a field begins, goes on to what it shows, or ends."""
        if kind == "begin":
            self.fields.append(False)
        elif kind == "separate" and self.fields:
            self.fields[-1] = True
        elif kind == "end" and self.fields:
            self.fields.pop()

    def _delete(self):
        """Leave out what is deleted: the words in this element, or the row of a table."""
        if self.outer_name(1) == "trPr":
            self.hide({"tr"}, "")
        else:
            self.open[-1].hidden_as = ""

    def ended(self, element):
        if element.name == "r" and element.hidden_as is None and self._is_hidden(element):
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
        letters = run.facts.get("color", {}).get(":val", "auto").upper()
        if "highlight" in run.facts:
            behind = HIGHLIGHTS.get(run.facts["highlight"].get(":val"))
            return behind == (BLACK if letters == "AUTO" else letters)
        return letters == self._colour_behind()  # Word chooses an automatic one that shows

    def _colour_behind(self):
        """Return the colour on which the open words are written, None if it is not known."""
        for element in reversed(self.open):
            shade = element.facts.get("shd", {})
            colour = shade.get(":fill", "auto").upper()
            if colour != "AUTO":
                return colour if shade.get(":val") == "clear" else None
            if element.name == "txbxContent" or (element.name == "tbl" and self._style_of("tbl")):
                return None
        return WHITE if self.is_on_paper else None

    def _style_of(self, name):
        element = self.inner({name})
        return element and element.facts.get("style")
