"""What roles let people do with the settings that all pages of a partnership share."""

from partnership.accounts.people.abilities import Ability, permissions_on

ABILITIES = {
    "settings": Ability(
        "Open and close the website, and change its name, colours, exit button and redirects",
        ("pages.change_partnershipsettings", *permissions_on("wagtailredirects", "redirect")),
        roles=("publisher",),
    ),
}
