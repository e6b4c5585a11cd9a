"""Pictures: which are accepted, what is kept of them, and their alternative text."""

import io
import re
import struct
import zlib

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import ExifTags, Image, ImageChops, ImageSequence, ImageStat
from wagtail.models import Collection, UploadedFile

from partnership.library.models import PartnershipImage
from partnership.library.pictures import MOST_FRAMES, clean_picture
from partnership.library.storage import library_storage
from partnership.pages.models import NewsPage
from tests.library.photographs import SRGB, XMP, assert_clean, encoded, exif, photograph
from tests.library.test_failed_uploads import no_room_for
from tests.signing_in import sign_in

WORDS = "Two practitioners look at a map on a table"


@pytest.fixture(autouse=True)
def folders(settings, monkeypatch, tmp_path):
    """Give the test its own folders for originals and renditions."""
    settings.MEDIA_ROOT = tmp_path / "media"
    monkeypatch.setattr(library_storage(), "location", str(tmp_path / "library"))
    return tmp_path


def animation(kind, frames=3):
    """Return an animation with a note in it."""
    images = [Image.new("RGB", (8, 8), (number * 70 % 256, 0, 99)) for number in range(frames)]
    options = {"comment": b"a note from Kendal"} if kind == "GIF" else {"exif": exif(), "xmp": XMP}
    return encoded(
        images[0], kind, save_all=True, append_images=images[1:], duration=120, loop=0, **options
    )


def png_of_size(width, height):
    """Return a small PNG that takes gigabytes to decode."""

    def chunk(name, data):
        return (
            struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))
        )

    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", header)
        + chunk(b"IDAT", zlib.compress(bytes(9999)))
        + chunk(b"IEND", b"")
    )


def keep(content, name, **values):
    values = {"title": "A meeting", "description": WORDS, **values}
    return PartnershipImage.objects.create(file=ContentFile(content, name=name), **values)


def stored(file):
    """Return the bytes in the file of a picture or a rendition."""
    with file.open("rb") as opened:
        return opened.read()


def opened(picture):
    return Image.open(io.BytesIO(stored(picture.file)))


PHOTOGRAPHS = {"JPEG": "jpg", "PNG": "png", "WEBP": "webp"}


@pytest.mark.django_db
class TestStoredPicture:
    @pytest.mark.parametrize(("kind", "ending"), PHOTOGRAPHS.items(), ids=PHOTOGRAPHS)
    def test_neither_the_original_nor_a_rendition_shows_where_it_was_taken(self, kind, ending):
        content = photograph(kind)
        with Image.open(io.BytesIO(content)) as given:
            assert given.getexif().get_ifd(ExifTags.IFD.GPSInfo)
        picture = keep(content, f"photo.{ending}")
        assert_clean(stored(picture.file))
        for made in ("original", "width-30", "fill-20x20|format-jpeg", "width-30|format-png"):
            assert_clean(stored(picture.get_rendition(made).file))
        for made in ("width-30|format-webp", "width-30|format-avif", "width-30|format-gif"):
            assert_clean(stored(picture.get_rendition(made).file))

    @pytest.mark.parametrize(("kind", "ending"), PHOTOGRAPHS.items(), ids=PHOTOGRAPHS)
    def test_a_photograph_taken_sideways_is_turned_upright(self, kind, ending):
        picture = keep(photograph(kind, orientation=6), f"photo.{ending}")
        assert (picture.width, picture.height) == (40, 60)
        with opened(picture) as image:
            top, bottom = image.convert("RGB").getpixel((20, 5)), image.getpixel((20, 55))
        assert top[0] > 200 > 60 > top[2]
        assert bottom[2] > 200 > 60 > bottom[0]

    @pytest.mark.parametrize(("kind", "ending"), PHOTOGRAPHS.items(), ids=PHOTOGRAPHS)
    def test_its_colour_profile_is_kept(self, kind, ending):
        with opened(keep(photograph(kind), f"photo.{ending}")) as image:
            assert image.info["icc_profile"] == SRGB

    @pytest.mark.parametrize("quality", [60, 92])
    def test_a_jpeg_loses_nothing_visible(self, quality):
        noise = Image.effect_noise((256, 256), 60).convert("RGB")
        before = encoded(noise, "JPEG", quality=quality, subsampling=0, exif=exif())
        after = clean_picture(ContentFile(before), "photo.jpg").read()
        assert 0.8 < len(after) / len(before) < 1.2
        with Image.open(io.BytesIO(before)) as old, Image.open(io.BytesIO(after)) as new:
            assert old.quantization == new.quantization
            [difference] = ImageStat.Stat(ImageChops.difference(old, new).convert("L")).mean
            assert difference < 1  # of 255 shades

    @pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGBA"])
    def test_a_png_of_any_mode_keeps_its_exact_pixels(self, mode):
        image = Image.new(mode, (9, 9), 1 if mode in ("1", "L", "P") else None)
        with Image.open(clean_picture(ContentFile(encoded(image, "PNG")), "a.png")) as kept:
            assert kept.mode == mode
            assert kept.tobytes() == image.tobytes()

    def test_a_png_of_65_536_greys_becomes_one_that_can_be_resized(self):
        image = Image.new("I;16", (9, 9), 40_000)
        with Image.open(clean_picture(ContentFile(encoded(image, "PNG")), "a.png")) as kept:
            assert (kept.mode, kept.getpixel((0, 0))) == ("L", 40_000 // 256)

    def test_a_jpeg_for_print_keeps_its_colours(self):
        content = encoded(Image.new("CMYK", (9, 9), (0, 99, 200, 10)), "JPEG", exif=exif())
        picture = keep(content, "print.jpg")
        with opened(picture) as image:
            assert image.mode == "CMYK"
            assert abs(image.getpixel((4, 4))[2] - 200) < 4
        assert_clean(stored(picture.get_rendition("width-5|format-webp").file))

    @pytest.mark.parametrize("kind", ["GIF", "WEBP", "PNG"])
    def test_an_animation_keeps_its_speed(self, kind):
        kept = clean_picture(ContentFile(animation(kind)), f"moving.{kind.lower()}")
        assert_clean(kept.read())
        with Image.open(kept) as image:
            frames = [frame.copy() for frame in ImageSequence.Iterator(image)]
            assert [frame.info["duration"] for frame in frames] == [120, 120, 120]
            assert image.info["loop"] == 0
        assert len({frame.convert("RGB").tobytes() for frame in frames}) == 3

    def test_only_the_first_of_two_views_in_a_phone_photograph_is_kept(self):
        views = [Image.new("RGB", (9, 9), colour) for colour in ("red", "blue")]
        content = encoded(views[0], "MPO", save_all=True, append_images=views[1:])
        with Image.open(clean_picture(ContentFile(content), "IMG_1.JPG")) as image:
            assert (image.format, getattr(image, "n_frames", 1)) == ("JPEG", 1)

    def test_data_after_the_end_of_a_picture_is_removed(self):
        content = photograph("JPEG") + b"a note: film of a playground"
        assert_clean(clean_picture(ContentFile(content), "photo.jpg").read())

    def test_a_replaced_file_is_cleaned_too(self):
        picture = keep(photograph("PNG"), "first.png")
        picture.file = SimpleUploadedFile("second.jpg", photograph("JPEG"))
        picture.save()
        assert_clean(stored(PartnershipImage.objects.get(pk=picture.pk).file))

    def test_no_address_contains_the_uploaded_file_name(self):
        picture = keep(photograph("JPEG"), "ruby-smith-aged-7.JPG")
        assert "ruby" not in picture.file.name
        assert "ruby" not in picture.get_rendition("width-30|format-webp").url

    def test_an_original_has_no_address(self, client):
        picture = keep(photograph("JPEG"), "photo.jpg")
        served = picture.get_rendition("width-30|format-webp").url
        assert b"".join(client.get(served)).startswith(b"RIFF")
        name = picture.file.name
        for folder in ("media/", "media/images/", "media/images/../", "library/", "documents/", ""):
            assert client.get(f"/{folder}{name}").status_code in (400, 404)

    def test_a_served_picture_cannot_run_anything(self, client):
        made = keep(photograph("PNG"), "photo.png").get_rendition("width-30|format-webp")
        response = client.get(made.url)
        assert b"".join(response).startswith(b"RIFF")
        assert response["Content-Security-Policy"].startswith("default-src 'none'")
        assert response["Content-Security-Policy"].endswith("; sandbox")
        assert response["X-Content-Type-Options"] == "nosniff"
        assert response["Content-Type"] == "image/webp"


SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
NOISY_WEBP = encoded(Image.effect_noise((99, 99), 60), "WEBP")
REFUSED = {
    "an SVG": ("drawing.svg", SVG, "does not accept .svg files"),
    "an SVG with another name": ("drawing.png", SVG, "is not a picture"),
    "a page of HTML": ("page.jpg", b"<!doctype html><script>alert(1)</script>", "is not a picture"),
    "a PDF": ("report.jpg", b"%PDF-1.7\n1 0 obj", "is not a picture"),
    "a name without an ending": ("picture", photograph("PNG"), "has no ending"),
    "a PNG that says it is a JPEG": ("a.jpg", photograph("PNG"), "is a PNG, but its name ends in"),
    "a kind that is not accepted": (
        "a.png",
        encoded(Image.new("L", (9, 9)), "TIFF"),
        "not a picture",
    ),
    "half a JPEG": ("a.jpg", photograph("JPEG", (900, 900))[:9000], "is damaged"),
    "half a PNG": ("a.png", photograph("PNG")[:-60], "is damaged"),
    "half a WebP": (
        "a.webp",
        encoded(Image.effect_noise((99, 99), 60), "WEBP")[:-900],
        "is damaged",
    ),
    "half a GIF": ("a.gif", animation("GIF")[:-25], "is damaged"),
    "a bomb of 400 million pixels": ("a.png", png_of_size(20_000, 20_000), "has too many pixels"),
    "a bomb that Pillow lets pass": ("a.png", png_of_size(8_000, 8_000), "at most 50 million"),
    "a bomb of frames": ("a.gif", animation("GIF", MOST_FRAMES + 1), "has 301 frames"),
    "nothing": ("a.png", b"", "is empty"),
}


@pytest.mark.django_db
class TestRefusedPicture:
    @pytest.mark.parametrize(("name", "content", "words"), REFUSED.values(), ids=REFUSED)
    def test_shows_one_error_and_changes_nothing(self, admin_client, folders, name, content, words):
        response = admin_client.post(
            reverse("wagtailimages:add"),
            {
                "title": "A meeting",
                "description": WORDS,
                "file": SimpleUploadedFile(name, content),
            },
        )
        assert response.status_code == 200
        [sentence] = response.context["form"].errors["file"]
        assert re.search(words, sentence)
        assert not PartnershipImage.objects.filter(title="A meeting").exists()
        assert [path for path in folders.rglob("*") if path.is_file()] == []

    def test_includes_a_file_of_too_many_bytes(self, settings):
        settings.WAGTAILIMAGES_MAX_UPLOAD_SIZE = 1000
        with pytest.raises(ValidationError, match="too large: 17"):
            clean_picture(ContentFile(photograph("JPEG", (900, 900))), "a.jpg")


@pytest.fixture
def album(db):
    """Return the pictures of the test; the starter site has others."""
    return PartnershipImage.objects.filter(title="A meeting")


@pytest.fixture
def admin_client(client, db):
    """Return a client with a signed-in publisher."""
    publisher = get_user_model().objects.create_user("pam@example.org", "a long password")
    publisher.groups.add(Group.objects.get(role__starter="publisher"))
    sign_in(client, publisher)
    return client


def upload(admin_client, **values):
    return admin_client.post(
        reverse("wagtailimages:add"),
        {
            "title": "A meeting",
            "collection": Collection.get_first_root_node().pk,
            "file": SimpleUploadedFile("photo.jpg", photograph("JPEG")),
            **values,
        },
    )


class TestAlternativeText:
    def test_a_picture_with_alternative_text_is_accepted(self, admin_client, album):
        upload(admin_client, description=WORDS)
        assert album.get().default_alt_text == WORDS

    def test_a_decorative_picture_is_accepted_without(self, admin_client, album):
        upload(admin_client, is_decorative="on")
        assert album.get().get_rendition("width-30").alt == ""

    @pytest.mark.parametrize("words", ["", "   "])
    def test_a_picture_with_neither_is_refused_and_typed_text_stays(
        self, admin_client, album, words
    ):
        page = upload(admin_client, description=words, credit="Ada Example")
        assert "Say in a sentence what the picture shows" in page.content.decode()
        assert 'value="Ada Example"' in page.content.decode()
        assert not album.exists()

    def test_cannot_be_emptied_by_editing(self, admin_client, album):
        upload(admin_client, description=WORDS)
        page = admin_client.post(
            reverse("wagtailimages:edit", args=[album.get().pk]),
            {"title": "A meeting", "description": ""},
        )
        assert "Say in a sentence what the picture shows" in page.content.decode()
        assert album.get().description == WORDS

    def test_is_never_replaced_by_the_title_or_file_name(self, album):
        keep(photograph("JPEG"), "photo.jpg", description="")
        assert album.get().default_alt_text == ""
        assert 'alt=""' in album.get().get_rendition("width-30").img_tag()

    def test_is_required_of_an_upload_in_the_chooser(self, admin_client, album):
        def upload_here(**values):
            return admin_client.post(
                reverse("wagtailimages_chooser:create"),
                {
                    "image-chooser-upload-title": "A meeting",
                    "image-chooser-upload-collection": Collection.get_first_root_node().pk,
                    "image-chooser-upload-file": SimpleUploadedFile("a.png", photograph("PNG")),
                    **values,
                },
            ).json()

        answer = upload_here()
        assert "Say in a sentence what the picture shows" in answer["htmlFragment"]
        assert not album.exists()
        answer = upload_here(**{"image-chooser-upload-description": WORDS})
        assert answer["result"]["default_alt_text"] == WORDS
        assert_clean(stored(album.get().file))

    def test_is_required_of_each_of_several_uploads_which_wait_clean(
        self, admin_client, album, folders
    ):
        answer = admin_client.post(
            reverse("wagtailimages:add_multiple"),
            {"title": "photo", "files[]": SimpleUploadedFile("photo.jpg", photograph("JPEG"))},
            headers={"X-Requested-With": "XMLHttpRequest"},
        ).json()
        assert answer["success"]
        assert "Alternative text" in answer["form"]
        waiting = UploadedFile.objects.get(pk=answer["uploaded_file_id"])
        assert_clean(stored(waiting.file))

        address = reverse("wagtailimages:create_multiple_from_uploaded_image", args=[waiting.pk])
        prefix = f"uploaded-image-{waiting.pk}"
        typed = {
            f"{prefix}-title": "A meeting",
            f"{prefix}-collection": Collection.get_first_root_node().pk,
            f"{prefix}-credit": "Ada Example",
        }
        again = admin_client.post(address, typed).json()
        assert not again["success"]
        assert "Say in a sentence what the picture shows" in again["form"]
        assert 'value="Ada Example"' in again["form"]

        typed[f"{prefix}-description"] = WORDS
        assert admin_client.post(address, typed).json()["success"]
        assert (album.get().description, album.get().credit) == (WORDS, "Ada Example")
        assert_clean(stored(album.get().file))

    def test_the_same_photograph_is_recognised_however_it_is_added(self, admin_client, album):
        upload(admin_client, description=WORDS)
        [first] = album
        twin = keep(photograph("JPEG"), "other.jpg")
        assert first.file_hash == twin.get_file_hash()
        assert first.file_size == len(stored(first.file))


class TestFullDisk:
    """A real limit of the system, as a full disk: no file longer than 10 bytes is written."""

    @pytest.fixture
    def picture(self, db):
        return keep(photograph("JPEG"), "photo.jpg", title="A meeting", description=WORDS)

    def test_an_upload_shows_an_error_and_keeps_what_was_typed(self, admin_client, album, folders):
        with no_room_for(bytes_=10):
            page = upload(admin_client, description=WORDS)
        assert "The server had no room to keep this picture" in page.content.decode()
        assert WORDS in page.content.decode()
        assert not album.exists()
        assert files_in(folders) == []

    def test_a_replacement_changes_nothing(self, admin_client, picture, folders):
        before, kept = files_in(folders), stored(picture.file)
        with no_room_for(bytes_=10):
            page = admin_client.post(
                reverse("wagtailimages:edit", args=[picture.pk]),
                {
                    "title": "A better title",
                    "description": WORDS,
                    "collection": picture.collection_id,
                    "file": SimpleUploadedFile("other.png", photograph("PNG")),
                },
            )
        assert "The server had no room to keep this picture" in page.content.decode()
        assert "A better title" in page.content.decode()
        picture.refresh_from_db()
        assert stored(picture.file) == kept
        assert files_in(folders) == before

    def test_an_upload_in_the_chooser_shows_an_error(self, admin_client, album):
        with no_room_for(bytes_=10):
            answer = admin_client.post(
                reverse("wagtailimages_chooser:create"),
                {
                    "image-chooser-upload-title": "A meeting",
                    "image-chooser-upload-collection": Collection.get_first_root_node().pk,
                    "image-chooser-upload-file": SimpleUploadedFile("a.png", photograph("PNG")),
                    "image-chooser-upload-description": WORDS,
                },
            ).json()
        assert "The server had no room to keep this picture" in answer["htmlFragment"]
        assert WORDS in answer["htmlFragment"]
        assert not album.exists()

    def test_one_of_several_uploads_shows_an_error(self, admin_client):
        with no_room_for(bytes_=10):
            answer = admin_client.post(
                reverse("wagtailimages:add_multiple"),
                {"title": "photo", "files[]": SimpleUploadedFile("a.jpg", photograph("JPEG"))},
            ).json()
        assert "The server had no room to keep this picture" in answer["error_message"]
        assert not UploadedFile.objects.exists()

    def test_what_was_typed_about_one_of_several_uploads_is_kept(self, admin_client, album):
        waiting = admin_client.post(
            reverse("wagtailimages:add_multiple"),
            {"title": "photo", "files[]": SimpleUploadedFile("a.jpg", photograph("JPEG"))},
        ).json()["uploaded_file_id"]
        prefix = f"uploaded-image-{waiting}"
        typed = {
            f"{prefix}-title": "A meeting",
            f"{prefix}-collection": Collection.get_first_root_node().pk,
            f"{prefix}-description": WORDS,
        }
        address = reverse("wagtailimages:create_multiple_from_uploaded_image", args=[waiting])
        with no_room_for(bytes_=10):
            answer = admin_client.post(address, typed).json()
        assert "The server had no room to keep this picture" in answer["form"]
        assert WORDS in answer["form"]
        assert admin_client.post(address, typed).json()["success"]
        assert album.get().description == WORDS

    def test_a_page_shows_the_alternative_text_of_what_cannot_be_resized(
        self, picture, client, folders, caplog
    ):
        news = NewsPage.objects.live().first()
        news.image = picture
        news.save()
        with no_room_for(bytes_=10):
            page = client.get(news.url)
        assert page.status_code == 200
        assert WORDS in page.content.decode()
        assert "A picture could not be resized" in caplog.text
        assert files_in(folders / "media") == []
        assert "not-found" not in client.get(news.url).content.decode()


def files_in(folder):
    return sorted(path for path in folder.rglob("*") if path.is_file())
