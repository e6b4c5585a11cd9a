"""Who may change at once what visitors see: those who may publish pages. Others propose."""

from wagtail.documents.permissions import permission_policy as document_policy
from wagtail.images.permissions import permission_policy as image_policy
from wagtail.models import Page, ReferenceIndex
from wagtail.permission_policies.collections import CollectionOwnershipPermissionPolicy
from wagtail.permissions import page_permission_policy

from partnership.ground.partnerships import of_site_at_work

from .models import PartnershipDocument


class FilePermissionPolicy(CollectionOwnershipPermissionPolicy):
    """Wagtail's rule, in which ‘change’ includes ‘delete’, but for what visitors can see.

    What it lists, to choose from as well, are the files of the partnership that one works on.
    """

    def instances_user_has_any_permission_for(self, user, actions):
        allowed = super().instances_user_has_any_permission_for(user, actions)
        return allowed.filter(of_site_at_work())

    def user_has_permission_for_instance(self, user, action, instance):
        allowed = super().user_has_permission_for_instance(user, action, instance)
        return allowed and (action != "delete" or may_change_at_once(user, instance))


def replace_file_policies():
    """Let the admin ask ``FilePermissionPolicy`` about documents and pictures."""
    for policy in (document_policy, image_policy):
        policy.__class__ = FilePermissionPolicy  # Wagtail's modules share these objects


def may_publish(user):
    """Whether ``user`` may publish pages, all of them or some."""
    return page_permission_policy.user_has_permission(user, "publish")


def may_change_at_once(user, file):
    """Whether a change that ``user`` makes to a document or picture needs nobody's approval."""
    return may_publish(user) or not is_seen(file)


def is_seen(file):
    """Whether visitors see a document or picture, or will: 1 query for a picture, or more."""
    if isinstance(file, PartnershipDocument):
        return file.is_approved
    places = ReferenceIndex.get_grouped_references_to(file)
    return any(not isinstance(place, Page) or place.live for place, references in places)


def publishers_of(document):
    """Return the active users who may accept a proposal for ``document``."""
    publishers = page_permission_policy.users_with_permission("publish").order_by("pk")
    return [user for user in publishers if document.is_editable_by_user(user)]
