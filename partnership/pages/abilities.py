"""What roles let people do with the settings that all pages of a partnership share."""

from partnership.accounts.people.abilities import Ability, permissions_on

ABILITIES = {
    "settings": Ability(
        "Change the name, colours, exit button and redirects of the website",
        ("pages.change_partnershipsettings", *permissions_on("wagtailredirects", "redirect")),
        roles=("publisher",),
    ),
}
