"""Reads one uploaded file, as a program of its own: ``read_file.py PATH EXTENSION``.

The file may be hostile, so this program knows nothing of the site; limited.py starts it. It
prints a line of JSON (``page_count``, ``language``, ``title``, ``faults``, ``text_pages``, those
left out that are not known), then a line with the picture of the first page, WebP in base64, empty
where there is none. Without the second line it was ended while it drew the page.
"""

import json
import re
import sys
import zipfile
import zlib
from base64 import b64encode
from codecs import utf_8_decode
from ctypes import c_ushort
from io import BytesIO
from xml.parsers import expat

from pypdfium2 import PdfDocument, PdfiumError
from pypdfium2.raw import (
    FPDF_ERR_PASSWORD,
    FPDF_ERR_SECURITY,
    FPDF_DocumentHasValidCrossReferenceTable,
    FPDFCatalog_GetLanguage,
)

LONGEST_TEXT = 2_000_000  # characters that are kept of a file
MOST_PAGES_READ = 5_000
MOST_UNPACKED = 20_000_000  # bytes that are looked at of one part of an office file
MANY_PAGES = 20  # in a longer file nobody finds the way without bookmarks
PICTURE_SIZE = (400, 800)  # pixels at most

LANGUAGE = re.compile(r"(?=.{2,35}$)[A-Za-z]{2,3}([-_][A-Za-z0-9]{1,8})*")
# Titles that programs make up; a screen reader that says them tells nobody anything.
NO_TITLE = re.compile(
    r"\W*|untitled.*|(document|presentation|book|slide)\W?\d*"
    r"|microsoft (word|powerpoint|excel) - .*|.*\.(docx?|odt|pptx?|odp|xlsx?|ods|indd|pub|rtf|pdf)",
    re.IGNORECASE,
)

BREAK = "\x02"  # in pdfium's text: a hyphen that ended a line, whose next line follows at once
BROKEN_WORD = re.compile(rf"\b(\w++){BREAK}(\w+)")
WORD = re.compile(r"\w+(?:-\w+)*")
CHARACTERS = (
    dict.fromkeys((*range(0x20), *range(0x7F, 0xA0)), " ")
    | {ord("\n"): "\n", ord("\t"): "\t", 0x2011: "-"}
    | dict.fromkeys((0xAD, 0x200B, 0xFEFF, 0xFFFE, 0xFFFF, *range(0xD800, 0xE000)))  # left out
    | {0xFB00: "ff", 0xFB01: "fi", 0xFB02: "fl", 0xFB03: "ffi", 0xFB04: "ffl"}
)

OFFICE_TEXT = {  # extension: the parts that hold the text, and the elements
    "docx": (r"word/(document|footnotes|endnotes)\d*\.xml", {"t"}),
    "pptx": (r"ppt/slides/slide\d+\.xml", {"t"}),
    "xlsx": (r"xl/(sharedStrings|worksheets/sheet\d+)\.xml", {"t"}),
    "odt": (r"content\.xml", {"p", "h"}),
    "ods": (r"content\.xml", {"p", "h"}),
}
LINES = {"p", "h", "si", "is"}
GAPS = {"tab", "br", "s", "line-break"}
HIDDEN = {"tracked-changes", "annotation"}  # what was deleted, what colleagues commented
OFFICE_DAMAGE = (
    zipfile.BadZipFile,
    zlib.error,
    expat.ExpatError,
    EOFError,
    NotImplementedError,  # packed in a way no office program packs
    RuntimeError,  # locked, part by part
    ValueError,
)


def main(path, extension):
    """Print what is in the file at ``path``."""
    picture = b""
    if extension == "pdf":
        picture = read_pdf(path)
    elif extension in OFFICE_TEXT:
        say(office_facts(path, *OFFICE_TEXT[extension]))
    elif extension in ("csv", "txt"):
        say({"text_pages": tidy(capped([plain_text(path)]))})
    else:
        say({})
    print(b64encode(picture).decode())


def say(facts):
    """Print ``facts`` as the line of JSON."""
    print(json.dumps(facts), flush=True)


def read_pdf(path):
    """Print the facts of a PDF and return the picture of its first page, empty if it has none."""
    with open(path, "rb") as file:
        start = file.read(1024)
    try:
        pdf = PdfDocument(path)
    except PdfiumError as error:
        if error.err_code in (FPDF_ERR_PASSWORD, FPDF_ERR_SECURITY):
            fault = "locked"
        elif b"%PDF-" in start or not start.strip(b"\0 \r\n"):
            fault = "damaged"
        else:
            fault = "wrong_type"
        say({"faults": [fault]})
        return b""
    say(pdf_facts(pdf))
    try:
        return first_page(pdf)
    except (PdfiumError, MemoryError, OSError, ValueError, ZeroDivisionError):
        return b""


def pdf_facts(pdf):
    """Return what is known of an opened PDF, its picture apart."""
    count, title, language = len(pdf), pdf_title(pdf), pdf_language(pdf)
    texts = list(capped(page_text(pdf, number) for number in range(min(count, MOST_PAGES_READ))))
    empty = sum(not re.search(r"\w", text or "") for text in texts)
    found = {
        "damaged": None in texts or not FPDF_DocumentHasValidCrossReferenceTable(pdf),
        "attachments": pdf.count_attachments() > 0,
        "no_text": empty > len(texts) / 2,
        "untagged": not pdf.is_tagged(),
        "untitled": NO_TITLE.fullmatch(title),
        "no_language": not language,
        "no_bookmarks": count > MANY_PAGES and next(pdf.get_toc(), None) is None,
    }
    return {
        "page_count": count,
        "language": language,
        "title": title,
        "faults": [code for code, is_so in found.items() if is_so],
        "text_pages": tidy(text or "" for text in texts),
    }


def pdf_title(pdf):
    """Return the title that readers show instead of the file's name, or an empty text."""
    try:
        return tidy([pdf.get_metadata_value("Title")])[0].strip()
    except UnicodeDecodeError:
        return ""


def pdf_language(pdf):
    """Return the language a PDF says it is in, such as 'en-GB', or an empty text."""
    buffer = (c_ushort * 100)()
    size = FPDFCatalog_GetLanguage(pdf, buffer, 200)  # bytes; longer than that it is not copied
    said = bytes(buffer)[:size].decode("utf-16-le", "ignore").strip("\0 ")
    return said.replace("_", "-") if LANGUAGE.fullmatch(said) else ""


def page_text(pdf, number):
    """Return the text of a page, or None when the page can't be opened."""
    try:
        return pdf[number].get_textpage().get_text_bounded()
    except PdfiumError:
        return None


def first_page(pdf):
    """Return the picture of the first page."""
    page = pdf[0]
    scale = min(most / side for most, side in zip(PICTURE_SIZE, page.get_size(), strict=True))
    file = BytesIO()
    page.render(scale=scale).to_pil().save(file, "WEBP", quality=75)
    return file.getvalue()


def office_facts(path, parts, holders):
    """Return the text of an office file: what ``holders``, XML elements, hold in its ``parts``."""
    try:
        with zipfile.ZipFile(path) as archive:
            names = [name for name in archive.namelist() if re.fullmatch(parts, name)]
            if not names:
                return {"faults": ["damaged"]}
            names.sort(key=lambda name: [int(number) for number in re.findall(r"\d+", name)])
            texts = list(capped(xml_text(archive, name, holders) for name in names))
    except OFFICE_DAMAGE:
        return {"faults": ["damaged"]}
    return {"text_pages": tidy(texts)}


def xml_text(archive, name, holders):
    """Return the text of one part of an office file; ValueError when it declares entities."""
    pieces, inside, hidden = [], 0, 0

    def start(element, attributes):
        nonlocal inside, hidden
        inside += element in holders
        hidden += element in HIDDEN
        if element in GAPS:
            pieces.append(" ")

    def end(element):
        nonlocal inside, hidden
        inside -= element in holders
        hidden -= element in HIDDEN
        if element in LINES:
            pieces.append("\n")

    def text(characters):
        if inside and not hidden:
            pieces.append(characters)

    def refuse(*declaration):
        raise ValueError("An office file declares no document type.")

    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartElementHandler = lambda name, attributes: start(local(name), attributes)
    parser.EndElementHandler = lambda name: end(local(name))
    parser.CharacterDataHandler = text
    parser.StartDoctypeDeclHandler = refuse
    with archive.open(name) as part:
        content = part.read(MOST_UNPACKED)
    parser.Parse(content, len(content) < MOST_UNPACKED)
    return "".join(pieces)


def local(name):
    """Return the name of an XML element without its prefix."""
    return name.rpartition(":")[2]


def plain_text(path):
    """Return the text of a file that is nothing else, in whichever encoding it was saved."""
    with open(path, "rb") as file:
        content = file.read(4 * LONGEST_TEXT)
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return content.decode("utf-16", "ignore")
    try:
        return utf_8_decode(content, "strict", False)[0]  # the last letter may have been cut
    except UnicodeDecodeError:
        return content.decode("cp1252", "ignore")


def capped(texts):
    """Yield ``texts`` until they are longer than what is kept; None stands for no text."""
    left = LONGEST_TEXT
    for text in texts:
        if left <= 0:
            return
        yield text and text[:left]
        left -= len(text or "")


def tidy(texts):
    """Return ``texts`` as a list of what a database can keep, words broken by lines made whole."""
    texts = ["\n".join(text.splitlines()).strip() for text in texts]
    words = {word.lower() for text in texts for word in WORD.findall(text)}

    def whole(match):
        # Nothing tells the hyphen of 'multi-agency' from that of 'safe-guarding' but other places.
        joined = "".join(match.groups())
        return joined if joined.lower() in words else "-".join(match.groups())

    return [BROKEN_WORD.sub(whole, text).translate(CHARACTERS) for text in texts]


if __name__ == "__main__":
    main(*sys.argv[1:])
