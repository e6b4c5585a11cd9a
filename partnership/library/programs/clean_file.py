"""Removes author details from a PDF or office file: a program that runs in its own process.

The file may be hostile, so this program knows nothing of the site; limited.py starts it with the
file as its standard input. It prints ``dirty`` or ``clean``, for whether there was anything to
remove, a space, the length of the new file in bytes, a line break and the new file. It prints
nothing for a file that must not change: a locked, restricted, signed or damaged one.

In a PDF, the title and the language stay, as screen readers use them, and so do tags, bookmarks,
links, form fields, attached files and every mark on the pages. Earlier states of the file, which
programs leave in it when they save only changes, are lost when the file is rewritten.
"""

import re
import sys
from io import BytesIO

import pikepdf
from pikepdf import Array, Dictionary, Name, Stream, StreamDecodeLevel
from pypdfium2 import PdfDocument, PdfiumError
from pypdfium2.raw import FPDF_DocumentHasValidCrossReferenceTable

from partnership.library.programs.office.cleaning import ZIP_START, clean_office_file
from partnership.library.programs.photographs import strip_metadata

DUBLIN_CORE = "{http://purl.org/dc/elements/1.1/}"
PDF_UA = "{http://www.aiim.org/pdfua/ns/id/}"
# The XML metadata to keep: title, language, and the mark of an accessible file (PDF/UA).
KEPT_PROPERTIES = {
    *(f"{DUBLIN_CORE}{name}" for name in ("title", "language")),
    *(f"{PDF_UA}{name}" for name in ("part", "rev", "amd", "corr")),
}
# Entries of any dictionary: XML metadata, a program's private data and when it last changed that,
# and the program that drew a layer.
PRIVATE_ENTRIES = ("/Metadata", "/PieceInfo", "/LastModified", "/CreatorInfo")
# Comments and other marks that people put on a page; /T of any other annotation is its name.
MARKS = {
    *("/Caret", "/Circle", "/FileAttachment", "/FreeText", "/Highlight", "/Ink", "/Line"),
    *("/Polygon", "/PolyLine", "/Popup", "/Redact", "/Sound", "/Square", "/Squiggly", "/Stamp"),
    *("/StrikeOut", "/Text", "/Underline"),
}
MARK_AUTHOR = ("/T", "/M", "/CreationDate", "/Subj", "/NM")
ATTACHMENT_DATES = ("/CreationDate", "/ModDate", "/Mac")
# Trailer entries that locate the parts of the file, which are written again.
TRAILER = {
    *("/Root", "/Info", "/ID", "/Size", "/Prev", "/XRefStm", "/Type", "/W", "/Index", "/Length"),
    *("/Filter", "/DecodeParms"),
}
END_OF_STATE = re.compile(rb"startxref\s+\d+\s+%%EOF")
END_OF_FILE, LONGEST_END = b"%%EOF", 1024  # bytes in which it is looked for
PHOTOGRAPH = ("/DCTDecode", "/DCT")


def main():
    """Print the clean file, unless it must not change."""
    given = sys.stdin.buffer.read()
    is_office = given.startswith(ZIP_START)
    found, content = clean_office_file(given) if is_office else clean_pdf(given)
    if content:
        verdict = "dirty" if found else "clean"
        sys.stdout.buffer.writelines([f"{verdict} {len(content)}\n".encode(), content])


def clean_pdf(given):
    """Return whether there was anything to remove, and the clean PDF, empty if it must not change.

    Most slips that qpdf warns of harm nothing, and every viewer mends them silently.
    """
    with pikepdf.open(BytesIO(given), suppress_warnings=True) as pdf:
        # With /NeedsRendering, the visible content is in /XFA alone.
        if pdf.is_encrypted or Name.NeedsRendering in pdf.Root or is_signed(pdf):
            return False, b""
        found = clean(pdf)
        if found is None:
            return False, b""
        found |= len(END_OF_STATE.findall(given)) > 1
        file = BytesIO()
        pdf.save(file, deterministic_id=True, stream_decode_level=StreamDecodeLevel.none)
        warnings = pdf.get_warnings()
        if warnings and not (is_whole(given, warnings) and shows_the_same(given, file.getvalue())):
            return False, b""
    return found, file.getvalue()


def is_whole(given, warnings):
    """Whether nothing is missing of a PDF that qpdf has ``warnings`` about.

    A table of contents (xref) with wrong numbers is written anew from what is in the file. One that
    ends early, or whose contents are not as long as they say, has lost something.
    """
    try:
        with PdfDocument(given) as pdf:
            if FPDF_DocumentHasValidCrossReferenceTable(pdf):
                return True
    except PdfiumError:
        return False
    is_complete = END_OF_FILE in given[-LONGEST_END:]
    return is_complete and not re.search("endstream|stream length", " ".join(map(str, warnings)))


def shows_the_same(given, cleaned):
    """Whether two PDFs have the same words on the same pages."""
    try:
        with PdfDocument(given) as before, PdfDocument(cleaned) as after:
            return len(before) == len(after) and all(
                words(before[number]) == words(after[number]) for number in range(len(before))
            )
    except PdfiumError:
        return False


def words(page):
    """Return the text of a page."""
    return page.get_textpage().get_text_bounded()


def is_signed(pdf):
    """Whether the file says it is signed: a new file would break the signature."""
    form = pdf.Root.get(Name.AcroForm, {})
    return Name.Perms in pdf.Root or bool(int(form.get(Name.SigFlags, 0)) & 1)


def is_signature(item, names):
    """Whether a dictionary with the entries ``names`` is a signature, or a field that has one."""
    if "/ByteRange" in names or ("/Type" in names and item.Type == Name.Sig):
        return True
    return "/V" in names and item.get("/FT") == Name.Sig


def clean(pdf):
    """Remove author details from ``pdf``; return whether there were any.

    Returns None when the file turns out to be signed.
    """
    found = clean_description(pdf)
    found |= clean_catalog(pdf)
    root = pdf.Root.objgen
    for item in all_items(pdf):
        names = item.keys()
        if is_signature(item, names):
            return None
        if item.objgen != root and not names.isdisjoint(PRIVATE_ENTRIES):
            found |= remove(item, PRIVATE_ENTRIES)
        found |= clean_item(item, names)
        if isinstance(item, Stream):
            found |= clean_stream(item, pdf)
    return found


def clean_description(pdf):
    """Keep only the title and ``KEPT_PROPERTIES`` as metadata; return whether there was more."""
    properties = pdf.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False)
    kept = KEPT_PROPERTIES.intersection(properties)
    found = remove(pdf.Root, PRIVATE_ENTRIES[1:]) or not KEPT_PROPERTIES.issuperset(properties)
    remove(pdf.Root, PRIVATE_ENTRIES)
    if kept:
        with pdf.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as new:
            new.copy_properties(properties, kept)
    title = pdf.docinfo.get("/Title")
    found |= bool(set(pdf.docinfo) - {"/Title"})
    del pdf.docinfo
    if title is not None:
        pdf.docinfo["/Title"] = title
    return found


def clean_catalog(pdf):
    """Clean the trailer and the root of ``pdf``; return whether anything was removed."""
    found = remove(pdf.trailer, set(pdf.trailer.keys()) - TRAILER)
    found |= remove(pdf.Root, ["/SpiderInfo"])
    found |= remove(pdf.Root.get(Name.AcroForm, {}), ["/XFA"])
    if Name.ID in pdf.trailer:  # a new one is made from the content
        del pdf.trailer[Name.ID]
    for thread in pdf.Root.get(Name.Threads, []):
        found |= remove(thread, ["/I"])
    return found


def clean_item(item, names):
    """Clean a dictionary with the entries ``names``; return whether anything was removed."""
    found = False
    if "/Subtype" in names and str(item.Subtype) in MARKS:
        found |= remove(item, MARK_AUTHOR)
    if "/EF" in names:  # an attachment
        found |= remove(item, ["/Desc", "/CI"])
    if "/Usage" in names and item.get("/Type") == Name.OCG:  # a layer
        found |= remove(item.Usage, ["/User"])
    if "/O" in names and item.get("/O") == Name.UserProperties:
        found |= remove(item, ["/P"])
    return found


def all_items(pdf):
    """Yield every dictionary and stream of ``pdf``."""
    waiting = list(pdf.objects)
    while waiting:
        item = waiting.pop()
        if isinstance(item, Array):
            children = item
        elif isinstance(item, Dictionary | Stream):
            yield item
            children = item.values()
        else:
            continue
        waiting += [child for child in children if is_direct_container(child)]


def is_direct_container(item):
    """Whether ``item`` may contain others and is not an object of its own in ``pdf.objects``."""
    return isinstance(item, Array | Dictionary) and not item.is_indirect


def remove(item, names):
    """Remove the entries ``names`` of a dictionary; return whether it had any."""
    had = [name for name in names if name in item]
    for name in had:
        del item[name]
    return bool(had)


def clean_stream(stream, pdf):
    """Remove an attachment's dates or a photograph's metadata; return whether there were any."""
    if "/Params" in stream:
        return remove(stream.Params, ATTACHMENT_DATES)
    *outer_filters, kind = as_list(stream.get("/Filter")) or [None]
    if str(kind) not in PHOTOGRAPH:
        return False
    settings = as_list(stream.get("/DecodeParms"))
    photograph = stream.read_raw_bytes()
    depth = len(outer_filters)
    if outer_filters:
        packed = Stream(pdf, photograph, Filter=Array(outer_filters))
        packed.DecodeParms = Array(settings[:depth])
        photograph = packed.read_bytes(StreamDecodeLevel.generalized)
    cleaned = strip_metadata(photograph)
    if cleaned == photograph:
        return False
    stream.write(
        cleaned,
        filter=Name.DCTDecode,
        decode_parms=settings[depth] if len(settings) > depth else None,
        type_check=False,
    )
    return True


def as_list(entry):
    """Return an entry that is missing, one item or an array of items as a list."""
    if entry is None:
        return []
    return list(entry) if isinstance(entry, Array) else [entry]


if __name__ == "__main__":
    main()
