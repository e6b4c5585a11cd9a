"""Who can do what, in words: abilities, the roles that come with the product, and why."""

from itertools import chain
from typing import NamedTuple

from django.apps import apps
from django.contrib.auth.management import create_permissions
from django.contrib.auth.models import Group, Permission
from django.db.models import Prefetch
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import (
    Collection,
    GroupApprovalTask,
    GroupCollectionPermission,
    GroupPagePermission,
    Page,
    Workflow,
)

from .models import Role

LIBRARY = "Website"  # the collection of what everybody may read


class Ability(NamedTuple):
    """Something that a person can do, as a sentence, with the permissions that it takes.

    ``models`` are permissions as Django writes them, ``pages`` those on pages below the root,
    ``library`` those on documents and pictures: in the collection for everybody's eyes or, when
    ``private`` is set, in all collections.
    """

    name: str
    models: tuple = ()
    pages: tuple = ()
    library: tuple = ()
    private: bool = False

    def is_given_by(self, held):
        """Whether ``held``, permissions as ``held_by`` returns them, make this ability whole."""
        return self.permissions <= held

    @property
    def permissions(self):
        """The permissions as a set of (where it holds, permission)."""
        where = "everything" if self.private else "website"
        return {
            *(("", name) for name in self.models),
            *(("pages", name) for name in self.pages),
            *((where, name) for name in self.library),
        }


def _all(app, models, actions=("add", "change", "delete")):
    return tuple(f"{app}.{action}_{model}" for model in models.split() for action in actions)


_FILES = _all("wagtaildocs", "document", ("add", "change", "choose")) + _all(
    "wagtailimages", "image", ("add", "change", "choose")
)
_FILES_AND_DELETING = (*_FILES, "wagtaildocs.delete_document", "wagtailimages.delete_image")
_DIRECTORY = "area audience contact membership organisation organisationkind person venue"

ABILITIES = {
    "enter": Ability("Sign in to this admin", ("wagtailadmin.access_admin",)),
    "write": Ability(
        "Write and change drafts of pages, and ask for them to be published",
        pages=("add_page", "change_page"),
    ),
    "publish": Ability(
        "Publish pages, take them down, lock them",
        pages=("publish_page", "lock_page", "unlock_page"),
    ),
    "delete": Ability(
        "Delete a page together with all pages below it", pages=("bulk_delete_page",)
    ),
    "files": Ability(
        "Add and change documents and pictures that everybody may see", library=_FILES
    ),
    "all_files": Ability(
        "Add, change and delete all documents and pictures, private ones included",
        library=(*_FILES_AND_DELETING, *_all("wagtailcore", "collection")),
        private=True,
    ),
    "look_up": Ability("Look things up in the directory", _all("directory", _DIRECTORY, ["view"])),
    "directory": Ability(
        "Change the directory: organisations, people, venues, verified contacts",
        _all("directory", _DIRECTORY),
    ),
    "kinds": Ability(
        "Change the lists that pages choose from: kinds of groups and events, topics, series",
        _all("pages", "eventkind groupkind newsletterseries publicationkind resourcekind topic"),
    ),
    "search": Ability(
        "Help visitors find things: synonyms, promoted results, searches in vain",
        (
            *_all("search", "promotion synonyms"),
            "search.view_vainsearch",
            "search.delete_vainsearch",
        ),
    ),
    "settings": Ability(
        "Change the name, colours and way out of the website, and redirects",
        ("pages.change_partnershipsettings", *_all("wagtailredirects", "redirect")),
    ),
    "approval": Ability(
        "Change who approves pages, and which websites there are",
        (*_all("wagtailcore", "workflow task"), *_all("wagtailcore", "site", ("add", "change"))),
    ),
    "accounts": Ability(
        "Invite people, change their roles, end their access",
        (
            *_all("accounts", "user", ("add", "change")),
            *_all("auth", "group"),
            "outbox.retry_message",
        ),
    ),
    "reports": Ability(
        "Read the reports: audit trail, who has which role, accounts not in use, work in the "
        "background, mail",
        (
            "accounts.view_auditentry",
            "accounts.view_user",
            "operations.view_job",
            "outbox.view_message",
            "search.view_vainsearch",
        ),
    ),
}


class StarterRole(NamedTuple):
    """A role that the product brings; administrators may change it and add others."""

    name: str
    description: str
    abilities: tuple


STARTER_ROLES = {
    "editor": StarterRole(
        "Editor",
        "Writes pages and keeps documents and pictures; somebody else publishes.",
        ("enter", "write", "files", "look_up"),
    ),
    "publisher": StarterRole(
        "Publisher",
        "Publishes pages, keeps the directory with its verified contacts, and all that visitors "
        "see.",
        (
            *("enter", "write", "publish", "files", "look_up", "directory", "kinds", "search"),
            "settings",
        ),
    ),
    "administrator": StarterRole(
        "Administrator",
        "Looks after accounts, private documents and approval, and does all that a publisher does.",
        tuple(ABILITIES),
    ),
    "auditor": StarterRole(
        "Auditor",
        "Reads the reports and changes nothing.",
        ("enter", "look_up", "reports"),
    ),
}


def website_collection():
    """Return the collection for documents and pictures that everybody may see.

    It is the root of all collections where an administrator removed or renamed ours.
    """
    root = Collection.get_first_root_node()
    return root.get_children().filter(name=LIBRARY).first() or root


def website_collection_id():
    """Return the key of ``website_collection``, where documents and pictures start."""
    return website_collection().pk


def held_by(group):
    """Return what ``group`` may do as a set of (where it holds, permission); see ``Ability``.

    What is allowed in all collections is allowed in the website's, too.
    """
    held = {
        ("", f"{permission.content_type.app_label}.{permission.codename}")
        for permission in group.permissions.all()
    }
    held |= {
        ("pages", on_page.permission.codename)
        for on_page in group.page_permissions.all()
        if on_page.page.depth == 1
    }
    for on_files in group.collection_permissions.all():
        permission = on_files.permission
        name = f"{permission.content_type.app_label}.{permission.codename}"
        if on_files.collection.depth == 1:
            held |= {("everything", name), ("website", name)}
        elif on_files.collection.name == LIBRARY:
            held.add(("website", name))
    return held


def groups_with_permissions():
    """Return all groups, those with a described role first, so that ``held_by`` asks no more."""
    on_collections = GroupCollectionPermission.objects.select_related(
        "collection", "permission__content_type"
    )
    return (
        Group.objects.select_related("role")
        .prefetch_related(
            "permissions__content_type",
            Prefetch(
                "page_permissions",
                GroupPagePermission.objects.select_related("page", "permission"),
            ),
            Prefetch("collection_permissions", on_collections),
        )
        .order_by("role__sort_order", "name")
    )


def abilities_of(user, groups=None):
    """Return what ``user`` can do and why: a list of (Ability, names of the roles that give it).

    Whoever came with the installation can do everything without a role. ``groups`` are those of
    ``groups_with_permissions``, for callers who ask for many people.
    """
    if user.is_superuser:
        return [(ability, ["Owner of this installation"]) for ability in ABILITIES.values()]
    mine = {group.pk for group in user.groups.all()}
    held = {
        group.name: held_by(group)
        for group in (groups if groups is not None else groups_with_permissions())
        if group.pk in mine
    }
    found = []
    for ability in ABILITIES.values():
        if ability.is_given_by(set(chain.from_iterable(held.values()))):
            why = [name for name in held if ability.permissions & held[name]]
            found.append((ability, why))
    return found


def groups_given_by(user):
    """Return the groups that ``user`` may give: those that can do no more than they can."""
    if user.is_superuser:
        return Group.objects.all()
    groups = list(groups_with_permissions())
    mine = set(user.groups.values_list("pk", flat=True))
    held = set(chain.from_iterable(held_by(group) for group in groups if group.pk in mine))
    return Group.objects.filter(pk__in=[group.pk for group in groups if held_by(group) <= held])


def give_starter_permissions(**signal_details):
    """Make the roles that come with the product, and give them what they were not given before.

    Runs after every ``migrate``. A permission is given once: what an administrator took away from
    a role stays away, and a role that was deleted does not come back.
    """
    for app in apps.get_app_configs():  # those of apps further down Django's list come later
        create_permissions(app, verbosity=0)
    if not Role.objects.exclude(starter="").exists():
        _make_starter_roles()
    for role in Role.objects.exclude(starter="").select_related("group"):
        wanted = set()
        for ability in STARTER_ROLES[role.starter].abilities:
            wanted |= ABILITIES[ability].permissions
        missing = {f"{where} {name}": (where, name) for where, name in wanted}
        for given in role.given:
            missing.pop(given, None)
        for where, name in missing.values():
            _give(role.group, where, name)
        if missing:
            role.given = sorted([*role.given, *missing])
            role.save(update_fields=["given"])


def _make_starter_roles():
    """Replace the groups that Wagtail makes, as long as nobody is in them, by our roles."""
    Group.objects.filter(name__in=["Editors", "Moderators"], user=None).delete()
    for order, (word, starter) in enumerate(STARTER_ROLES.items(), start=1):
        group, _ = Group.objects.get_or_create(name=starter.name)
        Role.objects.update_or_create(
            group=group,
            defaults={"description": starter.description, "sort_order": order, "starter": word},
        )
    publishers = Group.objects.get(role__starter="publisher")
    for task in GroupApprovalTask.objects.filter(name="Moderators approval", groups=None):
        task.name = "Publishers"
        task.save()
        task.groups.add(publishers)
    Workflow.objects.filter(name="Moderators approval").update(name="Publishers")
    root = Collection.get_first_root_node()
    if not root.get_children().filter(name=LIBRARY).exists():
        library = root.add_child(name=LIBRARY)
        if not root.get_view_restrictions():
            for model in (get_document_model(), get_image_model()):
                model.objects.filter(collection=root).update(collection=library)


def _give(group, where, name):
    """Let ``group`` do what the permission ``name`` allows, ``where`` it holds; see ``Ability``."""
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
