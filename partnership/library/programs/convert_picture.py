"""Turns a HEIC photograph into a JPEG in its own process: ``convert_picture.py MOST_PIXELS``.

The photograph is the standard input. It may be hostile, so this program knows nothing of the site;
limited.py starts it. It prints the JPEG, 'too many pixels', or nothing if it cannot read it.
"""

import sys
from io import BytesIO

from PIL import Image
from pillow_heif import HeifImagePlugin  # noqa: F401  it teaches Pillow the format

QUALITY = 90  # of 100


def main(most_pixels):
    """Print the photograph as a JPEG: upright, in its colours, without other metadata."""
    Image.MAX_IMAGE_PIXELS = None  # checked here
    image = Image.open(BytesIO(sys.stdin.buffer.read()), formats=["HEIF"])
    if image.width * image.height > most_pixels:
        sys.stdout.write("too many pixels")
        return
    jpeg = BytesIO()
    options = {"icc_profile": profile} if (profile := image.info.get("icc_profile")) else {}
    image.convert("RGB").save(jpeg, "JPEG", quality=QUALITY, **options)
    sys.stdout.buffer.write(jpeg.getvalue())


if __name__ == "__main__":
    main(int(sys.argv[1]))
