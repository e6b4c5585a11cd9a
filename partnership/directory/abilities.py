"""What roles let people do with the directory."""

from partnership.accounts.people.abilities import Ability, permissions_on

_RECORDS = "area audience contact membership organisation organisationkind person venue"

ABILITIES = {
    "look_up": Ability(
        "View the directory",
        permissions_on("directory", _RECORDS, ["view"]),
        roles=("editor", "publisher", "auditor"),
    ),
    "directory": Ability(
        "Edit the directory: organisations, people, venues and verified contacts",
        permissions_on("directory", _RECORDS),
        roles=("publisher",),
    ),
}
