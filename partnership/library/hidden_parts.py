"""What files hide from their readers, in the words an editor reads.

The reader (programs) gives it as ``{kind: [how many, [names]]}``; the names are of sheets,
or numbers of slides.
"""

# By kind: one, several, and what comes before names. The most harmful come first.
WORDS = {
    "sheets": ("A hidden sheet", "{} hidden sheets", ""),
    "rows": ("A hidden row", "{} hidden rows", "on the sheet"),
    "columns": ("A hidden column", "{} hidden columns", "on the sheet"),
    "cells": ("A cell that does not show what is in it",)
    + ("{} cells that do not show what is in them", "on the sheet"),
    "slides": ("A hidden slide:", "{} hidden slides:", "number"),
    "notes": ("Speaker notes on a slide", "Speaker notes on {} slides", ""),
    "objects": ("An object that is hidden or outside the page",)
    + ("{} objects that are hidden or outside the page", "on slide"),
    "text": ("Hidden text in one place", "Hidden text in {} places", ""),
    "changes": ("A tracked change", "{} tracked changes", ""),
    "comments": ("A comment", "{} comments", ""),
    "versions": ("An earlier version of the file", "{} earlier versions of the file", ""),
    "embedded": ("An embedded file, such as all the data behind a chart",)
    + ("{} embedded files, such as all the data behind a chart", ""),
    "pivots": ("A copy of the data behind a pivot table",)
    + ("Copies of the data behind {} pivot tables", ""),
    "links": ("A copy of data from another file that this one is linked to",)
    + ("Copies of data from {} other files that this one is linked to", ""),
    "connections": ("A connection to other data", "{} connections to other data", ""),
    "scenarios": ("A scenario with other numbers", "{} scenarios with other numbers")
    + ("on the sheet",),
    "blocks": ("A building block, which is text that Word keeps to be inserted",)
    + ("{} building blocks, which are texts that Word keeps to be inserted", ""),
    "orphans": ("A part that programs do not show, such as a sheet or slide that was deleted",)
    + ("{} parts that programs do not show, such as sheets or slides that were deleted", ""),
    "paths": ("A link to a file on someone’s computer, which shows its folders",)
    + ("{} links to files on someone’s computer, which show their folders", ""),
    "names": ("A hidden name for cells", "{} hidden names for cells", ""),
    "custom": ("Data that a program keeps in the file", "{} kinds of data that programs keep in it")
    + ("",),
}
INSPECT = (
    "File > Info > Check for Issues > Inspect Document > Inspect, then select Remove All beside "
    "each part that nobody should see"
)
STEPS = {
    "pdf": "In the program that the PDF was made with: delete the words that nobody should see, "
    "then save it as a PDF again. A black box on words, white letters or a layer that is switched "
    "off do not remove them.",
    "docx": f"In Word: Review > Accept > Accept All Changes and Stop Tracking. Then {INSPECT}. "
    "Paste a chart again as a picture. Delete text that is tiny or in the colour behind it "
    "yourself, and building blocks in Insert > Quick Parts > Building Blocks Organizer: Word does "
    "not look for them.",
    "xlsx": f"In Excel: {INSPECT}. This removes hidden sheets, rows and columns: if a total needs "
    "them, first copy what people should see and paste it as values into a new workbook. "
    "Delete what is in the colour of its cell yourself: Excel does not look for it.",
    "pptx": f"In PowerPoint: delete hidden slides in the list on the left. Then {INSPECT}. Paste a "
    "chart again as a picture.",
    "odt": "In LibreOffice: Edit > Track Changes > Accept All, delete comments, and delete hidden "
    "text and earlier versions (File > Versions…).",
    "ods": "In LibreOffice: Edit > Track Changes > Manage…, then Accept All. Delete comments. "
    "Select Sheet > Show Sheet…, and Format > Rows or Columns > Show, then delete what nobody "
    "should see.",
}


def known_parts(parts):
    """Return ``parts`` as a reader of hostile files gave them; raises ValueError for nonsense."""
    return {
        kind: [int(count), [str(name) for name in names]]
        for kind, (count, names) in parts.items()
        if kind in WORDS
    }


def hidden_parts_in_words(parts):
    """Return a sentence for each kind of hidden content: ``["2 comments.", ...]``."""
    return [_in_words(*WORDS[kind], *parts[kind]) for kind in WORDS if kind in parts]


def _in_words(one, several, before, count, names):
    what = one if count == 1 else several.format(count)
    if not names:
        return f"{what}."
    quoted = names if before in ("number", "on slide") else [f"‘{name}’" for name in names]
    listed = ", ".join(quoted)
    return f"{what} {before} {listed}." if before else f"{what}: {listed}."


def steps_to_remove(extension):
    """Return the steps that remove hidden content in the program for the ``extension``."""
    return STEPS.get(extension, "")
