"""Warn the editor of a page about files on it that some people cannot read."""

from django.utils.functional import cached_property
from wagtail.admin.panels import Panel

from .new_documents import documents_on


def faulty_documents_on(page):
    """Return the documents on ``page`` that have faults in the automatic checks: 2 queries."""
    return documents_on(page).with_faults().order_by("title")


class DocumentFaultsPanel(Panel):
    """A warning above the fields of a page, shown only if there are faults."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "pages/admin/document_faults.html"

        @cached_property
        def documents(self):
            return list(faulty_documents_on(self.instance)) if self.instance.pk else []

        @property
        def some_are_hard_to_read(self):
            return any(document.is_hard_to_read for document in self.documents)

        def is_shown(self):
            return bool(self.documents)
