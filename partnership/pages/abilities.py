"""What the roles of this site let people do with what all pages of a partnership share."""

from partnership.accounts.people.abilities import Ability, permissions_on

ABILITIES = {
    "settings": Ability(
        "Change the name, colours and way out of the website, and redirects",
        ("pages.change_partnershipsettings", *permissions_on("wagtailredirects", "redirect")),
        roles=("publisher",),
    ),
}
