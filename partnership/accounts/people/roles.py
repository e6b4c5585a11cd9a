"""The roles that come with the product, and the permissions they get."""

from typing import NamedTuple

from django.apps import apps
from django.contrib.auth.management import create_permissions
from django.contrib.auth.models import Group, Permission
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import Collection, GroupApprovalTask, Page, Workflow, WorkflowTask

from partnership.accounts.models import Role, SecondReader
from partnership.ground.collections import WEBSITE, website_collection

from .abilities import all_abilities


class StarterRole(NamedTuple):
    """A role that comes with the product; administrators may change it and add others."""

    name: str
    description: str


STARTER_ROLES = {
    "editor": StarterRole(
        "Editor",
        "Writes pages and looks after documents and pictures. Someone else publishes.",
    ),
    "publisher": StarterRole(
        "Publisher",
        "Publishes pages, keeps the directory and its contacts up to date, and looks after "
        "everything that visitors see.",
    ),
    "administrator": StarterRole(
        "Administrator",
        "Looks after accounts, private documents and approval, and can do everything a publisher "
        "can do.",
    ),
    "auditor": StarterRole(
        "Auditor",
        "Reads the reports and changes nothing.",
    ),
}


def abilities_given_to(role):
    """Return the abilities that the starter role ``role``, a key of ``STARTER_ROLES``, has."""
    return [
        ability
        for ability in all_abilities().values()
        if role == "administrator" or role in ability.roles
    ]


def give_starter_permissions(**signal_details):
    """Create the roles that come with the product, and give them permissions that are new.

    Runs after every ``migrate``. A permission is given once: one that an administrator removed
    from a role is not given again, and a deleted role does not come back.
    """
    if Collection.get_first_root_node() is None:
        return  # ``flush`` has emptied the database: there is nothing to give permission for
    for app in apps.get_app_configs():  # those of apps further down Django's list come later
        create_permissions(app, verbosity=0)
    if not Role.objects.exclude(starter="").exists():
        _make_starter_roles()
    for role in Role.objects.exclude(starter="").select_related("group"):
        wanted = set()
        for ability in abilities_given_to(role.starter):
            wanted |= ability.permissions
        missing = {f"{where} {name}": (where, name) for where, name in wanted}
        for given in role.given:
            missing.pop(given, None)
        for where, name in missing.values():
            _grant(role.group, where, name)
        if missing:
            role.given = sorted([*role.given, *missing])
            role.save(update_fields=["given"])


def _make_starter_roles():
    """Replace the groups that Wagtail creates, if no one is in them, with our roles."""
    Group.objects.filter(name__in=["Editors", "Moderators"], user=None).delete()
    for order, (word, starter) in enumerate(STARTER_ROLES.items(), start=1):
        group, _ = Group.objects.get_or_create(name=starter.name)
        Role.objects.update_or_create(
            group=group,
            defaults={"description": starter.description, "sort_order": order, "starter": word},
        )
    _have_a_second_reader()
    root = Collection.get_first_root_node()
    if not root.get_children().filter(name=WEBSITE).exists():
        library = root.add_child(name=WEBSITE)
        if not root.get_view_restrictions():
            for model in (get_document_model(), get_image_model()):
                model.objects.filter(collection=root).update(collection=library)


def _have_a_second_reader():
    """Let one second reader approve pages, where Wagtail would have its group of moderators."""
    moderators = GroupApprovalTask.objects.filter(name="Moderators approval", groups=None)
    for workflow in Workflow.objects.filter(workflow_tasks__task__in=moderators):
        workflow.name = "Second reader"
        workflow.workflow_tasks = [
            WorkflowTask(task=SecondReader.objects.create(name=workflow.name))
        ]
        workflow.save()
    moderators.delete()


def _grant(group, where, name):
    """Give ``group`` the permission ``name``, which applies ``where``; see ``Ability``."""
    app, _, codename = name.rpartition(".")
    permission = Permission.objects.get(
        content_type__app_label=app or "wagtailcore", codename=codename
    )
    if where == "pages":
        group.page_permissions.get_or_create(page=Page.get_first_root_node(), permission=permission)
    elif where:
        root = Collection.get_first_root_node()
        group.collection_permissions.get_or_create(
            collection=root if where == "everything" else website_collection(),
            permission=permission,
        )
    else:
        group.permissions.add(permission)
