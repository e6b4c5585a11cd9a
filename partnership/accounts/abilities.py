"""What roles let people do with accounts and pages."""

from .people.abilities import Ability, permissions_on

ABILITIES = {
    "enter": Ability(
        "Sign in to the admin",
        ("wagtailadmin.access_admin",),
        roles=("editor", "publisher", "auditor"),
    ),
    "write": Ability(
        "Write and edit draft pages, and ask for them to be published",
        pages=("add_page", "change_page"),
        roles=("editor", "publisher"),
    ),
    "publish": Ability(
        "Publish, unpublish and lock pages",
        pages=("publish_page", "lock_page", "unlock_page"),
        roles=("publisher",),
    ),
    "delete": Ability("Delete a page and all the pages below it", pages=("bulk_delete_page",)),
    "approval": Ability(
        "Change who approves pages, and add or change websites",
        (
            *permissions_on("wagtailcore", "workflow task"),
            *permissions_on("wagtailcore", "site", ("add", "change")),
        ),
    ),
    "accounts": Ability(
        "Invite people, change their roles and end their access",
        (
            *permissions_on("accounts", "user", ("add", "change")),
            *permissions_on("auth", "group"),
            "outbox.retry_message",
        ),
    ),
    "reports": Ability(
        "Read the reports: audit trail, who has which role, unused accounts, background jobs and "
        "outgoing mail",
        ("accounts.view_auditentry", "accounts.view_user", "outbox.view_message"),
        roles=("auditor",),
    ),
}
