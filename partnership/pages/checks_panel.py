"""Our checks in the editor's checks panel, beside Wagtail's own."""

from wagtail.admin.userbar import ContentCheckerItem


class Check:
    """Reports each element of a preview with the ``mark``, an attribute that our templates add."""

    def __init__(self, name, mark, error, help_text):
        self.name = name
        self.rule = {
            "id": name,
            "impact": "serious",
            "selector": f"[{mark}]",
            "tags": ["best-practice"],
            "any": [f"not-{name}"],
            "enabled": True,
        }
        # Not axe's own "exists": it answers "incomplete", and the panel shows only violations.
        self.check = {
            "id": f"not-{name}",
            "evaluate": "matches-definition-evaluate",
            "options": {"matcher": f":not([{mark}])"},
        }
        self.message = {"error_name": error, "help_text": help_text}


CHECKS = [
    Check(
        "typed-telephone-number",
        "data-typed-number",
        "Telephone number typed into the text",
        "Use a ‘Contacts’ block instead, so that the number stays up to date",
    ),
    Check(
        "hidden-contact",
        "data-hidden-contact",
        "Contact that visitors do not see",
        "The preview says which and why, and leads to it in the contact register",
    ),
]


class PartnershipContentChecker(ContentCheckerItem):
    """Wagtail's content checks, and ours.

    They are the same for every page: the preview has its own copy of them, and the panel finds
    nothing at all if that lacks one.
    """

    axe_run_only = [*ContentCheckerItem.axe_run_only, *(check.name for check in CHECKS)]
    axe_custom_rules = [*ContentCheckerItem.axe_custom_rules, *(check.rule for check in CHECKS)]
    axe_custom_checks = [*ContentCheckerItem.axe_custom_checks, *(check.check for check in CHECKS)]
    axe_messages = ContentCheckerItem.axe_messages | {check.name: check.message for check in CHECKS}
