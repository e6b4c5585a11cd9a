"""What the roles of this site let people do with accounts and pages."""

from .people.abilities import Ability, permissions_on

ABILITIES = {
    "enter": Ability(
        "Sign in to this admin",
        ("wagtailadmin.access_admin",),
        roles=("editor", "publisher", "auditor"),
    ),
    "write": Ability(
        "Write and change drafts of pages, and ask for them to be published",
        pages=("add_page", "change_page"),
        roles=("editor", "publisher"),
    ),
    "publish": Ability(
        "Publish pages, take them down, lock them",
        pages=("publish_page", "lock_page", "unlock_page"),
        roles=("publisher",),
    ),
    "delete": Ability(
        "Delete a page together with all pages below it", pages=("bulk_delete_page",)
    ),
    "approval": Ability(
        "Change who approves pages, and which websites there are",
        (
            *permissions_on("wagtailcore", "workflow task"),
            *permissions_on("wagtailcore", "site", ("add", "change")),
        ),
    ),
    "accounts": Ability(
        "Invite people, change their roles, end their access",
        (
            *permissions_on("accounts", "user", ("add", "change")),
            *permissions_on("auth", "group"),
            "outbox.retry_message",
        ),
    ),
    "reports": Ability(
        "Read the reports: audit trail, who has which role, accounts not in use, work in the "
        "background, mail",
        ("accounts.view_auditentry", "accounts.view_user", "outbox.view_message"),
        roles=("auditor",),
    ),
}
