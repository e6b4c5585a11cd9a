"""The lists of resources: the newest first, and rows for filters."""

from django.db.models import Prefetch

from partnership.directory.models import Area, Audience
from partnership.ground.privacy import is_in_private_collection
from partnership.pages.models.base import names_of
from partnership.pages.queryset import ListedQuerySet

from .documents import ResourceDocument
from .kinds import Topic


class ResourceQuerySet(ListedQuerySet):
    def latest(self):
        """Public resources, newest first, with kind and ``area_names``, for a list: 1 query."""
        return (
            self.listed()
            .select_related("kind")
            .defer("body")
            .annotate(area_names=names_of(Area, "resourcepage"))
            .order_by("-date", "-pk")
        )

    def with_names(self):
        """With ``topic_names``, ``area_names`` and ``audience_names``: no extra query."""
        return self.annotate(
            topic_names=names_of(Topic, "resourcepage"),
            area_names=names_of(Area, "resourcepage"),
            audience_names=names_of(Audience, "resourcepage"),
        )

    def with_open_documents(self):
        """With ``open_documents``, the rows whose files everyone may read: 1 query more."""
        rows = ResourceDocument.objects.filter(document__is_published=True).exclude(
            is_in_private_collection("document__collection__path")
        )
        return self.prefetch_related(
            Prefetch("documents", rows.select_related("document"), to_attr="open_documents")
        )

    def for_filters(self):
        """The names that public resources are filtered by, newest first: rows, in 1 query."""
        return (
            self.listed()
            .with_names()
            .order_by("-date", "-pk")
            .values_list(
                "pk",
                "date",
                "kind__name",
                "topic_names",
                "area_names",
                "audience_names",
                named=True,
            )
        )
