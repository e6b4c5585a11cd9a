"""Checks from its content that a file is of the type its name says."""

from codecs import BOM_UTF16_BE, BOM_UTF16_LE, getincrementaldecoder

from django.conf import settings
from django.core.exceptions import ValidationError

START_LENGTH = 1024  # bytes
ACCEPTED = (
    "a PDF, a Word, Excel or PowerPoint file, an OpenDocument text or spreadsheet, or a CSV or "
    "text file"
)
# What each type of zipped file must contain uncompressed: the name of a folder, or the first entry.
ZIPPED = {
    "docx": b"word/",
    "ods": b"mimetypeapplication/vnd.oasis.opendocument.spreadsheet",
    "odt": b"mimetypeapplication/vnd.oasis.opendocument.text",
    "pptx": b"ppt/",
    "xlsx": b"xl/",
}
# Microsoft's programs wrap a file with a password in a container with this start and this entry.
CONTAINER = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
PROTECTED = {
    "docx": "In Word: File > Info > Protect Document",
    "pptx": "In PowerPoint: File > Info > Protect Presentation",
    "xlsx": "In Excel: File > Info > Protect Workbook",
}
# What to do about files that people try to upload as documents.
REMEDIES = {
    **dict.fromkeys(("doc", "dot", "dotx", "rtf"), "Save it as a Word document (.docx) or a PDF."),
    **dict.fromkeys(("xls", "xlsm", "xlsb"), "Save it as an Excel workbook (.xlsx) or a PDF."),
    **dict.fromkeys(("ppt", "pps", "ppsx"), "Save it as a presentation (.pptx) or a PDF."),
    "docm": "Save it as a Word document without macros (.docx) or a PDF.",
    **dict.fromkeys(
        ("gif", "heic", "jpeg", "jpg", "png", "webp"), "Add a picture under ‘Images’ instead."
    ),
    "zip": "Take the files out of it and upload each of them.",
    **dict.fromkeys(("exe", "js", "msi", "bat"), "Programs cannot be uploaded."),
}
MACROS = (b"vbaProject.bin", b"Basic/script-lc.xml", b"Scripts/")


def validate_file_type(file, extension):
    """Raise ValidationError when the open ``file`` is not of the type its ``extension`` says.

    It also refuses types that the website does not keep, passwords, and macros, which could harm
    the people who open the file.
    """
    if extension not in settings.WAGTAILDOCS_EXTENSIONS:
        problem = "The name of this file has no ending, such as .pdf."
        if extension:
            problem = f"The website does not accept .{extension} files as documents."
        advice = REMEDIES.get(extension, "Save it as a PDF, then upload that.")
        raise ValidationError(f"{problem} It accepts {ACCEPTED}. {advice}")
    file.seek(0)
    start = file.read(START_LENGTH)
    zipped = start + file.read() if extension in ZIPPED else b""
    file.seek(0)
    if extension == "pdf":
        genuine = start.lstrip(b"\xef\xbb\xbf\0\t\r\n ").startswith(b"%PDF-")
    elif extension in ZIPPED:
        genuine = start.startswith(b"PK\x03\x04") and ZIPPED[extension] in zipped
    else:
        genuine = "\0" not in _as_text(start)
    if extension in PROTECTED and start.startswith(CONTAINER) and ENCRYPTED in zipped:
        raise ValidationError(
            "This file is locked with a password, so visitors could not open it. "
            f"{PROTECTED[extension]} > Encrypt with Password. Delete the password, select OK, save "
            "the file, then upload it again."
        )
    if not genuine:
        raise ValidationError(
            f"The name of this file ends in .{extension}, but it is another kind of file. Open it "
            f"in the program it was made with, save it as {extension.upper()}, then upload that."
        )
    if any(name in zipped for name in MACROS):
        raise ValidationError(
            "This file contains macros, which are programs that could harm anyone who opens it. "
            "Save it without macros, or as a PDF, and upload that."
        )


def _as_text(start):
    """Return the ``start`` of a plain text; Notepad and Excel call UTF-16 'Unicode text'."""
    if start.startswith((BOM_UTF16_LE, BOM_UTF16_BE)):
        return getincrementaldecoder("utf-16")("ignore").decode(start)
    return start.decode("latin-1")
