"""Wagtail's reports that would name records of other partnerships, without them."""

from django.contrib.contenttypes.models import ContentType
from django.db.models import CharField, Q
from django.db.models.functions import Cast
from wagtail.admin.views.reports.audit_logging import LogEntriesView
from wagtail.admin.views.reports.locked_pages import LockedPagesView
from wagtail.admin.views.reports.page_types_usage import (
    PageTypesUsageReportFilterSet,
    PageTypesUsageReportView,
)
from wagtail.contrib.redirects.views import IndexView as RedirectsView
from wagtail.models import ModelLogEntry, PageLogEntry

from partnership.accounts.trail.deleted_pages import not_deleted_elsewhere
from partnership.ground.partnerships import (
    belonging_models,
    not_elsewhere,
    of_site_at_work,
    site_at_work,
)
from partnership.pages.queryset import with_status


class OwnLogEntriesView(LogEntriesView):
    """The history of the website; Wagtail asks our rules about pages that there are."""

    def filter_queryset(self, queryset):
        if queryset.model is ModelLogEntry:
            queryset = queryset.exclude(_of_other_partnerships())
        elif queryset.model is PageLogEntry:
            queryset = queryset.filter(not_deleted_elsewhere())
        return super().filter_queryset(queryset)


def _of_other_partnerships():
    """Return the condition for log entries about records that belong to another partnership."""
    theirs = Q(pk=None)
    for model in belonging_models():
        keys = model.objects.exclude(of_site_at_work() or Q(pk__isnull=False))
        as_text = keys.annotate(key=Cast("pk", CharField())).order_by().values("key")
        content_type = ContentType.objects.get_for_model(model)
        theirs |= Q(content_type=content_type, object_id__in=as_text)
    return theirs


class OwnLockedPagesReport(LockedPagesView):
    """The locked pages, of the partnership that one works on; Wagtail adds all of one's own."""

    def get_queryset(self):
        pages = super().get_queryset().filter(not_elsewhere()).prefetch_related("locked_by")
        return with_status(pages).annotate_site_root_state()


class OwnPageTypesFilterSet(PageTypesUsageReportFilterSet):
    """Begins with the partnership that one works on."""

    def __init__(self, data=None, *args, **kwargs):
        site = site_at_work()
        own = {"site": site.root_page.path} if site else {}
        super().__init__({**own, **(data.dict() if data else {})}, *args, **kwargs)


class OwnPageTypesReport(PageTypesUsageReportView):
    filterset_class = OwnPageTypesFilterSet


class OwnRedirectsView(RedirectsView):
    """The redirects of the partnership that one works on, and those of every website."""

    def get_base_queryset(self):
        return super().get_base_queryset().filter(of_site_at_work())
