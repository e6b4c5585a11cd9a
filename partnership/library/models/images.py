"""Pictures: Wagtail's image with what a safeguarding partnership needs of it."""

from django.db import models
from wagtail.images.models import (
    AbstractImage,
    AbstractRendition,
    Image,
    WagtailImageField,
    get_upload_to,
)

from partnership.library.storage import library_storage


class PartnershipImage(AbstractImage):
    """A picture in the library."""

    file = WagtailImageField(
        storage=library_storage,
        upload_to=get_upload_to,
        width_field="width",
        height_field="height",
    )

    credit = models.CharField(
        max_length=200,
        blank=True,
        help_text="Who took or owns the picture, if they ask to be named.",
    )

    admin_form_fields = (*Image.admin_form_fields, "credit")

    class Meta(AbstractImage.Meta):
        verbose_name = "image"


class PartnershipRendition(AbstractRendition):
    """A picture cut to one size for one place."""

    image = models.ForeignKey(PartnershipImage, on_delete=models.CASCADE, related_name="renditions")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["image", "filter_spec", "focal_point_key"], name="one_rendition_a_filter"
            )
        ]
