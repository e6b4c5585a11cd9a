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
        on_delete=models.PROTECT,  # or a report would go from its page with the file
        related_name="+",
        help_text="A file of the library.",
    )

    panels = [FieldPanel("document")]
