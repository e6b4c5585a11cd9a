"""Who approves a page before it is published: one second reader."""

from django.db.models import Q
from wagtail.locks import WorkflowLock
from wagtail.models import Task, TaskState
from wagtail.permissions import page_permission_policy


def people_who_may(action, page):
    """Return the active users who may do ``action``, such as 'publish', with ``page``."""
    return in_admin(page_permission_policy.users_with_permission_for_instance(action, page))


def in_admin(users):
    """Return those of ``users`` who are active and may open the admin, by name."""
    enter = Q(is_superuser=True)
    for permissions in ("groups__permissions", "user_permissions"):
        enter |= Q(
            **{
                f"{permissions}__content_type__app_label": "wagtailadmin",
                f"{permissions}__codename": "access_admin",
            }
        )
    return users.filter(enter, is_active=True).distinct().order_by("first_name", "last_name", "pk")


class SecondReaderLock(WorkflowLock):
    """While a page waits, those who may publish it can change it; the editor says who they are."""

    def get_message(self, user):
        return None

    def get_description(self, user, can_lock=False):
        if can_lock:
            return "People who may publish this page can change it. Lock it to keep it to yourself"
        return "Only people who may publish this page can change it now"


class SecondReader(Task):
    """Someone who may publish the page reads it, and publishes it or asks for changes.

    It is not the person who asked for it, unless nobody else may publish the page.
    """

    lock_class = SecondReaderLock

    class Meta:
        verbose_name = "second reader"

    @classmethod
    def get_description(cls):
        return "Someone who may publish the page, but not the person who asked, approves it."

    def readers(self, page):
        """Return the users who may decide about ``page`` in its present state, by name."""
        people = people_who_may("publish", page)
        state = page.current_workflow_state
        others = people.exclude(pk=state and state.requested_by_id)
        return others if others.exists() else people

    def user_can_access_editor(self, page, user):
        return page_permission_policy.user_has_permission_for_instance(user, "publish", page)

    def user_can_lock(self, page, user):
        return self.user_can_access_editor(page, user)

    def locked_for_user(self, page, user):
        return not self.user_can_access_editor(page, user)

    def get_actions(self, page, user):
        if not self.readers(page).filter(pk=user.pk).exists():
            return []
        return [
            ("reject", "Ask for changes", True),
            ("approve", "Approve", False),
        ]

    def get_task_states_user_can_moderate(self, user, **kwargs):
        waiting = self.task_states.filter(status=TaskState.STATUS_IN_PROGRESS)
        pages = [(state.pk, state.workflow_state.content_object) for state in waiting]
        mine = [pk for pk, page in pages if page and self.get_actions(page, user)]
        return waiting.filter(pk__in=mine)
