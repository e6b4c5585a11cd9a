"""How the cells of a workbook look: which of them do not show what is in them."""

import re

from .seen import BLACK, WHITE, look_the_same

TEXTS = {"s", "inlineStr", "str"}  # types of cells
NUMBERS = {None, "n"}
EVERYTHING = TEXTS | NUMBERS | {"b", "d", "e"}
TINY = 1.5  # points
NAMED = {"theme0": WHITE, "theme1": BLACK, "indexed1": WHITE, "indexed9": WHITE}
NAMED |= {"indexed0": BLACK, "indexed8": BLACK, "indexed64": BLACK, "indexed65": WHITE}
# A number format has sections for numbers above, below and at zero, and the fourth for texts.
TOKEN = re.compile(r'"[^"]*"|\[[^\]]*\]|\\.|.', re.DOTALL)
EMPTY = re.compile(r'(?:\[[^\]]*\]|""|\s|[_*].)*')


def types_not_shown(code):
    """Return the types of cells of which the number format ``code`` shows nothing."""
    sections = [""]
    for token in TOKEN.findall(code):
        if token == ";":
            sections.append("")
        else:
            sections[-1] += token
    is_empty = [bool(EMPTY.fullmatch(section)) for section in sections]
    hides_numbers = len(is_empty) > 1 and all(is_empty[:3])
    hides_texts = len(is_empty) > 3 and is_empty[3]
    return (NUMBERS if hides_numbers else set()) | (TEXTS if hides_texts else set())


class CellFormats:
    """Reads the formats of a workbook’s cells.

    ``codes`` and ``colours`` say what does not show, by the number format and by the colour of the
    letters: ``{key of a format: {type of cell, ...}}``. ``conditional`` are the keys of formats
    that hide something under a condition.
    """

    def __init__(self):
        self.open, self.hiding = [], {}  # by the key of a number format
        self.fonts, self.fills, self.tiny = [], [], set()  # colours; and which fonts are too small
        self.codes, self.colours, self.conditional = {}, {}, set()
        self.cells = self.conditions = 0
        self.is_solid = False  # the fill that is read, and not a mixture of two colours

    def start(self, name, attributes):
        outside = self.open[-1] if self.open else ""
        self.open.append(name)
        if name == "numFmt" and (types := types_not_shown(attributes.get("formatCode", ""))):
            if outside == "dxf":
                self.conditional.add(str(self.conditions - 1))
            else:
                self.hiding[attributes.get("numFmtId")] = types
        elif name == "dxf":
            self.conditions += 1
        elif name == "xf" and outside == "cellXfs":
            self._note_cells(attributes)
        elif "dxfs" not in self.open:
            self._note_colour(name, outside, attributes)

    def _note_cells(self, attributes):
        key = str(self.cells)
        self.cells += 1
        if attributes.get("numFmtId") in self.hiding:
            self.codes[key] = self.hiding[attributes["numFmtId"]]
        font, fill = (int(attributes.get(name, 0)) for name in ("fontId", "fillId"))
        known = font < len(self.fonts) and fill < len(self.fills)
        if font in self.tiny or (known and look_the_same(self.fonts[font], self.fills[fill])):
            self.colours[key] = EVERYTHING

    def _note_colour(self, name, outside, attributes):
        if outside == "fonts":
            self.fonts.append(BLACK)
        elif outside == "fills":
            self.fills.append(None)
        elif name == "color" and self.open[-3:-1] == ["fonts", "font"]:
            self.fonts[-1] = _colour(attributes)
        elif name == "sz" and self.open[-3:-1] == ["fonts", "font"]:
            if float(attributes.get("val", 11)) <= TINY:
                self.tiny.add(len(self.fonts) - 1)
        elif name == "patternFill" and self.open[-3:-1] == ["fills", "fill"]:
            kind = attributes.get("patternType", "none")
            self.fills[-1] = WHITE if kind == "none" else None
            self.is_solid = kind == "solid"
        elif name == "fgColor" and self.open[-4:-2] == ["fills", "fill"] and self.is_solid:
            self.fills[-1] = _colour(attributes)

    def end(self, name):
        self.open.pop()

    def text(self, characters):
        pass


def _colour(attributes):
    """Return a colour as six digits, or a name if it depends on the workbook."""
    if "rgb" in attributes:
        return attributes["rgb"][-6:].upper()
    names = [f"{kind}{attributes[kind]}" for kind in ("theme", "indexed") if kind in attributes]
    name = f"{''.join(names)}{attributes.get('tint', '')}"
    return NAMED.get(name, name or BLACK)
