"""The ability of roles to change the lists that pages choose from."""

from partnership.accounts.people.abilities import Ability, permissions_on

ABILITIES = {
    "kinds": Ability(
        "Change the lists that pages choose from: kinds of groups and events, topics, series",
        (
            *permissions_on("pages", "groupkind publicationkind"),
            *permissions_on("events", "eventkind"),
            *permissions_on("learning", "resourcekind topic"),
            *permissions_on("newsletters", "newsletterseries"),
        ),
        roles=("publisher",),
    ),
}
