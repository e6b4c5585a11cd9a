"""PowerPoint presentations (PPTX)."""

from .package import Attributes
from .seen import SHAPES, SeenText, Shapes, drawn_in, look_the_same
from .slide_colours import CHANGES, FILLS, PLAIN, SlideColours, related_part

PRESENTATION = "ppt/presentation.xml"
SLIDES = r"ppt/slides/slide\d+\.xml"
FURNITURE = {"sldNum", "dt", "hdr", "ftr"}  # of every page of notes
TINY = 150  # hundredths of a point
UNKNOWN = object()  # a fill that is no plain colour


def powerpoint_facts(package, findings):
    """Return the text of each slide that is shown, and add to ``findings`` what is hidden."""
    slides, size = _slides(package)
    if not slides:
        raise KeyError("An office file without its text.")
    texts, known = [], {}
    for number, name in enumerate(slides, 1):
        layout = related_part(package, name, "slideLayout")
        colours = known[layout] = known.get(layout) or SlideColours(package, layout)
        found = package.read(name, Slide(size, drawn_in(package, name), colours))
        if not found.is_shown:
            findings.add("slides", 1, str(number))
            continue
        texts.append(found.seen)
        findings.add("objects", found.hidden["objects"], str(number))
        findings.add("text", found.hidden["text"])
    findings.add("orphans", len({*package.matching(SLIDES)} - {*slides}))
    for name in package.matching(r"ppt/notesSlides/notesSlide\d+\.xml"):
        notes = package.read(name, Notes()).seen
        findings.add("notes", bool(notes.strip()))
    findings.add("comments", package.count(r"ppt/comments/.*\.xml", "cm", "reply"))
    return texts


def _slides(package):
    """Return the parts of the slides in order, and the size of a slide, None if unknown."""
    every = package.matching(SLIDES)
    if PRESENTATION not in package.names:
        return every, None
    parts = package.related(PRESENTATION)
    shown = package.read(PRESENTATION, Attributes(("sldId", "sldSz"))).found
    size = next(((int(one["cx"]), int(one["cy"])) for one in shown if "cx" in one), None)
    named = [parts.get(one.get(":id"), ("", ""))[1] for one in shown if ":id" in one]
    return [name for name in named if name in package.names], size


class Slide(Shapes):
    """The text of a slide, without objects that are hidden or lie outside it, and unseen words."""

    def __init__(self, size, drawn, colours):
        super().__init__(drawn)
        self.size, self.is_shown, self.colours = size, True, colours
        self.behind = colours.behind  # what is not on a shape with a colour of its own

    def started(self, name, attributes):
        super().started(name, attributes)
        if name == "sld":
            self.is_shown = attributes.get("show", "1") not in ("0", "false")
        elif name == "tc":
            self.open[-1].facts["fill"] = UNKNOWN  # said after its words
            if {"1", "true"} & {attributes.get("hMerge"), attributes.get("vMerge")}:
                self.open[-1].hidden_as = "objects"  # below a cell that has been merged with it
        elif name in ("off", "ext") and self.outer_name(1) == "xfrm":
            self.open[-2].facts |= attributes
        elif name == "rPr":
            self.open[-2].facts["size"] = int(attributes.get("sz", 1800))
        elif name in ("pic", "graphicFrame"):
            self.behind = UNKNOWN
        else:
            self._note_fill(name, attributes)

    def _note_fill(self, name, attributes):
        outer = self.outer_name(1)
        if outer == "solidFill":
            self._fill(attributes.get("val"))
        elif name in FILLS:
            self._fill(UNKNOWN, steps=1)
        elif name in CHANGES and self.outer_name(2) == "solidFill":
            self._fill(UNKNOWN, steps=3)
        elif name == "noFill" and outer == "spPr":
            self._fill(None, steps=1)
        elif name == "fillRef" and attributes.get("idx") != "0":
            self.open[-3].facts.setdefault("fill", UNKNOWN)
        elif outer == "bgRef":
            is_plain = self.open[-2].attributes.get("idx") == PLAIN
            self.behind = attributes.get("val") if is_plain else UNKNOWN

    def _fill(self, colour, steps=2):
        """Note the ``colour``, None for no fill, of what is so many ``steps`` outside."""
        match self.outer_name(steps):
            case "rPr":
                self.open[-2 - steps].facts["colour"] = colour
            case "spPr":
                self.open[-2 - steps].facts["fill"] = colour
            case "bgPr":
                self.behind = colour

    def ended(self, element):
        if element.name == "r" and self._is_unseen(element.facts):
            element.hidden_as = "text"
        elif element.name in SHAPES and element.facts.get("fill"):
            self.behind = UNKNOWN  # for what is drawn after it
        if element.name == "xfrm" and self.size and self._is_outside(element.facts):
            self.hide(SHAPES, "objects")

    def _is_unseen(self, run):
        """Whether a ``run`` of words is tiny, or has the colour of what it is on."""
        if run.get("size", 1800) <= TINY:
            return True
        fills = (one.facts["fill"] for one in reversed(self.open) if one.facts.get("fill"))
        fill = next(fills, self.behind)
        colour = run.get("colour")
        if UNKNOWN in (fill, colour):
            return False
        return look_the_same(self.colours.digits(colour), self.colours.digits(fill))

    def _is_outside(self, box):
        """Whether a box in the slide's own measures lies outside the slide."""
        shapes = [one for one in self.open if one.name in SHAPES]
        if len(shapes) != 1 or not {"x", "y", "cx", "cy"} <= box.keys():
            return False
        places = ((int(box["x"]), int(box["cx"])), (int(box["y"]), int(box["cy"])))
        return any(
            start + length <= 0 or start >= most
            for (start, length), most in zip(places, self.size, strict=True)
        )

    def removed(self, element, text):
        """Count every object that is hidden, but not empty cells or words."""
        if element.name not in ("tc", "r") or text.strip():
            super().removed(element, text)


class Notes(SeenText):
    """What a speaker is to say, without the page number and the like."""

    ignored = SeenText.ignored | {"fld"}

    def started(self, name, attributes):
        if name == "ph" and attributes.get("type") in FURNITURE:
            self.hide({"sp"}, "")
