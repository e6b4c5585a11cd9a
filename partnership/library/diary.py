"""Documents that wait for the time from which visitors can see them."""

from partnership.ground.diary import DiaryEntry
from partnership.ground.partnerships import of_site_at_work

from .models import PartnershipDocument


def documents_to_come():
    waiting = PartnershipDocument.objects.filter(of_site_at_work(), is_published=False)
    for document in waiting.exclude(publish_at=None):
        yield DiaryEntry(document.publish_at, "Visitors can open the document", document)


DIARY = [documents_to_come]
