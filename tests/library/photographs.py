"""Pictures with metadata of who took them, when and where, and a check that it is gone."""

import io

from PIL import ExifTags, Image, ImageCms, PngImagePlugin

SECRETS = [b"54 deg North", b"Kendal", b"Nikon", b"GPS", b"Exif\0\0", b"x:xmpmeta", b"a note"]
XMP = b'<x:xmpmeta xmlns:x="adobe:ns:meta/"><g place="Kendal, 54 deg North"/></x:xmpmeta>'
SRGB = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()


def exif(orientation=1):
    """Return the metadata a phone writes into a photograph: make, place and orientation."""
    tags = Image.Exif()
    tags[ExifTags.Base.Make] = "Nikon of Kendal"
    tags[ExifTags.Base.Orientation] = orientation
    tags[ExifTags.IFD.GPSInfo] = {
        ExifTags.GPS.GPSLatitudeRef: "N",
        ExifTags.GPS.GPSLatitude: (54.0, 19.0, 40.0),
        ExifTags.GPS.GPSAreaInformation: "GPS: 54 deg North",
    }
    return tags


def photograph(kind, size=(60, 40), orientation=1, **options):
    """Return a picture, red on the left and blue on the right, with all possible metadata."""
    image = Image.new("RGB", size, "red")
    image.paste("blue", (size[0] // 2, 0, *size))
    options = {"icc_profile": SRGB, "exif": exif(orientation), **options}
    if kind == "PNG":
        options["pnginfo"] = PngImagePlugin.PngInfo()
        options["pnginfo"].add_text("Comment", "a note from Kendal")
        options["pnginfo"].add_text("Place", "54 deg North", zip=True)
        options["pnginfo"].add_itxt("XML:com.adobe.xmp", XMP.decode())
    else:
        options |= {"xmp": XMP, "comment": b"a note from Kendal"}
    return encoded(image, kind, **options)


def encoded(image, kind, **options):
    output = io.BytesIO()
    image.save(output, kind, **options)
    return output.getvalue()


def assert_clean(content):
    """Fail if the picture in ``content`` contains more than a browser needs to show it."""
    with Image.open(io.BytesIO(content)) as image:
        image.load()
        assert dict(image.getexif()) == {}
        assert image.getexif().get_ifd(ExifTags.IFD.GPSInfo) == {}
        assert image.getxmp() == {}
        assert image.info.get("icc_profile", SRGB) == SRGB
        assert set(image.info) <= {
            *("background", "bits", "chroma", "duration", "icc_profile", "jfif", "jfif_density"),
            *("jfif_unit", "jfif_version", "loop", "progression", "progressive", "subsampling"),
            *("timestamp", "version", "extension", "transparency", "bbox", "blend", "disposal"),
            "default_image",
        }
    assert [secret for secret in SECRETS if secret in content] == []
