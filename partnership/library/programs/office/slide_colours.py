"""The colours of a presentation: of its theme, and of what lies behind the words of a slide."""

from .seen import BLACK, WHITE

SCHEME = {"bg1": "lt1", "tx1": "dk1", "bg2": "lt2", "tx2": "dk2"}  # where no master says otherwise
PLAIN = "1001"  # the background of a theme that is one colour; the others are patterns
# They change the colour that they are in.
CHANGES = {"lumMod", "lumOff", "alpha", "shade", "tint", "satMod", "satOff", "hueMod", "hueOff"}
FILLS = {"gradFill", "blipFill", "pattFill", "grpFill"}


class Theme:
    """The colours of a theme by name: ``{'lt1': 'FFFFFF', ...}``."""

    def __init__(self):
        self.colours, self.open = {}, []

    def start(self, name, attributes):
        self.open.append(name)
        if name in ("srgbClr", "sysClr") and self.open[-3:-2] == ["clrScheme"]:
            self.colours[self.open[-2]] = attributes.get("lastClr") or attributes.get("val")

    def end(self, name):
        self.open.pop()

    def text(self, characters):
        pass


class Behind:
    """The plain colour behind what is on a slide, layout or master, if it is known.

    ``colour`` is a name or six digits, or None; ``is_plain`` says whether only that is there.
    """

    def __init__(self):
        self.colour, self.is_plain, self.mapping, self.open = None, True, {}, []

    def start(self, name, attributes):
        self.open.append(name)
        if name == "clrMap":
            self.mapping = attributes
        elif self._makes_unknown(name, attributes):
            self.is_plain = False
        elif name in ("srgbClr", "schemeClr") and self._is_of_background():
            self.colour = attributes.get("val")

    def _makes_unknown(self, name, attributes):
        """Whether the element that has begun is a picture, a pattern or another object."""
        if name == "bgRef":
            return attributes.get("idx") != PLAIN
        if name == "solidFill":
            return self.open[-2] == "spPr"
        return name == "pic" or name in FILLS or (name in CHANGES and self._is_of_background())

    def _is_of_background(self):
        return "bgPr" in self.open or "bgRef" in self.open

    def end(self, name):
        self.open.pop()

    def text(self, characters):
        pass


class SlideColours:
    """Names of colours as six digits, and the colour behind the slides of a layout, if known."""

    def __init__(self, package, layout):
        master = related_part(package, layout, "slideMaster")
        theme = related_part(package, master, "theme")
        self.theme = {"lt1": WHITE, "dk1": BLACK}
        if theme:
            self.theme |= package.read(theme, Theme()).colours
        parts = [package.read(part, Behind()) for part in (layout, master) if part]
        self.mapping = SCHEME | (parts[-1].mapping if parts else {})
        chosen = next((part.colour for part in parts if part.colour), "bg1")
        self.behind = chosen if all(part.is_plain for part in parts) else None

    def digits(self, colour):
        """Return the six digits of a ``colour``, which may be a name, or None if unknown."""
        if colour is None or len(colour) == 6:
            return colour
        return self.theme.get(self.mapping.get(colour, colour))


def related_part(package, part, kind):
    """Return the part of a ``kind`` that ``part`` is related to, or an empty string."""
    found = package.related(part).values() if part else ()
    return next((name for is_of, name in found if is_of == kind and name in package.names), "")
