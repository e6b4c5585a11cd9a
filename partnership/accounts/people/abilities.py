"""What people can do, in words, and the permissions each ability needs.

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
    """Something a person can do, as a sentence, with the permissions it needs.

    ``models`` are permissions as Django writes them, ``pages`` those on pages below the root,
    ``library`` those on documents and pictures: in the public collection or, when ``private`` is
    set, in all collections. ``roles`` are the ``STARTER_ROLES`` that have it, besides the
    administrator, who has every ability.
    """

    name: str
    models: tuple = ()
    pages: tuple = ()
    library: tuple = ()
    private: bool = False
    roles: tuple = ()

    def is_given_by(self, held):
        """Return whether ``held``, permissions as ``held_by`` returns them, are all this needs."""
        return self.permissions <= held

    @property
    def permissions(self):
        """The permissions as a set of (where it applies, permission)."""
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
    """Return what ``group`` may do as a set of (where it applies, permission); see ``Ability``.

    Whatever is allowed in all collections is allowed in the website's too.
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
    """Return all groups, described roles first, with all that ``held_by`` reads prefetched."""
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

    A superuser, who came with the installation, can do everything without a role. ``groups`` are
    those of ``groups_with_permissions``, for callers who ask about many people.
    """
    if user.is_superuser:
        return [(ability, ["Owner of this installation"]) for ability in all_abilities().values()]
    held = {group.name: held_by(group) for group in _groups_of(user, groups)}
    together = _union(held.values())
    return [
        (ability, [name for name in held if ability.permissions & held[name]])
        for ability in all_abilities().values()
        if ability.is_given_by(together)
    ]


def grantable_groups(user):
    """Return the groups that ``user`` may give: those that can do no more than they can."""
    if user.is_superuser:
        return Group.objects.all()
    groups = list(groups_with_permissions())
    held = _union(held_by(group) for group in _groups_of(user, groups))
    return Group.objects.filter(pk__in=[group.pk for group in groups if held_by(group) <= held])


def _groups_of(user, groups=None):
    """Return those of ``groups`` that ``user`` is in; without ``groups``, of all groups."""
    if groups is None:
        groups = groups_with_permissions()
    keys = {group.pk for group in user.groups.all()}
    return [group for group in groups if group.pk in keys]


def _union(sets):
    return set(chain.from_iterable(sets))
