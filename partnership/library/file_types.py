"""Whether a file is what its name says, told from its first bytes."""

from django.core.exceptions import ValidationError

LOOKED_AT = 1024  # bytes
ZIPPED = {"docx", "ods", "odt", "pptx", "xlsx"}


def refuse_pretender(file, extension):
    """Raise ValidationError when the open ``file`` is not of the kind its ``extension`` says."""
    file.seek(0)
    start = file.read(LOOKED_AT)
    file.seek(0)
    if extension == "pdf":
        genuine = start.lstrip(b"\xef\xbb\xbf\0\t\r\n ").startswith(b"%PDF-")
    elif extension in ZIPPED:
        genuine = start.startswith(b"PK\x03\x04")
    else:
        genuine = b"\0" not in start
    if not genuine:
        raise ValidationError(
            f"The name of this file ends in .{extension}, but it is another kind of file. Open it "
            f"in the program it was made with, save it as {extension.upper()}, and upload that."
        )
