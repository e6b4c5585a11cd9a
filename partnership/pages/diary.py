"""Pages that are published or taken down by themselves, people in seats of groups, and reviews."""

from django.utils import timezone
from wagtail.models import Page, Revision

from partnership.directory.diary import days_of
from partnership.ground.diary import DiaryEntry, review_entry
from partnership.ground.partnerships import not_elsewhere

from .models import GroupPage, Publication, Seat


def scheduled_pages():
    scheduled = Revision.page_revisions.exclude(approved_go_live_at=None)
    times = dict(scheduled.values_list("object_id", "approved_go_live_at"))
    for page in Page.objects.filter(not_elsewhere(), pk__in=times):
        what = "A new version is published" if page.live else "The page is published"
        yield DiaryEntry(times[str(page.pk)], what, page)


def expiring_pages():
    for page in Page.objects.live().filter(not_elsewhere()).exclude(expire_at=None):
        yield DiaryEntry(page.expire_at, "The page is taken down: visitors no longer see it", page)


def ending_groups():
    today = timezone.localdate()
    for group in GroupPage.objects.live().filter(not_elsewhere(), ended_on__gte=today):
        yield DiaryEntry(group.ended_on, "The group’s last day", group)


def holders_of_seats():
    own = Seat.objects.filter(not_elsewhere("page__path"), page__live=True)
    with_all = own.select_related("holder", "organisation", "page")
    yield from days_of(with_all, lambda seat: seat.page)


def reviews():
    own = Publication.objects.filter(not_elsewhere("page__path"), page__live=True)
    for publication in own.exclude(review_on=None).select_related("page", "document"):
        if not publication.is_superseded:
            yield review_entry(publication.review_on, f"‘{publication}’", publication.page)


DIARY = [scheduled_pages, expiring_pages, ending_groups, holders_of_seats, reviews]
