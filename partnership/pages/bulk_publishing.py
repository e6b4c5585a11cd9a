"""Publish several pages at once: the complete ones; the others are named, with the reasons.

And unpublish several: those that are published.
"""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.urls import reverse
from wagtail.admin import messages
from wagtail.admin.views.pages.bulk_actions.publish import PublishBulkAction
from wagtail.admin.views.pages.bulk_actions.unpublish import UnpublishBulkAction

from partnership.editing.refusals import reasons


class PublishCompletePages(PublishBulkAction):
    """Wagtail's action, for one page after the other."""

    def get_execution_context(self):
        self.refused = []  # (page, error)
        return super().get_execution_context() | {"refused": self.refused}

    @classmethod
    def execute_action(cls, objects, include_descendants=False, user=None, refused=(), **kwargs):
        published, below = 0, 0
        for page in objects:
            published += cls._publish(page, user, refused)
            if include_descendants:
                for draft in page.get_descendants().not_live().specific():
                    if draft.permissions_for_user(user).can_publish():
                        below += cls._publish(draft, user, refused)
        return published, below

    @classmethod
    def _publish(cls, page, user, refused):
        """Publish ``page`` alone and return 1, or note why it was refused and return 0."""
        try:
            with transaction.atomic():
                return super().execute_action([page], user=user)[0]
        except ValidationError as error:
            refused.append((page, error))
            return 0

    def get_success_message(self, num_parent_objects, num_child_objects):
        for page, error in self.refused:
            edit = messages.button(reverse("wagtailadmin_pages:edit", args=[page.pk]), "Edit")
            messages.error(
                self.request,
                f"‘{page.get_admin_display_title()}’ was not published. {reasons(error)}",
                buttons=[edit],
            )
        if num_parent_objects or num_child_objects:
            return super().get_success_message(num_parent_objects, num_child_objects)
        return None


class UnpublishLivePages(UnpublishBulkAction):
    """Wagtail's action, which says of a draft that the user may not unpublish it."""

    def get_actionable_objects(self):
        objects, others = super().get_actionable_objects()
        refused = others["items_with_no_access"]
        return objects, others | {
            "items_with_no_access": [page for page in refused if page.live],
            "drafts": [page for page in refused if not page.live],
        }
