"""Whether a file is what its name says, told from what is in it."""

from django.core.exceptions import ValidationError

LOOKED_AT = 1024  # bytes
# What stands in each kind of zipped file as it is, for the names of the files inside are not
# compressed: a folder that it must have, or the line it must start with.
ZIPPED = {
    "docx": b"word/",
    "ods": b"mimetypeapplication/vnd.oasis.opendocument.spreadsheet",
    "odt": b"mimetypeapplication/vnd.oasis.opendocument.text",
    "pptx": b"ppt/",
    "xlsx": b"xl/",
}
MACROS = (b"vbaProject.bin", b"Basic/script-lc.xml", b"Scripts/")


def refuse_pretender(file, extension):
    """Raise ValidationError when the open ``file`` is not of the kind its ``extension`` says.

    So it does for a file with macros: it could do harm to whoever opens it.
    """
    file.seek(0)
    start = file.read(LOOKED_AT)
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
            f"in the program it was made with, save it as {extension.upper()}, and upload that."
        )
    if any(name in zipped for name in MACROS):
        raise ValidationError(
            "This file holds macros, which are programs that could harm whoever opens it. Save it "
            "without macros, or as PDF, and upload that."
        )
