"""The partnership's own image and document: Wagtail's, with room for what comes later."""

from django.db import models
from wagtail.documents.models import AbstractDocument, Document
from wagtail.images.models import AbstractImage, AbstractRendition, Image


class PartnershipImage(AbstractImage):
    """A picture in the library."""

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


class PartnershipDocument(AbstractDocument):
    """A file in the library, such as the published arrangements."""

    admin_form_fields = Document.admin_form_fields

    class Meta(AbstractDocument.Meta):
        verbose_name = "document"

    @property
    def type_name(self):
        """The kind of file as people say it: 'PDF', 'DOCX'."""
        return self.file_extension.upper()
