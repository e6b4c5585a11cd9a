"""Our checks in the editor's checks panel, beside Wagtail's own."""

from wagtail.admin.userbar import ContentCheckerItem

TYPED_NUMBER = "typed-telephone-number"
FROM_THE_REGISTER = "telephone-number-from-the-register"


class PartnershipContentChecker(ContentCheckerItem):
    """Wagtail's content checks, and ours: each looks for a mark in the preview."""

    axe_run_only = [*ContentCheckerItem.axe_run_only, TYPED_NUMBER]
    axe_custom_rules = [
        *ContentCheckerItem.axe_custom_rules,
        {
            "id": TYPED_NUMBER,
            "impact": "serious",
            "selector": "[data-typed-number]",
            "tags": ["best-practice"],
            "any": [FROM_THE_REGISTER],
            "enabled": True,
        },
    ]
    # Not axe's own check "exists": it answers "incomplete", and the panel shows only violations.
    axe_custom_checks = [
        *ContentCheckerItem.axe_custom_checks,
        {
            "id": FROM_THE_REGISTER,
            "evaluate": "matches-definition-evaluate",
            "options": {"matcher": ":not([data-typed-number])"},
        },
    ]
    axe_messages = ContentCheckerItem.axe_messages | {
        TYPED_NUMBER: {
            "error_name": "Telephone number typed into the text",
            "help_text": "Use a ‘Contacts’ block instead, so that the number stays up to date",
        }
    }
