"""Whose page it was that was deleted, which its entries in the trail outlive."""

from django.db.models import Q
from wagtail.models import PageLogEntry

from partnership.ground.partnerships import site_above, site_at_work


def note_site(instance, **kwargs):
    """Signal: an entry about a page is about to be saved; if the page is deleted, note its site."""
    if instance.deleted and (site := site_above(instance.page.path)):
        instance.data["site"] = site.pk


def not_deleted_elsewhere():
    """Return the condition for entries but those about deleted pages of other partnerships."""
    site = site_at_work()
    deleted = PageLogEntry.objects.filter(deleted=True, data__has_key="site")
    return ~Q(page_id__in=deleted.exclude(data__site=site.pk).values("page_id")) if site else Q()
