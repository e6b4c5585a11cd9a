"""Keeps the pixels and colours of an uploaded picture, not who took it, when and where.

Photographs of children and schools contain the place where they were taken. So however a picture
is added, it is checked before it is decoded, and then encoded again.
"""

from io import BytesIO
from pathlib import PurePath
from shutil import copyfileobj
from tempfile import TemporaryFile

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.template.defaultfilters import filesizeformat
from PIL import Image, ImageOps, ImageSequence, UnidentifiedImageError
from PIL.JpegImagePlugin import get_sampling
from wagtail.images.models import WagtailImageField, WagtailImageFieldFile

from .limiting import PROGRAMS, run_limited

CHOOSE = "Choose a GIF, JPG, PNG, WebP or HEIC."
CONVERTER = PROGRAMS / "convert_picture.py"
# As telephones keep photographs, and browsers do not show them. Often the name is another.
HEIC_ENDINGS = (".heic", ".heif")
HEIC_BRANDS = (b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1")
PROCESSOR_TIME = 20  # seconds, for a photograph of 48 megapixels
MEMORY = 2**30  # bytes
MOST_FRAMES = 300  # of an animation
ENDINGS = {"JPEG": ".jpg", "WEBP": ".webp"}  # of pictures that become of another kind
END_OF_JPEG = b"\xff\xd9"
KEPT_INFO = ("icc_profile", "loop", "transparency")


class CleanPicture(SimpleUploadedFile):
    """A picture that has been checked and encoded again."""


class PictureFile(WagtailImageFieldFile):
    """The file of a picture, cleaned whenever it is saved."""

    def save(self, name, content, save=True):
        super().save(name, clean_picture(content, name), save)


class PictureField(WagtailImageField):
    """A picture field that stores only clean pictures."""

    attr_class = PictureFile


def clean_picture(file, name):
    """Return the picture in ``file``, called ``name``, as a ``CleanPicture``.

    It is upright and keeps its colour profile and frames, but no other metadata. Raises
    ``ValidationError``, with a message for the editor, when the library does not accept it.
    """
    if isinstance(file, CleanPicture):
        return file
    kind = _kind(name)
    _refuse_large(file)
    if _is_heic(file):
        file, kind = _converted(file), "JPEG"
    try:
        image = Image.open(file, formats=["GIF", "JPEG", "PNG", "WEBP"])
        _refuse_unsuitable(image, kind, name)
        if kind == "PNG" and _frames(image) > 1:
            kind = "WEBP"  # Wagtail does not know a PNG that moves
        return CleanPicture(_named(name, kind), _encode_again(image, kind), Image.MIME[kind])
    except ValidationError:
        raise
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise _too_many_pixels() from error
    except UnidentifiedImageError as error:
        raise ValidationError(
            f"This file is not a picture, although its name says so. {CHOOSE}"
        ) from error
    except Exception as error:  # Pillow raises many kinds of error for damaged files
        raise ValidationError(
            "This picture is damaged: part of it is missing or wrong. Copy or export it again."
        ) from error


def _kind(name):
    """Return the kind of picture that ``name`` says it is, as Pillow calls it."""
    suffix = PurePath(name).suffix.lower()
    if suffix[1:] not in settings.WAGTAILIMAGES_EXTENSIONS:
        problem = "The name of this file has no ending, such as .jpg."
        if suffix:
            problem = f"The website does not accept {suffix} files as pictures."
        raise ValidationError(f"{problem} {CHOOSE}")
    return "JPEG" if suffix in HEIC_ENDINGS else Image.registered_extensions()[suffix]


def _named(name, kind):
    """Return ``name``, with another ending if the picture has become of another ``kind``."""
    path = PurePath(name)
    is_of_kind = path.suffix.lower() not in HEIC_ENDINGS and _kind(name) == kind
    return path.name if is_of_kind else path.with_suffix(ENDINGS[kind]).name


def _is_heic(file):
    file.seek(0)
    start = file.read(12)
    file.seek(0)
    return start[4:8] == b"ftyp" and start[8:] in HEIC_BRANDS


def _converted(file):
    """Return the photograph of a telephone as a JPEG; a process of its own decodes it."""
    file.seek(0)
    with TemporaryFile() as copy:
        copyfileobj(file, copy)
        copy.seek(0)
        jpeg = run_limited(
            CONVERTER,
            str(settings.WAGTAILIMAGES_MAX_IMAGE_PIXELS),
            file=copy,
            seconds=PROCESSOR_TIME,
            memory=MEMORY,
            max_output=4 * settings.WAGTAILIMAGES_MAX_UPLOAD_SIZE,
        )
    file.seek(0)
    if jpeg.startswith(b"too many pixels"):
        raise _too_many_pixels()
    if not jpeg.endswith(END_OF_JPEG):
        raise ValidationError(
            "The website could not read this HEIC picture. Open it on the telephone or computer "
            "it is from, export it as a JPG, then upload that."
        )
    return BytesIO(jpeg)


def _refuse_large(file):
    if file.size > settings.WAGTAILIMAGES_MAX_UPLOAD_SIZE:
        raise ValidationError(
            f"This picture is too large: {filesizeformat(file.size)}. Choose one of at most "
            f"{filesizeformat(settings.WAGTAILIMAGES_MAX_UPLOAD_SIZE)}."
        )


def _refuse_unsuitable(image, kind, name):
    """Refuse a picture that is opened but not yet decoded, for its kind or its size."""
    if _kind_of(image) != kind:
        raise ValidationError(
            f"This picture is a {_kind_of(image)}, but its name ends in {PurePath(name).suffix}. "
            "Export it again as a JPG or PNG."
        )
    frames = _frames(image)
    if frames > MOST_FRAMES:
        raise ValidationError(
            f"This animation is too long: it has {frames:,} frames. Choose one with at most "
            f"{MOST_FRAMES}."
        )
    if image.width * image.height * frames > settings.WAGTAILIMAGES_MAX_IMAGE_PIXELS:
        raise _too_many_pixels()


def _too_many_pixels():
    million = settings.WAGTAILIMAGES_MAX_IMAGE_PIXELS // 1_000_000
    return ValidationError(
        f"This picture has too many pixels. Make it smaller, at most {million} million pixels in "
        "all its frames together, and upload it again."
    )


def _kind_of(image):
    # Phones put two views of a photograph into one JPEG; only the first is kept.
    return "JPEG" if image.format == "MPO" else image.format


def _frames(image):
    return 1 if _kind_of(image) == "JPEG" else getattr(image, "n_frames", 1)


def _encode_again(image, kind):
    """Return the bytes of ``image``, decoded and encoded again at the same quality."""
    options = {key: image.info[key] for key in KEPT_INFO if key in image.info}
    options |= {"comment": b""}  # or Pillow would keep the old one
    match kind:
        case "JPEG":
            options |= {"qtables": image.quantization, "subsampling": get_sampling(image)}
        case "WEBP":
            options |= {"quality": 95, "lossless": image.format == "PNG"}
    if _frames(image) > 1:
        options |= {"save_all": True, "duration": _durations(image)}
    else:
        image = ImageOps.exif_transpose(image)
    if image.mode.startswith("I"):  # 16 bits for each grey, which becomes no JPEG or WebP
        image = image.convert("I").point(lambda grey: grey * (1 / 256)).convert("L")
    output = BytesIO()
    image.save(output, kind, **options)
    return output.getvalue()


def _durations(image):
    """Return how long each frame is shown, in milliseconds; decodes them all."""
    durations = []
    for frame in ImageSequence.Iterator(image):
        frame.load()
        durations.append(frame.info.get("duration", 0))
    return durations
