"""Which roles allow what someone was refused."""

from wagtail.models import Page

from .abilities import groups_with_permissions, held_by

# What Wagtail's screens about one page ask for, by the name of their address; the others ask for
# the permission to change it. Where there are two, the second is for a page with pages below it.
OF_PAGES = {
    "add": [{"add_page"}],
    "add_subpage": [{"add_page"}],
    "copy": [{"add_page"}],
    "delete": [{"publish_page"}, {"bulk_delete_page"}],
    "lock": [{"lock_page"}],
    "set_privacy": [{"publish_page"}],
    "unlock": [{"unlock_page"}],
    "unpublish": [{"publish_page"}],
}


def roles_that_allow(match, user):
    """Return the names of the roles that allow what ``user`` was refused at the address ``match``.

    ``match`` is Django's ``ResolverMatch``. If the user has the permission, though not for this
    record, those that have it for all records; the list is empty if that is not known.
    """
    held = {group: held_by(group) for group in groups_with_permissions()}
    mine = {group.pk for group in user.groups.all()}
    have = {name for group in held if group.pk in mine for _, name in held[group]}
    asked = permissions_asked(match)
    for alternatives in asked:
        if not alternatives & have:
            return [
                group.name for group in held if alternatives & {name for _, name in held[group]}
            ]
    wanted = {("everything", name) for alternatives in asked for name in alternatives}
    return [group.name for group in held if wanted & held[group] and group.pk not in mine]


def permissions_asked(match):
    """Return what the screen at ``match`` asks for, named as ``held_by`` does.

    A list of sets: one permission of each is needed.
    """
    if "wagtailadmin_pages" in match.namespaces:
        return OF_PAGES.get(match.url_name, [{"change_page"}])
    if "wagtailsettings" in match.namespaces:
        return [{f"{match.kwargs.get('app_name')}.change_{match.kwargs.get('model_name')}"}]
    policy, actions = _of_view(match.func)
    model = getattr(policy, "auth_model", None)
    if model is None:
        return []
    app = "" if model is Page else f"{model._meta.app_label}."
    return [{f"{app}{action}_{model._meta.model_name}" for action in actions}]


def _of_view(function):
    """Return the permission policy of a view and the actions that it asks for."""
    view = getattr(function, "view_class", None)
    given = getattr(function, "view_initkwargs", {})

    def value(name):
        return given.get(name) or getattr(view, name, None)

    required = value("permission_required")
    actions = [required] if required else value("any_permission_required") or []
    return value("permission_policy"), actions
