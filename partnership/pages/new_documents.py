"""New documents become public with the first page that uses them, unless they wait for a time."""

from django.contrib.contenttypes.models import ContentType
from django.dispatch import receiver
from wagtail.models import ReferenceIndex
from wagtail.signals import page_published

from partnership.library.models import PartnershipDocument


def documents_on(page):
    """Return the documents on ``page`` as a queryset: 1 query, and 1 for the documents."""
    used = ReferenceIndex.get_references_for_object(page).filter(
        to_content_type=ContentType.objects.get_for_model(PartnershipDocument)
    )
    ids = [int(pk) for pk in used.values_list("to_object_id", flat=True)]
    return PartnershipDocument.objects.filter(pk__in=ids)


@receiver(page_published)
def publish_new_documents(instance, **kwargs):
    """Publish the new documents on a page with it: whoever publishes the page has approved both.

    Not those of a private page, whose publisher expects nobody else to see them.
    """
    if not instance.live or not PartnershipDocument.objects.waiting().exists():
        return  # a page that waits for its time: Wagtail sends the signal then, and already now
    if not instance.get_view_restrictions():
        for document in documents_on(instance).waiting():
            document.publish()
