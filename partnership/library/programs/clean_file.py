"""Removes author details from a PDF: a program that runs in its own process.

The file may be hostile, so this program knows nothing of the site; limited.py starts it with the
file as its standard input. It prints ``dirty`` or ``clean``, for whether there was anything to
remove, a line break, the new file and a line break. It prints nothing for a file that must not
change: a locked, restricted, signed or damaged one.

The title and the language stay, as screen readers use them, and so do tags, bookmarks, links, form
fields, attached files and every mark on the pages. Earlier states of the file, which programs
leave in it when they save only changes, are lost when the file is rewritten.
"""

import re
import sys
from io import BytesIO

import pikepdf
from pikepdf import Array, Dictionary, Name, Stream, StreamDecodeLevel

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
# A JPEG is a sequence of segments, each after a marker, and of picture data.
PHOTOGRAPH = ("/DCTDecode", "/DCT")
MARKER = re.compile(rb"\xff+([\x02-\xcf\xd8-\xfe])")
START, END, START_OF_PICTURE, COMMENT = 0xD8, 0xD9, 0xDA, 0xFE
APPLICATION_SEGMENTS = range(0xE0, 0xF0)  # Exif among them; a viewer needs only these:
NEEDED = {0xE0: b"JFIF\0", 0xE2: b"ICC_PROFILE\0", 0xEE: b"Adobe"}


def main():
    """Print the clean file, unless it must not change."""
    given = sys.stdin.buffer.read()
    with pikepdf.open(BytesIO(given), suppress_warnings=True) as pdf:
        # With /NeedsRendering, the visible content is in /XFA alone.
        if pdf.is_encrypted or Name.NeedsRendering in pdf.Root or is_signed(pdf):
            return
        found = clean(pdf)
        if found is None:
            return
        found |= len(END_OF_STATE.findall(given)) > 1
        file = BytesIO()
        pdf.save(file, deterministic_id=True, stream_decode_level=StreamDecodeLevel.none)
        if pdf.get_warnings():  # from reading and from writing
            return
    sys.stdout.buffer.writelines([b"dirty\n" if found else b"clean\n", file.getvalue(), b"\n"])


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


def strip_metadata(jpeg):
    """Return ``jpeg`` without metadata such as the photographer, and without data after its end."""
    kept, is_picture = [bytes([0xFF, START])], False
    at = max(jpeg.find(kept[0]), 0)
    while True:
        marker = MARKER.search(jpeg, at)
        if is_picture:
            kept.append(jpeg[at : marker.start() if marker else None])
        if not marker or marker[1][0] == END:
            return b"".join([*kept, bytes([0xFF, END])])
        kind, at = marker[1][0], marker.end()
        if kind == START:
            continue
        is_picture = kind == START_OF_PICTURE
        segment = jpeg[at : at + int.from_bytes(jpeg[at : at + 2])]
        if is_needed(kind, segment[2:]):
            kept.append(bytes([0xFF, kind]) + segment)
        at += len(segment)


def is_needed(kind, content):
    """Whether a viewer needs this segment of a JPEG to show the picture."""
    if kind in APPLICATION_SEGMENTS:
        return kind in NEEDED and content.startswith(NEEDED[kind])
    return kind != COMMENT


if __name__ == "__main__":
    main()
