"""Which pages the admin lists: those of the partnership that one works on."""

from wagtail.permission_policies.pages import PagePermissionPolicy
from wagtail.permissions import page_permission_policy

from partnership.ground.partnerships import not_elsewhere


class PartnershipPagePolicy(PagePermissionPolicy):
    """Wagtail's rule; lists, reports and searches leave out pages of other partnerships."""

    def instances_user_has_any_permission_for(self, user, actions):
        allowed = super().instances_user_has_any_permission_for(user, actions)
        return allowed.filter(not_elsewhere())

    def explorable_instances(self, user):
        return super().explorable_instances(user).filter(not_elsewhere())


def replace_page_policy():
    """Let the admin ask ``PartnershipPagePolicy`` about pages."""
    page_permission_policy.__class__ = PartnershipPagePolicy  # Wagtail's modules share the object
