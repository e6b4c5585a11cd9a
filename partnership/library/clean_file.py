"""Rewrites a PDF without what it tells of its makers, as a program of its own.

The file may be hostile, so this program knows nothing of the site; limited.py starts it with the
file as its standard input. It prints ``dirty`` or ``clean``, for whether there was anything to
take out, a line break, the new file and a line break. It prints nothing of a file that must stay
as it is: locked or restricted, signed, damaged.

What stays: the title and the language, which screen readers say, tags, bookmarks, links, form
fields, attached files and every mark on the pages. Earlier states of the file, which programs
leave in it when they save only what changed, are gone as soon as it is written anew.
"""

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
MAKER_OF_A_MARK = ("/T", "/M", "/CreationDate")
DATES_OF_AN_ATTACHMENT = ("/CreationDate", "/ModDate", "/Mac")
# Segments of a JPEG: Exif and XMP, what Photoshop adds, comments. FFDA starts the picture.
NOTES_IN_A_PICTURE = {0xE1, 0xED, 0xFE}
START_OF_PICTURE = 0xDA


def main():
    """Print the clean file, unless it must stay as it is."""
    with pikepdf.open(BytesIO(sys.stdin.buffer.read()), suppress_warnings=True) as pdf:
        if pdf.is_encrypted or is_signed(pdf):
            return
        found = clean(pdf)
        file = BytesIO()
        pdf.save(file, deterministic_id=True, stream_decode_level=StreamDecodeLevel.none)
        if pdf.get_warnings():  # those of reading it too
            return
    sys.stdout.buffer.writelines([b"dirty\n" if found else b"clean\n", file.getvalue(), b"\n"])


def is_signed(pdf):
    """Whether anybody signed the file: the signature would break."""
    form = pdf.Root.get(Name.AcroForm, {})
    return Name.Perms in pdf.Root or bool(int(form.get(Name.SigFlags, 0)) & 1)


def clean(pdf):
    """Take out of ``pdf`` what tells of its makers; return whether there was anything."""
    found = clean_description(pdf)
    if Name.ID in pdf.trailer:  # one is made of the content instead
        del pdf.trailer[Name.ID]
    for thread in pdf.Root.get(Name.Threads, []):
        found |= remove(thread, ["/I"])
    root = pdf.Root.objgen
    for thing in everything_in(pdf):
        if thing.objgen != root:
            found |= remove(thing, PRIVATE_ENTRIES)
        if str(thing.get("/Subtype")) in MARKS:
            found |= remove(thing, MAKER_OF_A_MARK)
        if isinstance(thing, Stream):
            found |= clean_stream(thing)
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


def clean_stream(stream):
    """Clean an attachment of dates, a photograph of notes; return whether there were any."""
    if "/Params" in stream:
        return remove(stream.Params, DATES_OF_AN_ATTACHMENT)
    if stream.get("/Filter") not in (Name.DCTDecode, Array([Name.DCTDecode])):
        return False
    photograph = stream.read_raw_bytes()
    without = without_notes(photograph)
    if without == photograph:
        return False
    stream.write(
        without, filter=Name.DCTDecode, decode_parms=stream.get("/DecodeParms"), type_check=False
    )
    return True


def without_notes(jpeg):
    """Return ``jpeg`` without the segments that tell of the photographer and the camera."""
    kept, at = [jpeg[:2]], 2
    while jpeg[at : at + 1] == b"\xff" and jpeg[at + 1] != START_OF_PICTURE:
        end = at + 2 + int.from_bytes(jpeg[at + 2 : at + 4])
        if jpeg[at + 1] not in NOTES_IN_A_PICTURE:
            kept.append(jpeg[at:end])
        at = end
    return b"".join([*kept, jpeg[at:]])


if __name__ == "__main__":
    main()
