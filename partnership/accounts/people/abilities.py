"""What people can do, in words, and which permissions each ability takes.

Each app lists its own abilities in ``abilities.ABILITIES``. In ``abilities.ADDED`` it adds
permissions of its own to an ability that an app below it lists.
"""

from functools import cache
from itertools import chain
from typing import NamedTuple

from django.contrib.auth.models import Group
from django.db.models import Prefetch
from wagtail.models import GroupCollectionPermission, GroupPagePermission

from partnership.ground.collections import WEBSITE
from partnership.ground.contributions import contributions


class Ability(NamedTuple):
    """Something that a person can do, as a sentence, with the permissions that it takes.

    ``models`` are permissions as Django writes them, ``pages`` those on pages below the root,
    ``library`` those on documents and pictures: in the collection for everybody's eyes or, when
    ``private`` is set, in all collections. ``roles`` are those of ``STARTER_ROLES`` that have it,
    beside the administrator, who has every ability.
    """

    name: str
    models: tuple = ()
    pages: tuple = ()
    library: tuple = ()
    private: bool = False
    roles: tuple = ()

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


def permissions_on(app, models, actions=("add", "change", "delete")):
    """Return permissions as Django writes them, for each of ``models`` and ``actions``."""
    return tuple(f"{app}.{action}_{model}" for model in models.split() for action in actions)


@cache
def all_abilities():
    """Return every ability by the word its app gives it, those of lower apps first."""
    abilities = {}
    for listed in contributions("abilities", "ABILITIES").values():
        abilities |= listed
    for added in contributions("abilities", "ADDED").values():
        for word, permissions in added.items():
            ability = abilities[word]
            abilities[word] = ability._replace(models=(*ability.models, *permissions))
    return abilities


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
        elif on_files.collection.name == WEBSITE:
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
        return [(ability, ["Owner of this installation"]) for ability in all_abilities().values()]
    mine = {group.pk for group in user.groups.all()}
    held = {
        group.name: held_by(group)
        for group in (groups if groups is not None else groups_with_permissions())
        if group.pk in mine
    }
    found = []
    for ability in all_abilities().values():
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
