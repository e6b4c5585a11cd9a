"""What the roles of this site let people do with the directory."""

from partnership.accounts.people.abilities import Ability, permissions_on

_RECORDS = "area audience contact membership organisation organisationkind person venue"

ABILITIES = {
    "look_up": Ability(
        "Look things up in the directory",
        permissions_on("directory", _RECORDS, ["view"]),
        roles=("editor", "publisher", "auditor"),
    ),
    "directory": Ability(
        "Change the directory: organisations, people, venues, verified contacts",
        permissions_on("directory", _RECORDS),
        roles=("publisher",),
    ),
}
