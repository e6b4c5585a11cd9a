"""Queries for documents: who may see them, and what lists and reports show of them."""

from django.db import models
from django.db.models import ExpressionWrapper, Min, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce, TruncDate
from wagtail.documents.models import DocumentQuerySet

from partnership.ground.privacy import is_in_private_collection, is_private


class PartnershipDocumentQuerySet(DocumentQuerySet):
    """Documents, with the one rule of who may see them."""

    def with_privacy(self):
        """Annotate ``is_private``: it waits to be published, or its collection is restricted."""
        is_hidden = Q(is_published=False) | Q(is_in_private_collection("collection__path"))
        return self.annotate(is_private=ExpressionWrapper(is_hidden, models.BooleanField()))

    def public(self):
        """Documents that everyone may read."""
        return self.with_privacy().filter(is_private=False)

    def waiting(self):
        """New documents that wait for a page or a publisher, and not for a time."""
        return self.filter(is_published=False, publish_at=None)

    def update_superseded(self):
        """Set ``superseded_on`` of these documents: 1 query.

        It is the day from which the document that supersedes it is in effect, or the day that one
        was added. A sample, and one that is not published yet, supersede nothing.
        """
        counting = {"is_sample": False, "is_published": True}
        later = self.model.objects.filter(supersedes=OuterRef("pk"), **counting).order_by()
        days = later.annotate(day=Coalesce("effective_from", TruncDate("created_at")))
        return self.update(
            superseded_on=Subquery(days.values("supersedes").values_list(Min("day")))
        )

    def for_lists(self):
        """Documents with everything a list shows: 2 queries."""
        return (
            self.with_privacy()
            .annotate(web_is_private=is_private("web_version__path"))
            .select_related("web_version")
            .prefetch_related("versions")
        )

    def with_faults(self):
        """Documents whose current file has problems that the automatic checks found."""
        return self.exclude(faults=[])
