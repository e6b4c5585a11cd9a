"""What the automatic checks may find wrong with a file, in the words an editor reads."""

from typing import NamedTuple

# The most that may ever be said: no automatic check can tell that everyone can read a file.
NO_FAULTS = (
    "No problems found by the automatic checks. They cannot find every problem: only a person can "
    "tell whether it is easy to read."
)


class Fault(NamedTuple):
    """What was found, and what an editor can do about it: each a plain sentence or two."""

    what: str
    remedy: str


# Most serious first, by the codes that reading.py and read_file.py give.
FAULTS = {
    "missing": Fault(
        "The file is no longer where the website keeps its files, so nobody can open it.",
        "Upload it again, and tell your administrator: other files may be gone too.",
    ),
    "wrong_type": Fault(
        "The file is called a PDF but it is something else, so most people cannot open it.",
        "Open the original in the program it was made with, export it as PDF and upload that.",
    ),
    "damaged": Fault(
        "The file is damaged or incomplete: people may not be able to open it, or may miss "
        "parts of it.",
        "Save or export the original again, check that it opens on your computer, then upload "
        "that.",
    ),
    "locked": Fault(
        "The file is locked with a password, so nobody without it can open the file and the "
        "website cannot search it.",
        "Export the original again without a password for opening it and upload that.",
    ),
    "unreadable": Fault(
        "The automatic checks could not finish: reading the file took too much time or memory, or "
        "stopped half-way. It may be slow to open for visitors too.",
        "Export the original again, with smaller pictures, and upload that.",
    ),
    "attachments": Fault(
        "Other files are attached inside the PDF. Most people never find them, and they may tell "
        "who made them.",
        "Upload each of them as a document of its own, then export the PDF without them and upload "
        "that.",
    ),
    "author": Fault(
        "The file tells who made it, when or with which program, and the website could not take "
        "that out: it was uploaded before the website did so, or it is signed, protected against "
        "changes or damaged.",
        "Upload it again. If this is still said then, export the original again, without a "
        "signature and without protection, and upload that.",
    ),
    "no_text": Fault(
        "Most pages have no text, only pictures of it, as a scanner makes them. A screen reader "
        "has nothing to read out, and the search finds nothing in it.",
        "Ask the author for the document it was printed from and export that as PDF. Where there "
        "is none, have the text recognised: in Adobe Acrobat, Scan & OCR > Recognise Text.",
    ),
    "untagged": Fault(
        "The PDF is not tagged: it does not say what is a heading, a list or a table, so screen "
        "readers may read it in the wrong order.",
        "Export it again from the original, and never by printing to PDF. In Word: File > Save As "
        "> PDF > Options… > Document structure tags for accessibility. In LibreOffice: File > "
        "Export As > Export as PDF… > Tagged PDF.",
    ),
    "untitled": Fault(
        "The PDF has no title of its own, so browsers and screen readers give the name of the "
        "file instead.",
        "Type a title in the original, then export it again. In Word: File > Info > Title. In "
        "LibreOffice: File > Properties… > Description > Title.",
    ),
    "no_language": Fault(
        "The PDF does not say which language it is in, so a screen reader may mispronounce it.",
        "Set the language of the whole text in the original, then export it again, tagged. In "
        "Word: Review > Language > Set Proofing Language…. In LibreOffice: Tools > Language > For "
        "All Text.",
    ),
    "no_bookmarks": Fault(
        "The PDF has more than 20 pages and no bookmarks, so people have to turn the pages to "
        "find a section.",
        "Give the headings in the original heading styles, then export it again. In Word: File > "
        "Save As > PDF > Options… > Create bookmarks using > Headings. In LibreOffice: File > "
        "Export As > Export as PDF… > Outlines.",
    ),
}

# With any of these nobody can say what else is in the file.
OPAQUE_FAULTS = {"missing", "wrong_type", "damaged", "locked", "unreadable"}

# With any of these a file tells who made it, or may.
AUTHOR_FAULTS = [FAULTS[code] for code in (*sorted(OPAQUE_FAULTS), "attachments", "author")]
