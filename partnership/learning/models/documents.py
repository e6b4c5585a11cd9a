"""The files of a resource."""

from django.db import models
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel
from wagtail.models import Orderable

from partnership.library.models import PartnershipDocument


class ResourceDocument(Orderable):
    """A file of a resource."""

    page = ParentalKey("learning.ResourcePage", on_delete=models.CASCADE, related_name="documents")
    document = models.ForeignKey(
        PartnershipDocument,
        on_delete=models.PROTECT,  # deleting the file must not remove a report from its page
        related_name="+",
        help_text="A file from the library.",
    )

    panels = [FieldPanel("document")]
