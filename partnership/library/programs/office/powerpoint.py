"""PowerPoint presentations (PPTX)."""

from .package import Attributes
from .seen import SHAPES, SeenText, Shapes, diagrams_in

PRESENTATION = "ppt/presentation.xml"
FURNITURE = {"sldNum", "dt", "hdr", "ftr"}  # of every page of notes


def powerpoint_facts(package, findings):
    """Return the text of each slide that is shown, and add to ``findings`` what is hidden."""
    slides, size = _slides(package)
    if not slides:
        raise KeyError("An office file without its text.")
    texts = []
    for number, name in enumerate(slides, 1):
        found = package.read(name, Slide(size, diagrams_in(package, name)))
        if not found.is_shown:
            findings.add("slides", 1, str(number))
            continue
        texts.append(found.seen)
        findings.add("objects", found.hidden["objects"], str(number))
    for name in package.matching(r"ppt/notesSlides/notesSlide\d+\.xml"):
        notes = package.read(name, Notes()).seen
        findings.add("notes", bool(notes.strip()))
    findings.add("comments", package.count(r"ppt/comments/.*\.xml", "cm", "reply"))
    return texts


def _slides(package):
    """Return the parts of the slides in order, and the size of a slide, None if unknown."""
    every = package.matching(r"ppt/slides/slide\d+\.xml")
    if PRESENTATION not in package.names:
        return every, None
    parts = package.related(PRESENTATION)
    shown = package.read(PRESENTATION, Attributes(("sldId", "sldSz"))).found
    size = next(((int(one["cx"]), int(one["cy"])) for one in shown if "cx" in one), None)
    named = [parts.get(one.get(":id"), ("", ""))[1] for one in shown if ":id" in one]
    return [name for name in named if name in package.names], size


class Slide(Shapes):
    """The text of a slide, without objects that are hidden or lie outside it."""

    def __init__(self, size, diagrams):
        super().__init__(diagrams)
        self.size, self.is_shown = size, True

    def started(self, name, attributes):
        super().started(name, attributes)
        if name == "sld":
            self.is_shown = attributes.get("show", "1") not in ("0", "false")
        elif name == "tc" and {"1", "true"} & {attributes.get("hMerge"), attributes.get("vMerge")}:
            self.open[-1].hidden_as = "objects"  # below a cell that has been merged with it
        elif name in ("off", "ext") and self.outer_name(1) == "xfrm":
            self.open[-2].facts |= attributes

    def ended(self, element):
        if element.name == "xfrm" and self.size and self._is_outside(element.facts):
            self.hide(SHAPES, "objects")

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
        """Count every object that is hidden, but not empty cells."""
        if element.name != "tc" or text.strip():
            super().removed(element, text)


class Notes(SeenText):
    """What a speaker is to say, without the page number and the like."""

    ignored = SeenText.ignored | {"fld"}

    def started(self, name, attributes):
        if name == "ph" and attributes.get("type") in FURNITURE:
            self.hide({"sp"}, "")
