"""Kinds of pictures that are turned into another, refused kinds, and titles from file names."""

import io
import re

import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image
from pillow_heif import from_pillow
from wagtail.models import Collection

from partnership.library.models import PartnershipImage
from partnership.library.pictures import clean_picture
from partnership.library.storage import library_storage
from partnership.starter.fields import attach
from partnership.starter.values import Text
from tests.library.photographs import SRGB, assert_clean, encoded, exif, photograph
from tests.library.test_images import WORDS, animation, opened, stored, upload


@pytest.fixture(autouse=True)
def folders(settings, monkeypatch, tmp_path):
    """Give the test its own folders for originals and renditions."""
    settings.MEDIA_ROOT = tmp_path / "media"
    monkeypatch.setattr(library_storage(), "location", str(tmp_path / "library"))


@pytest.fixture
def album(db):
    """Return the pictures of the test; the starter site has others."""
    return PartnershipImage.objects.filter(title="A meeting")


def moving(kind, name):
    return SimpleUploadedFile(name, animation(kind))


def from_a_telephone(name):
    """A HEIC photograph, red on the left and blue on the right, with all possible metadata."""
    image = Image.new("RGB", (60, 40), "red")
    image.paste("blue", (30, 0, 60, 40))
    image.info["icc_profile"] = SRGB
    content = io.BytesIO()
    from_pillow(image).save(content, exif=exif(), quality=90)
    return SimpleUploadedFile(name, content.getvalue())


CONVERTED = {
    "an animated PNG": (moving("PNG", "moving.png"), "WEBP"),
    "HEIC": (from_a_telephone("IMG_1.HEIC"), "JPEG"),
    "HEIC called JPG": (from_a_telephone("IMG_1.JPG"), "JPEG"),
    "HEIC called PNG": (from_a_telephone("IMG_1.png"), "JPEG"),
    "JPG called HEIC": (SimpleUploadedFile("IMG_1.heic", photograph("JPEG")), "JPEG"),
}
TECHNICAL = re.compile(r"[Ee]xtension|valid image|supported|corrupted|File type")


@pytest.mark.parametrize(("file", "kind"), CONVERTED.values(), ids=CONVERTED)
class TestConvertedPicture:
    """A kind that browsers or Wagtail do not know is taken, at every place of upload."""

    @pytest.fixture(autouse=True)
    def from_the_start(self, file):
        file.seek(0)

    def assert_taken(self, album, kind):
        picture = album.get()
        with opened(picture) as image:
            assert image.format == kind
        assert_clean(stored(picture.file))
        assert stored(picture.get_rendition("width-30|format-webp").file).startswith(b"RIFF")

    def test_at_add_an_image(self, admin_client, album, file, kind):
        response = upload(admin_client, file=file, description=WORDS)
        assert response.status_code == 302
        self.assert_taken(album, kind)

    def test_in_the_chooser(self, admin_client, album, file, kind):
        answer = admin_client.post(
            reverse("wagtailimages_chooser:create"),
            {
                "image-chooser-upload-title": "A meeting",
                "image-chooser-upload-collection": Collection.get_first_root_node().pk,
                "image-chooser-upload-file": file,
                "image-chooser-upload-description": WORDS,
            },
        ).json()
        assert answer["step"] == "chosen"
        self.assert_taken(album, kind)

    def test_at_add_several(self, admin_client, album, file, kind):
        answer = admin_client.post(reverse("wagtailimages:add_multiple"), {"files[]": file}).json()
        assert answer["success"]
        waiting = answer["uploaded_file_id"]
        prefix = f"uploaded-image-{waiting}"
        typed = {
            f"{prefix}-title": "A meeting",
            f"{prefix}-collection": Collection.get_first_root_node().pk,
            f"{prefix}-description": WORDS,
        }
        address = reverse("wagtailimages:create_multiple_from_uploaded_image", args=[waiting])
        assert admin_client.post(address, typed).json()["success"]
        self.assert_taken(album, kind)

    def test_from_content_files(self, album, tmp_path, file, kind):
        (tmp_path / "images").mkdir()
        (tmp_path / "images" / file.name).write_bytes(file.read())
        picture = PartnershipImage(title="A meeting", description=WORDS)
        attach(picture, Text(file.name, None), PartnershipImage._meta.get_field("file"), tmp_path)
        picture.save()
        self.assert_taken(album, kind)


class TestPictureOfATelephone:
    def test_keeps_its_colours(self):
        with Image.open(clean_picture(from_a_telephone("a.heic"), "a.heic")) as kept:
            assert kept.size == (60, 40)
            assert kept.info["icc_profile"] == SRGB
            left, right = kept.getpixel((5, 20)), kept.getpixel((55, 20))
        assert left[0] > 200 > 60 > left[2]
        assert right[2] > 200 > 60 > right[0]

    def test_with_too_many_pixels_is_refused(self, settings):
        settings.WAGTAILIMAGES_MAX_IMAGE_PIXELS = 1000
        with pytest.raises(ValidationError, match="too many pixels"):
            clean_picture(from_a_telephone("a.heic"), "a.heic")

    @pytest.mark.parametrize("name", ["a.heic", "a.jpg"])
    def test_that_cannot_be_read_is_refused_with_what_to_do(self, name):
        damaged = ContentFile(from_a_telephone(name).read()[:300])
        with pytest.raises(ValidationError, match="export it as a JPG"):
            clean_picture(damaged, name)


OTHERS = {
    "picture.bmp": encoded(Image.new("L", (9, 9)), "BMP"),
    "picture.avif": encoded(Image.new("L", (9, 9)), "AVIF"),
    "picture.tiff": encoded(Image.new("L", (9, 9)), "TIFF"),
    "report.pdf": b"%PDF-1.7",
    "picture.jpg": b"not a picture",
    "picture.heic": b"not a picture",
    "picture": b"not a picture",
}


@pytest.mark.parametrize("name", OTHERS)
def test_another_kind_is_refused_in_plain_words_at_every_place(admin_client, album, name):
    def file():
        return SimpleUploadedFile(name, OTHERS[name])

    added = upload(admin_client, file=file(), description=WORDS)
    several = admin_client.post(reverse("wagtailimages:add_multiple"), {"files[]": file()}).json()
    chosen = admin_client.post(
        reverse("wagtailimages_chooser:create"),
        {"image-chooser-upload-title": "A meeting", "image-chooser-upload-file": file()},
    ).json()
    for words in (
        " ".join(added.context["form"].errors["file"]),
        several["error_message"],
        chosen["htmlFragment"],
    ):
        assert "Choose a GIF, JPG, PNG, WebP or HEIC." in words
    assert not TECHNICAL.search(several["error_message"])
    assert not album.exists()


def test_the_title_of_one_of_several_pictures_has_no_ending(admin_client):
    for title in ({}, {"title": "The meeting.jpg"}, {"title": "The meeting"}):
        file = SimpleUploadedFile("The meeting.jpg", photograph("JPEG"))
        data = {"files[]": file, **title}
        answer = admin_client.post(reverse("wagtailimages:add_multiple"), data).json()
        assert 'value="The meeting"' in answer["form"]


def test_the_title_of_a_picture_that_is_its_file_name_loses_the_ending(admin_client):
    upload(admin_client, title="photo.jpg", description=WORDS)
    assert PartnershipImage.objects.filter(title="photo").exists()
