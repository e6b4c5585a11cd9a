"""Reads one uploaded file in its own process: ``read_file.py PATH EXTENSION``.

The file may be hostile, so this program knows nothing of the site; limited.py starts it. It
prints a line of JSON with what is known of ``page_count``, ``language``, ``title``, ``faults`` and
``text_pages``, then a line with the picture of the first page as WebP in base64, empty if there is
none. If the second line is missing, the program was ended while it drew the page.
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

LONGEST_TEXT = 2_000_000  # characters that are kept from a file
MOST_PAGES_READ = 5_000
MOST_UNPACKED = 20_000_000  # bytes that are read from one part of an office file
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

OFFICE_TEXT = {  # extension: the parts that contain text, and the elements
    "docx": (r"word/(document|footnotes|endnotes)\d*\.xml", {"t"}),
    "pptx": (r"ppt/slides/slide\d+\.xml", {"t"}),
    "xlsx": (r"xl/(sharedStrings|worksheets/sheet\d+)\.xml", {"t"}),
    "odt": (r"content\.xml", {"p", "h"}),
    "ods": (r"content\.xml", {"p", "h"}),
}
LINES = {"p", "h", "si", "is"}
GAPS = {"tab", "br", "s", "line-break"}
HIDDEN = {"tracked-changes", "annotation"}  # deleted text and comments
OFFICE_DAMAGE = (
    zipfile.BadZipFile,
    zlib.error,
    expat.ExpatError,
    EOFError,
    NotImplementedError,  # a compression that no office program uses
    RuntimeError,  # encrypted parts
    ValueError,
)


def main(path, extension):
    """Print the content of the file at ``path``."""
    picture = b""
    if extension == "pdf":
        picture = read_pdf(path)
    elif extension in OFFICE_TEXT:
        print_facts(office_facts(path, *OFFICE_TEXT[extension]))
    elif extension in ("csv", "txt"):
        print_facts({"text_pages": clean_texts(truncated([plain_text(path)]))})
    else:
        print_facts({})
    print(b64encode(picture).decode())


def print_facts(facts):
    """Print ``facts`` as one line of JSON."""
    print(json.dumps(facts), flush=True)


def read_pdf(path):
    """Print the facts of a PDF and return the picture of its first page, empty if it has none."""
    with open(path, "rb") as file:
        start = file.read(1024)
    try:
        pdf = PdfDocument(path)
    except PdfiumError as error:
        print_facts({"faults": [opening_fault(error, start)]})
        return b""
    print_facts(pdf_facts(pdf))
    try:
        return first_page(pdf)
    except (PdfiumError, MemoryError, OSError, ValueError, ZeroDivisionError):
        return b""


def opening_fault(error, start):
    """Return why a file with the first bytes ``start`` could not be opened as a PDF."""
    if error.err_code in (FPDF_ERR_PASSWORD, FPDF_ERR_SECURITY):
        return "locked"
    is_empty = not start.strip(b"\0 \r\n")
    return "damaged" if b"%PDF-" in start or is_empty else "wrong_type"


def pdf_facts(pdf):
    """Return the facts of an opened PDF, without its picture."""
    title, language, texts = pdf_title(pdf), pdf_language(pdf), pdf_texts(pdf)
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


def office_facts(path, parts, holders):
    """Return the text in the XML elements ``holders`` of an office file's ``parts``."""
    try:
        with zipfile.ZipFile(path) as archive:
            names = [name for name in archive.namelist() if re.fullmatch(parts, name)]
            if not names:
                return {"faults": ["damaged"]}
            names.sort(key=lambda name: [int(number) for number in re.findall(r"\d+", name)])
            texts = list(truncated(xml_text(archive, name, holders) for name in names))
    except OFFICE_DAMAGE:
        return {"faults": ["damaged"]}
    return {"text_pages": clean_texts(texts)}


def xml_text(archive, name, holders):
    """Return the text of one part of an office file; raises ValueError if it declares entities."""
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
    parser.StartElementHandler = lambda name, attributes: start(local_name(name), attributes)
    parser.EndElementHandler = lambda name: end(local_name(name))
    parser.CharacterDataHandler = text
    parser.StartDoctypeDeclHandler = refuse
    with archive.open(name) as part:
        content = part.read(MOST_UNPACKED)
    parser.Parse(content, len(content) < MOST_UNPACKED)
    return "".join(pieces)


def local_name(name):
    """Return the name of an XML element without its prefix."""
    return name.rpartition(":")[2]


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
