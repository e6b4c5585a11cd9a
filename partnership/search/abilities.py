"""What roles let people do with the website search."""

from partnership.accounts.people.abilities import Ability, permissions_on

ABILITIES = {
    "search": Ability(
        "Help visitors find things: synonyms, promoted results and searches with no results",
        (
            *permissions_on("search", "promotion synonyms"),
            *permissions_on("search", "emptysearch", ("view", "delete")),
        ),
        roles=("publisher",),
    ),
}
ADDED = {"reports": ["search.view_emptysearch"]}
