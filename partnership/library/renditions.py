"""The resized pictures of a page, fetched with the page: no query of their own.

Otherwise Wagtail asks the cache for them, which lasts for one request, and then the database.
"""

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef
from django.db.models.functions import JSONObject

from .models import PartnershipRendition

FIELDS = ("id", "file", "filter_spec", "focal_point_key", "width", "height")


def with_renditions(rows, field):
    """Fetch with ``rows`` the picture in their ``field``, and all its resized pictures."""
    renditions = PartnershipRendition.objects.filter(image=OuterRef(field)).order_by()
    found = ArraySubquery(renditions.values(row=JSONObject(**{name: name for name in FIELDS})))
    return rows.select_related(field).annotate(**{f"{field}_renditions": found})


def remember_renditions(row, field):
    """Let Wagtail find what ``with_renditions`` fetched, if it did, when it shows the picture."""
    image, found = getattr(row, field), getattr(row, f"{field}_renditions", None)
    if image and found is not None:
        image.prefetched_renditions = [PartnershipRendition(image=image, **each) for each in found]
