"""The text of a part of an office file, as its readers see it."""

from collections import Counter

LINES = {"p", "h", "si", "is"}  # elements that end with a new line
GAPS = dict.fromkeys(("tab", "ptab", "br", "cr", "s", "line-break"), " ") | {"noBreakHyphen": "-"}


class Element:
    """An element that is open while a part is read."""

    __slots__ = ("attributes", "facts", "hidden_as", "name", "place")

    def __init__(self, name, attributes, place):
        self.name, self.attributes, self.place = name, attributes, place
        self.hidden_as = None  # a kind of hidden content, or '' for what is no finding
        self.facts = {}


class SeenText:
    """Puts the text of a part together and leaves out what is hidden, which it counts by kind.

    A subclass says with ``started`` and ``ended`` what the elements mean: it calls ``hide``.
    ``drawn`` are the texts of the charts and diagrams in the part (``drawn_in``).
    """

    holders = {"t"}  # elements whose text is read
    ignored = {"Fallback"}  # for programs that can't show what is before it

    def __init__(self, drawn=None):
        self.pieces, self.open, self.hidden = [], [], Counter()
        self.drawn = drawn or {}
        self.inside = 0

    def start(self, name, attributes):
        if name in LINES and self.inside:  # such as a footnote or a box within a paragraph
            self.pieces.append("\n")
        element = Element(name, attributes, len(self.pieces))
        self.open.append(element)
        self.inside += name in self.holders
        if name in GAPS:
            self.pieces.append(GAPS[name])
        if key := {"relIds": ":dm", "chart": ":id"}.get(name):
            self.pieces.append(self.drawn.get(attributes.get(key), ""))
        if name in self.ignored:
            element.hidden_as = ""
        self.started(name, attributes)

    def text(self, characters):
        if self.inside:
            self.pieces.append(characters)

    def end(self, name):
        element = self.open[-1]
        self.ended(element)
        self.open.pop()
        self.inside -= name in self.holders
        if element.hidden_as is not None:
            removed = "".join(self.pieces[element.place :])
            del self.pieces[element.place :]
            self.removed(element, removed)
        if name in LINES:
            self.pieces.append("\n")

    def started(self, name, attributes):
        """React to the start of an element, which is the last of ``open``."""

    def ended(self, element):
        """React to the end of an element, before what it hides is removed."""

    def removed(self, element, text):
        """Count what an element has hidden, unless there were no words in it."""
        if element.hidden_as and any(map(str.isalnum, text)):
            self.hidden[element.hidden_as] += 1

    def hide(self, names, kind):
        """Hide the innermost open element with one of ``names`` as content of a ``kind``."""
        if element := self.inner(names):
            element.hidden_as = kind

    def inner(self, names):
        """Return the innermost open element with one of ``names``, or None."""
        return next((one for one in reversed(self.open) if one.name in names), None)

    def outer_name(self, steps):
        """Return the name of the element so many ``steps`` outside the last one, or ''."""
        return self.open[-1 - steps].name if len(self.open) > steps else ""

    @property
    def seen(self):
        """The text that readers see."""
        return "".join(self.pieces)


def has_letters(text):
    """Whether there is a letter in ``text``: numbers alone name nobody."""
    return any(map(str.isalpha, text))


WHITE, BLACK = "FFFFFF", "000000"
CLOSE = 12  # of 255, how different two colours may be and look the same


def look_the_same(one, other):
    """Whether nobody can tell two colours apart; each is six digits, another name or None."""
    if one == other:
        return one is not None
    try:
        pairs = zip(bytes.fromhex(one or ""), bytes.fromhex(other or ""), strict=True)
        return bool(one) and all(abs(first - second) <= CLOSE for first, second in pairs)
    except ValueError:
        return False


SHAPES = {"sp", "pic", "graphicFrame", "cxnSp", "grpSp", "contentPart"}


class Shapes(SeenText):
    """The text of a drawing, without objects that are hidden."""

    def started(self, name, attributes):
        if name == "cNvPr" and attributes.get("hidden") in ("1", "true"):
            self.hide(SHAPES, "objects")

    def removed(self, element, text):
        """Count every object that is hidden, as a picture has no text."""
        self.hidden[element.hidden_as] += bool(element.hidden_as)


DRAWN = {"diagramData", "chart"}


def drawn_in(package, part):
    """Return the text of each SmartArt diagram and chart in a ``part``: ``{key: text}``.

    Of a chart, only what is written in it: names that it keeps from cells may be of hidden ones.
    """
    return {
        key: package.read(name, SeenText()).seen
        for key, (kind, name) in package.related(part).items()
        if kind in DRAWN and name in package.names
    }


class Findings(dict):
    """What a file hides: ``{kind: [how many, [the name of each that has one]]}``."""

    def add(self, kind, count=1, name=""):
        """Add ``count`` things of a ``kind``, on the sheet or slide ``name`` or with that name."""
        if count:
            found = self.setdefault(kind, [0, []])
            found[0] += count
            if name and name not in found[1]:
                found[1].append(name)
