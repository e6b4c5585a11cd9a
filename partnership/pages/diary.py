"""Pages that are published or expire by themselves."""

from wagtail.models import Page, Revision

from partnership.ground.diary import DiaryEntry
from partnership.ground.partnerships import not_elsewhere


def scheduled_pages():
    scheduled = Revision.page_revisions.exclude(approved_go_live_at=None)
    times = dict(scheduled.values_list("object_id", "approved_go_live_at"))
    for page in Page.objects.filter(not_elsewhere(), pk__in=times):
        what = "A new version is published" if page.live else "The page is published"
        yield DiaryEntry(times[str(page.pk)], what, page)


def expiring_pages():
    for page in Page.objects.live().filter(not_elsewhere()).exclude(expire_at=None):
        yield DiaryEntry(page.expire_at, "The page expires: visitors no longer see it", page)


DIARY = [scheduled_pages, expiring_pages]
