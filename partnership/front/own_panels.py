"""Wagtail's panels of the first screen, without what belongs to other partnerships."""

from wagtail.admin.site_summary import PagesSummaryItem
from wagtail.admin.views.home import (
    LockedPagesPanel,
    RecentEditsPanel,
    UserObjectsInWorkflowModerationPanel,
    WorkflowObjectsToModeratePanel,
)
from wagtail.models import Page

from partnership.ground.partnerships import is_elsewhere, not_elsewhere, site_at_work
from partnership.pages.queryset import with_status


class OwnPagesSummary(PagesSummaryItem):
    """How many pages the partnership that one works on has."""

    def get_context_data(self, parent_context):
        context = super().get_context_data(parent_context)
        if site := site_at_work():
            pages = Page.objects.descendant_of(site.root_page, inclusive=True)
            context |= {"root_page": site.root_page, "total_pages": pages.count()}
        return context


class OwnEditsPanel(RecentEditsPanel):
    """The pages that the user edited last, of the partnership that one works on."""

    def get_context_data(self, parent_context):
        context = super().get_context_data(parent_context)
        edits = context["last_edits"]
        return context | {"last_edits": [edit for edit in edits if not is_elsewhere(edit[1])]}


class OwnLockedPagesPanel(LockedPagesPanel):
    """The pages that the user has locked, of the partnership that one works on."""

    def get_context_data(self, parent_context):
        context = super().get_context_data(parent_context)
        pages = context["locked_pages"].filter(not_elsewhere())
        return context | {"locked_pages": with_status(pages)}


OWN_PANELS = {LockedPagesPanel: OwnLockedPagesPanel, RecentEditsPanel: OwnEditsPanel}
REPLACED = (UserObjectsInWorkflowModerationPanel, WorkflowObjectsToModeratePanel)  # by ForYouPanel
