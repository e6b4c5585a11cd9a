"""Checks from its content that a file is of the type its name says."""

from django.core.exceptions import ValidationError

START_LENGTH = 1024  # bytes
# What each type of zipped file must contain uncompressed: the name of a folder, or the first entry.
ZIPPED = {
    "docx": b"word/",
    "ods": b"mimetypeapplication/vnd.oasis.opendocument.spreadsheet",
    "odt": b"mimetypeapplication/vnd.oasis.opendocument.text",
    "pptx": b"ppt/",
    "xlsx": b"xl/",
}
MACROS = (b"vbaProject.bin", b"Basic/script-lc.xml", b"Scripts/")


def validate_file_type(file, extension):
    """Raise ValidationError when the open ``file`` is not of the type its ``extension`` says.

    It also refuses macros, which could harm the people who open the file.
    """
    file.seek(0)
    start = file.read(START_LENGTH)
    zipped = start + file.read() if extension in ZIPPED else b""
    file.seek(0)
    if extension == "pdf":
        genuine = start.lstrip(b"\xef\xbb\xbf\0\t\r\n ").startswith(b"%PDF-")
    elif extension in ZIPPED:
        genuine = start.startswith(b"PK\x03\x04") and ZIPPED[extension] in zipped
    else:
        genuine = b"\0" not in start
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
