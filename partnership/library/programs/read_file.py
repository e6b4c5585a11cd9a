"""Reads one uploaded file in its own process: ``read_file.py PATH EXTENSION``.

The file may be hostile, so this program knows nothing of the site; limited.py starts it. It
prints a line of JSON with what is known of ``page_count``, ``language``, ``title``, ``faults``,
``hidden_parts`` and ``text_pages``, then a line with the picture of the first page as WebP in
base64, empty if there is none. If the second line is missing, the program was ended while it drew
the page. For a PDF with words that nobody sees, a third line of JSON has the ``hidden_parts`` and
the ``text_pages`` without those words, by number.
"""

import json
import re
import sys
from base64 import b64encode
from codecs import utf_8_decode
from ctypes import c_ushort
from io import BytesIO

from pypdfium2 import PdfDocument, PdfiumError
from pypdfium2.raw import (
    FPDF_ERR_PASSWORD,
    FPDF_ERR_SECURITY,
    FPDF_DocumentHasValidCrossReferenceTable,
    FPDFCatalog_GetLanguage,
)

from partnership.library.programs.office.reading import READERS as OFFICE
from partnership.library.programs.office.reading import office_facts
from partnership.library.programs.unseen_words import without_unseen_words

LONGEST_TEXT = 2_000_000  # characters that are kept from a file
MOST_PAGES_READ = 5_000
MANY_PAGES = 20  # a longer file needs bookmarks
PICTURE_SIZE = (400, 800)  # pixels at most

LANGUAGE = re.compile(r"(?=.{2,35}$)[A-Za-z]{2,3}([-_][A-Za-z0-9]{1,8})*")
# Titles that programs generate, which tell a screen reader’s user nothing.
GENERATED_TITLE = re.compile(
    r"\W*|untitled.*|(document|presentation|book|slide)\W?\d*"
    r"|microsoft (word|powerpoint|excel) - .*|.*\.(docx?|odt|pptx?|odp|xlsx?|ods|indd|pub|rtf|pdf)",
    re.IGNORECASE,
)

BREAK = "\x02"  # pdfium's character for a hyphen and the line break after it
BROKEN_WORD = re.compile(rf"\b(\w++){BREAK}(\w+)")
WORD = re.compile(r"\w+(?:-\w+)*")
CHARACTERS = (
    dict.fromkeys((*range(0x20), *range(0x7F, 0xA0)), " ")
    | {ord("\n"): "\n", ord("\t"): "\t", 0x2011: "-"}
    | dict.fromkeys((0xAD, 0x200B, 0xFEFF, 0xFFFE, 0xFFFF, *range(0xD800, 0xE000)))  # left out
    | {0xFB00: "ff", 0xFB01: "fi", 0xFB02: "fl", 0xFB03: "ffi", 0xFB04: "ffl"}
)


def main(path, extension):
    """Print the content of the file at ``path``."""
    if extension == "pdf":
        read_pdf(path)
        return
    if extension in OFFICE:
        facts = office_facts(path, extension)
        print_texts(facts, facts.get("text_pages", []))
    elif extension in ("csv", "txt"):
        print_texts({}, [plain_text(path)])
    else:
        print_facts({})
    print_picture(b"")


def print_texts(facts, texts):
    """Print the ``facts`` of a file that is no PDF, with its ``texts``."""
    faults = facts.get("faults", []) + too_long(texts)
    print_facts(facts | {"text_pages": clean_texts(truncated(texts)), "faults": faults})


def print_facts(facts):
    """Print ``facts`` as one line of JSON."""
    print(json.dumps(facts), flush=True)


def print_picture(picture):
    """Print ``picture`` as one line of base64."""
    print(b64encode(picture).decode(), flush=True)


def read_pdf(path):
    """Print the facts of a PDF, the picture of its first page, and the words that nobody sees."""
    with open(path, "rb") as file:
        start = file.read(1024)
    try:
        pdf = PdfDocument(path)
    except PdfiumError as error:
        print_facts({"faults": [opening_fault(error, start)]})
        print_picture(b"")
        return
    texts = pdf_texts(pdf)
    print_facts(pdf_facts(pdf, path, texts))
    try:
        print_picture(first_page(pdf))
    except (PdfiumError, MemoryError, OSError, ValueError, ZeroDivisionError):
        print_picture(b"")
    if unseen := without_unseen_words(pdf, texts):
        seen = zip(unseen, clean_texts(text for _, text in unseen.values()), strict=True)
        places = sum(places for places, _ in unseen.values())
        print_facts({"hidden_parts": {"text": [places, []]}, "text_pages": dict(seen)})


def opening_fault(error, start):
    """Return why a file with the first bytes ``start`` could not be opened as a PDF."""
    if error.err_code in (FPDF_ERR_PASSWORD, FPDF_ERR_SECURITY):
        return "locked"
    is_empty = not start.strip(b"\0 \r\n")
    return "damaged" if b"%PDF-" in start or is_empty else "wrong_type"


def pdf_facts(pdf, path, texts):
    """Return the facts of an opened PDF with these ``texts``, without its picture."""
    title, language = pdf_title(pdf), pdf_language(pdf)
    if GENERATED_TITLE.fullmatch(title):
        title = title_in_properties(path) or title
    return {
        "page_count": len(pdf),
        "language": language,
        "title": title,
        "faults": pdf_faults(pdf, title, language, texts),
        "text_pages": clean_texts(text or "" for text in texts),
    }


def pdf_faults(pdf, title, language, texts):
    """Return the codes of what is wrong with an opened PDF."""
    empty = [text for text in texts if not re.search(r"\w", text or "")]
    found = {
        "damaged": None in texts or not FPDF_DocumentHasValidCrossReferenceTable(pdf),
        "attachments": pdf.count_attachments() > 0,
        "no_text": len(empty) > len(texts) / 2,
        "untagged": not pdf.is_tagged(),
        "untitled": GENERATED_TITLE.fullmatch(title),
        "no_language": not language,
        "long": len(texts) < len(pdf) or too_long(texts),
        "no_bookmarks": len(pdf) > MANY_PAGES and next(pdf.get_toc(), None) is None,
    }
    return [code for code, is_so in found.items() if is_so]


def pdf_texts(pdf):
    """Return the text of each page, None for a page that can't be opened."""
    numbers = range(min(len(pdf), MOST_PAGES_READ))
    return list(truncated(page_text(pdf, number) for number in numbers))


def pdf_title(pdf):
    """Return the title that viewers show instead of the file name, or an empty string."""
    try:
        return clean_texts([pdf.get_metadata_value("Title")])[0].strip()
    except UnicodeDecodeError:
        return ""


def title_in_properties(path):
    """Return the title of a PDF that only its XML metadata has, or an empty string."""
    import pikepdf  # here, as few files need it and it starts slowly

    try:
        with pikepdf.open(path, suppress_warnings=True) as pdf:
            properties = pdf.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False)
            title = properties.get("dc:title")
            return clean_texts([str(title or "")])[0].strip()
    except (pikepdf.PdfError, AttributeError, LookupError, TypeError, ValueError):
        return ""


def pdf_language(pdf):
    """Return the declared language of a PDF, such as 'en-GB', or an empty string."""
    buffer = (c_ushort * 100)()
    size = FPDFCatalog_GetLanguage(pdf, buffer, 200)  # bytes; a longer one is not copied
    language = bytes(buffer)[:size].decode("utf-16-le", "ignore").strip("\0 ")
    return language.replace("_", "-") if LANGUAGE.fullmatch(language) else ""


def page_text(pdf, number):
    """Return the text of a page, or None when the page can't be opened."""
    try:
        return pdf[number].get_textpage().get_text_bounded()
    except PdfiumError:
        return None


def first_page(pdf):
    """Return a picture of the first page as WebP."""
    page = pdf[0]
    scale = min(most / side for most, side in zip(PICTURE_SIZE, page.get_size(), strict=True))
    file = BytesIO()
    page.render(scale=scale).to_pil().save(file, "WEBP", quality=75)
    return file.getvalue()


def plain_text(path):
    """Return the text of a plain text file, in whichever encoding it was saved."""
    with open(path, "rb") as file:
        content = file.read(4 * LONGEST_TEXT)
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return content.decode("utf-16", "ignore")
    try:
        return utf_8_decode(content, "strict", False)[0]  # the last character may be cut off
    except UnicodeDecodeError:
        return content.decode("cp1252", "ignore")


def too_long(texts):
    """Return the fault of ``texts`` of which a search cannot find all, as a list."""
    return ["long"] if sum(len(text or "") for text in texts) >= LONGEST_TEXT else []


def truncated(texts):
    """Yield ``texts`` up to ``LONGEST_TEXT`` characters in all; None means no text."""
    left = LONGEST_TEXT
    for text in texts:
        if left <= 0:
            return
        yield text and text[:left]
        left -= len(text or "")


def clean_texts(texts):
    """Return ``texts`` as a list, without broken words or characters that a database refuses."""
    texts = ["\n".join(text.splitlines()).strip() for text in texts]
    words = {word.lower() for text in texts for word in WORD.findall(text)}

    def rejoin(match):
        # 'multi-agency' keeps its hyphen; 'safe-guarding' loses it if the text has the word whole.
        joined = "".join(match.groups())
        return joined if joined.lower() in words else "-".join(match.groups())

    return [BROKEN_WORD.sub(rejoin, text).translate(CHARACTERS) for text in texts]


if __name__ == "__main__":
    main(*sys.argv[1:])
