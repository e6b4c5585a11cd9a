"""Rewrites a PDF without what it tells of its makers, as a program of its own.

The file may be hostile, so this program knows nothing of the site; limited.py starts it with the
file as its standard input. It prints ``dirty`` or ``clean``, for whether there was anything to
take out, a line break, the new file and a line break. It prints nothing of a file that must stay
as it is: locked or restricted, signed, damaged.

What stays: the title and the language, which screen readers say, tags, bookmarks, links, form
fields, attached files and every mark on the pages. Earlier states of the file, which programs
leave in it when they save only what changed, are gone as soon as it is written anew.
"""

import re
import sys
from io import BytesIO

import pikepdf
from pikepdf import Array, Dictionary, Name, Stream, StreamDecodeLevel

DUBLIN_CORE = "{http://purl.org/dc/elements/1.1/}"
PDF_UA = "{http://www.aiim.org/pdfua/ns/id/}"
# Of the description in XML: title, language, and that the file was made to be accessible.
KEPT_PROPERTIES = {
    *(f"{DUBLIN_CORE}{name}" for name in ("title", "language")),
    *(f"{PDF_UA}{name}" for name in ("part", "rev", "amd", "corr")),
}
# Entries of any dictionary: descriptions in XML, what a program keeps there for itself and when
# it last did so, and which program drew a layer.
PRIVATE_ENTRIES = ("/Metadata", "/PieceInfo", "/LastModified", "/CreatorInfo")
# Comments and other marks that people put on a page; /T of any other annotation is its name.
MARKS = {
    *("/Caret", "/Circle", "/FileAttachment", "/FreeText", "/Highlight", "/Ink", "/Line"),
    *("/Polygon", "/PolyLine", "/Popup", "/Redact", "/Sound", "/Square", "/Squiggly", "/Stamp"),
    *("/StrikeOut", "/Text", "/Underline"),
}
AUTHOR_OF_A_MARK = ("/T", "/M", "/CreationDate", "/Subj", "/NM")
DATES_OF_AN_ATTACHMENT = ("/CreationDate", "/ModDate", "/Mac")
# Where the parts of the file are, which is written anew.
TRAILER = {
    *("/Root", "/Info", "/ID", "/Size", "/Prev", "/XRefStm", "/Type", "/W", "/Index", "/Length"),
    *("/Filter", "/DecodeParms"),
}
END_OF_A_STATE = re.compile(rb"startxref\s+\d+\s+%%EOF")
# A JPEG is a row of segments; what is no marker is part of the picture.
PHOTOGRAPH = ("/DCTDecode", "/DCT")
MARKER = re.compile(rb"\xff+([\x02-\xcf\xd8-\xfe])")
START, END, START_OF_PICTURE, COMMENT = 0xD8, 0xD9, 0xDA, 0xFE
FOR_PROGRAMS = range(0xE0, 0xF0)  # Exif among them; to show it a program needs these alone:
NEEDED = {0xE0: b"JFIF\0", 0xE2: b"ICC_PROFILE\0", 0xEE: b"Adobe"}


def main():
    """Print the clean file, unless it must stay as it is."""
    given = sys.stdin.buffer.read()
    with pikepdf.open(BytesIO(given), suppress_warnings=True) as pdf:
        # Where /NeedsRendering is said, what one reads is in /XFA alone.
        if pdf.is_encrypted or Name.NeedsRendering in pdf.Root or is_signed(pdf):
            return
        found = clean(pdf)
        if found is None:
            return
        found |= len(END_OF_A_STATE.findall(given)) > 1
        file = BytesIO()
        pdf.save(file, deterministic_id=True, stream_decode_level=StreamDecodeLevel.none)
        if pdf.get_warnings():  # those of reading it too
            return
    sys.stdout.buffer.writelines([b"dirty\n" if found else b"clean\n", file.getvalue(), b"\n"])


def is_signed(pdf):
    """Whether anybody signed the file: the signature would break."""
    form = pdf.Root.get(Name.AcroForm, {})
    return Name.Perms in pdf.Root or bool(int(form.get(Name.SigFlags, 0)) & 1)


def is_signature(thing, names):
    """Whether a dictionary with the entries ``names`` is a signature, or a field that has one."""
    if "/ByteRange" in names or ("/Type" in names and thing.Type == Name.Sig):
        return True
    return "/V" in names and thing.get("/FT") == Name.Sig


def clean(pdf):
    """Take out of ``pdf`` what tells of its makers; return whether there was anything.

    None when there is a signature after all.
    """
    found = clean_description(pdf)
    found |= remove(pdf.trailer, set(pdf.trailer.keys()) - TRAILER)
    found |= remove(pdf.Root, ["/SpiderInfo"])
    found |= remove(pdf.Root.get(Name.AcroForm, {}), ["/XFA"])
    if Name.ID in pdf.trailer:  # one is made of the content instead
        del pdf.trailer[Name.ID]
    for thread in pdf.Root.get(Name.Threads, []):
        found |= remove(thread, ["/I"])
    root = pdf.Root.objgen
    for thing in everything_in(pdf):
        names = thing.keys()
        if is_signature(thing, names):
            return None
        if not names.isdisjoint(PRIVATE_ENTRIES) and thing.objgen != root:
            found |= remove(thing, PRIVATE_ENTRIES)
        if "/Subtype" in names and str(thing.Subtype) in MARKS:
            found |= remove(thing, AUTHOR_OF_A_MARK)
        if "/EF" in names:  # an attachment
            found |= remove(thing, ["/Desc", "/CI"])
        if "/Usage" in names and thing.get("/Type") == Name.OCG:  # a layer
            found |= remove(thing.Usage, ["/User"])
        if "/O" in names and thing.get("/O") == Name.UserProperties:
            found |= remove(thing, ["/P"])
        if isinstance(thing, Stream):
            found |= clean_stream(thing, pdf)
    return found


def clean_description(pdf):
    """Leave the title alone of what ``pdf`` says of itself; return whether there was more."""
    properties = pdf.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False)
    kept = KEPT_PROPERTIES.intersection(properties)
    found = remove(pdf.Root, PRIVATE_ENTRIES[1:]) or not KEPT_PROPERTIES.issuperset(properties)
    remove(pdf.Root, PRIVATE_ENTRIES)
    if kept:
        with pdf.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as fresh:
            fresh.copy_properties(properties, kept)
    title = pdf.docinfo.get("/Title")
    found |= bool(set(pdf.docinfo) - {"/Title"})
    del pdf.docinfo
    if title is not None:
        pdf.docinfo["/Title"] = title
    return found


def everything_in(pdf):
    """Yield every dictionary and stream of ``pdf``."""
    waiting = list(pdf.objects)
    while waiting:
        thing = waiting.pop()
        if isinstance(thing, Array):
            inside = thing
        elif isinstance(thing, Dictionary | Stream):
            yield thing
            inside = thing.values()
        else:
            continue
        waiting += [part for part in inside if is_part(part)]


def is_part(thing):
    """Whether ``thing`` may hold others and stands where it is found, not on its own."""
    return isinstance(thing, Array | Dictionary) and not thing.is_indirect


def remove(thing, names):
    """Remove the entries ``names`` of a dictionary; return whether it had any."""
    had = [name for name in names if name in thing]
    for name in had:
        del thing[name]
    return bool(had)


def clean_stream(stream, pdf):
    """Clean an attachment of dates, a photograph of notes; return whether there were any."""
    if "/Params" in stream:
        return remove(stream.Params, DATES_OF_AN_ATTACHMENT)
    *packed, kind = as_list(stream.get("/Filter")) or [None]
    if str(kind) not in PHOTOGRAPH:
        return False
    settings = as_list(stream.get("/DecodeParms"))
    photograph = stream.read_raw_bytes()
    if packed:
        parcel = Stream(pdf, photograph, Filter=Array(packed))
        parcel.DecodeParms = Array(settings[: len(packed)])
        photograph = parcel.read_bytes(StreamDecodeLevel.generalized)
    without = without_notes(photograph)
    if without == photograph:
        return False
    stream.write(
        without,
        filter=Name.DCTDecode,
        decode_parms=settings[len(packed)] if len(settings) > len(packed) else None,
        type_check=False,
    )
    return True


def as_list(entry):
    """Return what may be missing, one thing or an array of things as a list."""
    if entry is None:
        return []
    return list(entry) if isinstance(entry, Array) else [entry]


def without_notes(jpeg):
    """Return ``jpeg`` without what tells of the photographer and the camera, or follows its end."""
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
        if may_stay(kind, segment[2:]):
            kept.append(bytes([0xFF, kind]) + segment)
        at += len(segment)


def may_stay(kind, content):
    """Whether a segment of a JPEG is needed to show it."""
    if kind in FOR_PROGRAMS:
        return kind in NEEDED and content.startswith(NEEDED[kind])
    return kind != COMMENT


if __name__ == "__main__":
    main()
