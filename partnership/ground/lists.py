"""Short lists of names that editors keep themselves, such as areas, audiences and kinds."""

from django.db import models
from wagtail.admin.panels import FieldPanel


class NamedData(models.Model):
    """A short list that editors keep themselves: areas, audiences, kinds."""

    name = models.CharField(
        max_length=120, unique=True, help_text="The name shown to visitors and editors in lists."
    )
    sort_order = models.PositiveSmallIntegerField(
        "position in lists", default=100, help_text="Lower numbers come first."
    )

    panels = [FieldPanel("name"), FieldPanel("sort_order")]

    class Meta:
        abstract = True
        ordering = ["sort_order", "name"]

    def __str__(self):
        return self.name


def places_in_lists(*lists):
    """Return ``{name: sort order}`` for all rows of ``lists``, ``NamedData`` models: 1 query."""
    first, *others = [rows.objects.order_by().values_list("name", "sort_order") for rows in lists]
    return dict(first.union(*others))
