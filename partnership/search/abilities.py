"""What the roles of this site let people do for those who search."""

from partnership.accounts.people.abilities import Ability, permissions_on

ABILITIES = {
    "search": Ability(
        "Help visitors find things: synonyms, promoted results, searches in vain",
        (
            *permissions_on("search", "promotion synonyms"),
            *permissions_on("search", "emptysearch", ("view", "delete")),
        ),
        roles=("publisher",),
    ),
}
ADDED = {"reports": ["search.view_emptysearch"]}
