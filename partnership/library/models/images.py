"""Pictures: Wagtail's image model with cleaning and alternative text."""

import logging
import secrets
from contextlib import contextmanager
from pathlib import PurePath

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models.signals import pre_save
from django.dispatch import receiver
from wagtail.images.models import (
    AbstractImage,
    AbstractRendition,
    SourceImageIOError,
    get_upload_to,
)
from wagtail.models import Collection, UploadedFile
from wagtail.search import index

from partnership.ground.collections import website_collection_id
from partnership.ground.partnerships import Belonging
from partnership.library.pictures import PictureField, clean_picture
from partnership.library.storage import library_storage

logger = logging.getLogger(__name__)
UNDESCRIBED = (
    "Say in a sentence what the picture shows, or tick ‘Decorative’ if readers would miss nothing "
    "without it."
)


class PartnershipImage(Belonging, AbstractImage):
    """A picture in the library, without metadata and with text for people who cannot see it."""

    collection = models.ForeignKey(
        Collection, models.CASCADE, related_name="+", default=website_collection_id
    )
    file = PictureField(
        storage=library_storage,
        upload_to=get_upload_to,
        width_field="width",
        height_field="height",
    )
    description = models.CharField(
        "alternative text",
        max_length=255,
        blank=True,
        default="",
        help_text="Describe the picture in a sentence, such as ‘Two practitioners look at a map on "
        "a table’. Screen readers read this out to people who cannot see the picture. Never name "
        "a child.",
    )
    # Not ‘decorative’: Wagtail has an attribute of that name for one use of the picture.
    is_decorative = models.BooleanField(
        "decorative",
        default=False,
        help_text="Tick if readers would miss nothing without the picture, such as a pattern. It "
        "needs no alternative text and is not read out.",
    )
    credit = models.CharField(
        max_length=200,
        blank=True,
        help_text="Who took or owns the picture, if they ask to be named.",
    )

    admin_form_fields = (
        "title",
        "file",
        "description",
        "is_decorative",
        "credit",
        "site",
        "collection",
        "tags",
        "focal_point_x",
        "focal_point_y",
        "focal_point_width",
        "focal_point_height",
    )

    search_fields = [*AbstractImage.search_fields, index.FilterField("site_id")]

    class Meta(AbstractImage.Meta):
        verbose_name = "image"

    def clean(self):
        super().clean()
        if not self.is_described:
            raise ValidationError({"description": UNDESCRIBED})

    @property
    def is_described(self):
        """Whether it has alternative text or needs none."""
        return self.is_decorative or bool(self.description.strip())

    @property
    def default_alt_text(self):
        """The alternative text where a page gives no other; never the title or a file name."""
        return "" if self.is_decorative else self.description

    def create_rendition(self, filter):
        with _shown_as_missing():
            return super().create_rendition(filter)

    def create_renditions(self, *filters):
        with _shown_as_missing():
            return super().create_renditions(*filters)

    def get_upload_to(self, filename):
        """Return a random file name: the name of an upload may name a child and is in every URL."""
        return f"original_images/{secrets.token_hex(8)}{PurePath(filename).suffix.lower()}"


@contextmanager
def _shown_as_missing():
    """On a full disk, let a page show the alternative text, as for a picture without its file."""
    try:
        yield
    except SourceImageIOError:
        raise
    except OSError as error:
        logger.exception("A picture could not be resized")
        raise SourceImageIOError(str(error)) from error


class PartnershipRendition(AbstractRendition):
    """A picture resized for one place."""

    image = models.ForeignKey(PartnershipImage, on_delete=models.CASCADE, related_name="renditions")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["image", "filter_spec", "focal_point_key"], name="one_rendition_a_filter"
            )
        ]
        indexes = [models.Index(fields=["file"], name="rendition_by_address")]


@receiver(pre_save, sender=UploadedFile)
def clean_unfinished_upload(instance, **kwargs):
    """Clean the picture that Wagtail stores until an editor has described it."""
    is_picture = instance.for_content_type.model_class() is PartnershipImage
    if is_picture and not instance.file._committed:
        instance.file = clean_picture(instance.file.file, instance.file.name)
