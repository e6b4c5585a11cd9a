"""Warn the editor of a page about files on it that some people cannot read."""

from django.contrib.contenttypes.models import ContentType
from django.utils.functional import cached_property
from wagtail.admin.panels import Panel
from wagtail.models import ReferenceIndex

from partnership.library.models import PartnershipDocument


def faulty_documents_on(page):
    """Return the documents on ``page`` that have faults in the automatic checks: 2 queries."""
    used = ReferenceIndex.get_references_for_object(page).filter(
        to_content_type=ContentType.objects.get_for_model(PartnershipDocument)
    )
    ids = [int(pk) for pk in used.values_list("to_object_id", flat=True)]
    return PartnershipDocument.objects.with_faults().filter(pk__in=ids).order_by("title")


class DocumentFaultsPanel(Panel):
    """A warning above the fields of a page, shown only if there are faults."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "pages/admin/document_faults.html"

        @cached_property
        def documents(self):
            return list(faulty_documents_on(self.instance)) if self.instance.pk else []

        def is_shown(self):
            return bool(self.documents)
