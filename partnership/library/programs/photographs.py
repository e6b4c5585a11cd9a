"""Removes metadata from photographs. Knows nothing of the site."""

import re
from io import BytesIO

# A JPEG is a sequence of segments, each after a marker, and of picture data.
MARKER = re.compile(rb"\xff+([\x02-\xcf\xd8-\xfe])")
START, END, START_OF_PICTURE, COMMENT = 0xD8, 0xD9, 0xDA, 0xFE
EXIF, ROTATION = 0xE1, 0x0112
APPLICATION_SEGMENTS = range(0xE0, 0xF0)  # Exif among them; a viewer needs only these:
NEEDED = {0xE0: b"JFIF\0", 0xE2: b"ICC_PROFILE\0", 0xEE: b"Adobe"}


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


def strip_metadata_but_rotation(jpeg):
    """Return ``jpeg`` without metadata, but for the way up that an office program shows it."""
    from PIL import Image  # here, as few files need it and it starts slowly

    if not jpeg.startswith(bytes([0xFF, START])):
        return jpeg
    try:
        with Image.open(BytesIO(jpeg)) as picture:
            rotation = picture.getexif().get(ROTATION, 1)
    except (OSError, SyntaxError, ValueError):
        return jpeg
    cleaned = strip_metadata(jpeg)
    if rotation == 1:
        return cleaned
    notes = Image.Exif()
    notes[ROTATION] = rotation
    content = notes.tobytes()
    segment = bytes([0xFF, EXIF]) + (len(content) + 2).to_bytes(2) + content
    return cleaned[:2] + segment + cleaned[2:]


def is_needed(kind, content):
    """Whether a viewer needs this segment of a JPEG to show the picture."""
    if kind in APPLICATION_SEGMENTS:
        return kind in NEEDED and content.startswith(NEEDED[kind])
    return kind != COMMENT
