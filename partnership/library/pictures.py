"""What is kept of an uploaded picture: its pixels and colours, not who took it, when and where.

Photographs of children and schools carry the place where they were taken. So whatever way a
picture comes in, it is checked before it is decoded, and then written anew.
"""

from io import BytesIO
from pathlib import PurePath

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.template.defaultfilters import filesizeformat
from PIL import Image, ImageOps, ImageSequence, UnidentifiedImageError
from PIL.JpegImagePlugin import get_sampling
from wagtail.images.models import WagtailImageField, WagtailImageFieldFile

MOST_FRAMES = 300  # of an animation
KEPT = ("icc_profile", "loop", "transparency")


class CleanPicture(SimpleUploadedFile):
    """A picture that was checked and written anew."""


class PictureFile(WagtailImageFieldFile):
    """The file of a picture; every way of saving one goes through here."""

    def save(self, name, content, save=True):
        super().save(name, clean_picture(content, name), save)


class PictureField(WagtailImageField):
    """A file that is a clean picture, however it was given."""

    attr_class = PictureFile


def clean_picture(file, name):
    """Return the picture in ``file``, called ``name``, as a ``CleanPicture``.

    It stands upright, with its colour profile and frames but without any other metadata. Raises
    ``ValidationError``, a sentence for an editor, when it is no picture that the library takes.
    """
    if isinstance(file, CleanPicture):
        return file
    kind = _kind(name)
    _refuse_large(file)
    try:
        image = Image.open(file, formats=["GIF", "JPEG", "PNG", "WEBP"])
        _refuse_others(image, kind, name)
        return CleanPicture(PurePath(name).name, _written_anew(image, kind), Image.MIME[kind])
    except ValidationError:
        raise
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise _too_many_pixels() from error
    except UnidentifiedImageError as error:
        raise ValidationError(
            "This file is not a picture, whatever its name says. Choose a GIF, JPG, PNG or WebP."
        ) from error
    except Exception as error:  # Pillow stumbles over damaged files in every way there is
        raise ValidationError(
            "This picture is damaged: part of it is missing or wrong. Copy or export it once more."
        ) from error


def _kind(name):
    """Return the kind of picture that ``name`` promises, as Pillow calls it."""
    suffix = PurePath(name).suffix.lower()
    if suffix[1:] not in settings.WAGTAILIMAGES_EXTENSIONS:
        raise ValidationError(
            f"Pictures whose names end in {suffix or 'nothing'} are not taken. Choose a GIF, JPG, "
            "PNG or WebP."
        )
    return Image.registered_extensions()[suffix]


def _refuse_large(file):
    if file.size > settings.WAGTAILIMAGES_MAX_UPLOAD_SIZE:
        raise ValidationError(
            f"This picture is too large: {filesizeformat(file.size)}. Choose one of at most "
            f"{filesizeformat(settings.WAGTAILIMAGES_MAX_UPLOAD_SIZE)}."
        )


def _refuse_others(image, kind, name):
    """Refuse what an opened, not yet decoded picture should not be."""
    if _kind_of(image) != kind:
        raise ValidationError(
            f"This picture is a {_kind_of(image)}, but its name ends in {PurePath(name).suffix}. "
            "Export it once more as a JPG or PNG."
        )
    frames = _frames(image)
    if frames > MOST_FRAMES:
        raise ValidationError(
            f"This picture moves for too long: it has {frames:,} frames. Choose one of at most "
            f"{MOST_FRAMES}."
        )
    if image.width * image.height * frames > settings.WAGTAILIMAGES_MAX_IMAGE_PIXELS:
        raise _too_many_pixels()


def _too_many_pixels():
    million = settings.WAGTAILIMAGES_MAX_IMAGE_PIXELS // 1_000_000
    return ValidationError(
        f"This picture has too many pixels. Make it smaller, at most {million} million in all "
        "frames together, and upload it again."
    )


def _kind_of(image):
    # Phones put two views of one photograph into a JPEG; only the first is shown and kept.
    return "JPEG" if image.format == "MPO" else image.format


def _frames(image):
    return 1 if _kind_of(image) == "JPEG" else getattr(image, "n_frames", 1)


def _written_anew(image, kind):
    """Return the bytes of ``image`` decoded and encoded again, as good as it was."""
    options = {key: image.info[key] for key in KEPT if key in image.info}
    options |= {"comment": b""}  # or Pillow would take the old one over
    match kind:
        case "JPEG":
            options |= {"qtables": image.quantization, "subsampling": get_sampling(image)}
        case "WEBP":
            options |= {"quality": 95}
    if _frames(image) > 1:
        options |= {"save_all": True, "duration": _durations(image)}
    else:
        image = ImageOps.exif_transpose(image)
    output = BytesIO()
    image.save(output, kind, **options)
    return output.getvalue()


def _durations(image):
    """How long each frame is shown, in milliseconds; decodes them all."""
    durations = []
    for frame in ImageSequence.Iterator(image):
        frame.load()
        durations.append(frame.info.get("duration", 0))
    return durations
