"""Words of a PDF that leave no mark on the picture of their page.

Someone covered them with a box, wrote them in the colour of the paper, too small or beside it, or
switched their layer off: readers do not see them, but anyone can select and copy them.
"""

import re
import time
from ctypes import c_double

from pypdfium2 import PdfiumError
from pypdfium2.raw import (
    FPDF_PAGEOBJ_IMAGE,
    FPDF_TEXTRENDERMODE_INVISIBLE,
    FPDFFont_GetIsEmbedded,
    FPDFPage_CountObjects,
    FPDFText_GetCharBox,
    FPDFText_GetTextObject,
    FPDFTextObj_GetFont,
    FPDFTextObj_GetTextRenderMode,
)

SECONDS = 2.0  # of the processor, for all pages of a file; those after that are not looked at
MOST_OBJECTS = 5_000  # of a page: a map with more takes too long to draw
LONGEST = 3_400  # points of the longer side of a page, as of a poster of size A0
SCALE = 1.5  # pixels a point
LEAST_CONTRAST = 24  # between the lightest and the darkest of 256 greys
WORD = re.compile(r"[^\W_]{3,60}")


def without_unseen_words(pdf, texts):
    """Return ``{number: (places, text)}`` of the pages of ``pdf`` that have words nobody sees.

    ``places`` says in how many places, ``text`` is the text of the page without them. ``texts`` are
    the texts with them; a page without any is not looked at.
    """
    ends = time.process_time() + SECONDS
    found = {}
    for number, text in enumerate(texts):
        if text and time.process_time() < ends:
            places, seen = _read(pdf, number)
            if places:
                found[number] = places, seen
    return found


def _read(pdf, number):
    try:
        page = pdf[number]
        is_too_much = FPDFPage_CountObjects(page) > MOST_OBJECTS or max(page.get_size()) > LONGEST
        return (0, "") if is_too_much else _Page(page).read()
    except (PdfiumError, MemoryError, ValueError, ZeroDivisionError):
        return 0, ""


class _Page:
    """A page, its text and its picture."""

    def __init__(self, page):
        self.text = page.get_textpage()
        self.height = page.get_size()[1]
        self.picture = page.render(scale=SCALE, grayscale=True).to_pil()
        images = page.get_objects(filter=[FPDF_PAGEOBJ_IMAGE])
        self.is_scan = next(images, None) is not None

    def read(self):
        """Return how many places have words that nobody sees, and the text without those words."""
        text = self.text.get_text_range()
        unseen = [match.span() for match in WORD.finditer(text) if self._is_unseen(match)]
        ends = [-1, *(end for _, end in unseen)]
        places = sum(start > end + 1 for (start, _), end in zip(unseen, ends, strict=False))
        for start, end in reversed(unseen):
            text = text[:start] + text[end:]
        return places, text

    def _is_unseen(self, match):
        box = self._box(match.start(), match.end() - 1)
        if box is None:
            return False
        left, top, right, bottom = box
        inner = (
            max(0, int(left)),
            max(0, int(top + (bottom - top) / 5)),
            min(self.picture.width, int(right + 1)),
            min(self.picture.height, int(bottom - (bottom - top) / 5 + 1)),
        )
        if inner[0] < inner[2] and inner[1] < inner[3]:
            darkest, lightest = self.picture.crop(inner).getextrema()
            if lightest - darkest >= LEAST_CONTRAST:
                return False
        return not self._has_an_excuse(match)

    def _box(self, first, last):
        """Return the pixels of the characters ``first`` to ``last``, or None if they have none."""
        edges = [self._edges(index) for index in (first, last)]
        if None in edges:
            return None
        lefts, rights, bottoms, tops = zip(*edges, strict=True)
        return (
            min(lefts) * SCALE,
            (self.height - max(tops)) * SCALE,
            max(rights) * SCALE,
            (self.height - min(bottoms)) * SCALE,
        )

    def _edges(self, index):
        edges = [c_double() for _ in range(4)]
        found = FPDFText_GetCharBox(self.text, index, *edges)
        values = [edge.value for edge in edges]
        return values if found and values[0] < values[1] else None

    def _has_an_excuse(self, match):
        """Whether the reader sees the words elsewhere, or only this machine cannot draw them.

        A scanner lays the words that it recognised over their picture, unseen; a font that is not
        in the file is on the reader's machine.
        """
        words = FPDFText_GetTextObject(self.text, match.start())
        if FPDFTextObj_GetTextRenderMode(words) == FPDF_TEXTRENDERMODE_INVISIBLE:
            return self.is_scan
        font = FPDFTextObj_GetFont(words)
        return not match.group().isascii() and FPDFFont_GetIsEmbedded(font) != 1
