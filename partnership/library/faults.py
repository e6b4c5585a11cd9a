"""Problems that the automatic checks may find in a file, in the words an editor reads."""

from typing import NamedTuple

from .hidden_parts import hidden_parts_in_words, steps_to_remove

# The strongest claim ever made: no automatic check can show that everyone can read a file.
NO_FAULTS = (
    "No problems found by the automatic checks. They cannot find every problem: only a person can "
    "judge whether this document is easy to read."
)


class Fault(NamedTuple):
    """A problem and what an editor can do about it, each in a plain sentence or two."""

    what: str
    remedy: str


# Most serious first, by the codes that reading.py and read_file.py give.
FAULTS = {
    "missing": Fault(
        "The file is missing from the server, so no one can open it.",
        "Upload it again, and contact your administrator: other files may be missing too.",
    ),
    "wrong_type": Fault(
        "The file name ends in .pdf, but this is another type of file, so most people "
        "cannot open it.",
        "Open the original in the program it was made with, export it as a PDF and upload that.",
    ),
    "damaged": Fault(
        "The file is damaged or incomplete. People may not be able to open it, or may miss parts "
        "of it.",
        "Save or export the original again, check that it opens on your computer, then upload it.",
    ),
    "locked": Fault(
        "The file is locked with a password, so people without the password cannot open it and "
        "the website cannot search it.",
        "Export the original again without a password and upload that.",
    ),
    "unreadable": Fault(
        "The automatic checks could not finish: reading the file took too much time or memory, or "
        "stopped halfway. The file may be slow to open for visitors too.",
        "Export the original again, with smaller pictures, and upload that.",
    ),
    "attachments": Fault(
        "Other files are attached inside the PDF. Most people never find them, and they may name "
        "their authors.",
        "Upload each of them as a separate document, then export the PDF without them and upload "
        "that.",
    ),
    "hidden": Fault(  # with each part and the steps of its program, see FaultsFound
        "The file contains parts that its readers do not see at first, but anyone can find.",
        "Remove what nobody should see, save the file, then upload it again.",
    ),
    "author": Fault(
        "The file shows who made it, when or with which program, and the website could not remove "
        "this. Either it was uploaded before the website removed author details, or it is signed, "
        "protected against changes, damaged or very large.",
        "Upload it again. If you still see this message, save or export the original again without "
        "a signature or protection, and upload that.",
    ),
    "no_text": Fault(
        "Most pages are scanned pictures of text. A screen reader has nothing to "
        "read out, and the search finds nothing in the file.",
        "Ask the author for the original document and export that as a PDF. If there is none, have "
        "the text recognised. In Adobe Acrobat: Scan & OCR > Recognise Text.",
    ),
    "untagged": Fault(
        "The PDF is not tagged: it does not mark headings, lists and tables, so screen readers may "
        "read it in the wrong order.",
        "Export it again from the original. Do not print to PDF. In Word: File > Save As "
        "> PDF > Options… > Document structure tags for accessibility. In LibreOffice: File > "
        "Export As > Export as PDF… > Tagged PDF.",
    ),
    "untitled": Fault(
        "The PDF has no title, so browsers and screen readers use the name of the file instead.",
        "Type a title in the original, then export it again. In Word: File > Info > Title. In "
        "LibreOffice: File > Properties… > Description > Title.",
    ),
    "no_language": Fault(
        "The PDF does not say which language it is in, so a screen reader may mispronounce it.",
        "Set the language of the whole text in the original, then export it again with tags. In "
        "Word: Review > Language > Set Proofing Language…. In LibreOffice: Tools > Language > For "
        "All Text.",
    ),
    "no_bookmarks": Fault(
        "The PDF has more than 20 pages and no bookmarks, so people have to turn pages to find a "
        "section.",
        "Use heading styles for headings in the original, then export it again. In Word: File > "
        "Save As > PDF > Options… > Create bookmarks using > Headings. In LibreOffice: File > "
        "Export As > Export as PDF… > Outlines.",
    ),
    "long": Fault(
        "The file is so long that the search finds only the words in its first part, about 500 "
        "pages.",
        "Split it into several documents, such as one for each part.",
    ),
}

# With any of these it is not known what else is in the file.
OPAQUE_FAULTS = {"missing", "wrong_type", "damaged", "locked", "unreadable"}

# These show what a file should not; all others make it hard to read.
DISCLOSING_FAULTS = {"attachments", "hidden", "author"}

HIDING_FAULTS = {"attachments", "hidden"}

# With any of these a file names its author, or may do.
AUTHOR_FAULTS = OPAQUE_FAULTS | {"attachments", "author"}


class FaultsFound:
    """What the automatic checks found in a file whose ``faults`` are codes of ``FAULTS``.

    Its ``hidden_parts`` are as in hidden_parts.py.
    """

    @property
    def found_faults(self):
        """The problems that were found, as ``Fault``s."""
        return self.faults_among(FAULTS)

    def faults_among(self, codes):
        """The problems with one of these ``codes`` that were found, as ``Fault``s."""
        return [self._fault(code) for code in self.faults if code in FAULTS and code in codes]

    def _fault(self, code):
        if code != "hidden":
            return FAULTS[code]
        parts = hidden_parts_in_words(self.hidden_parts)
        steps = steps_to_remove(self.file_extension)
        return Fault(" ".join([FAULTS[code].what, *parts]), f"{FAULTS[code].remedy} {steps}")

    @property
    def is_hard_to_read(self):
        """Whether a problem was found that stops people from reading the file."""
        return not DISCLOSING_FAULTS.issuperset(self.faults)

    @property
    def hides_something(self):
        """Whether the file has parts that its readers do not see, but anyone can find."""
        return not HIDING_FAULTS.isdisjoint(self.faults)

    @property
    def faults_in_words(self):
        """The problems that were found, in one line."""
        return " ".join(fault.what for fault in self.found_faults)
