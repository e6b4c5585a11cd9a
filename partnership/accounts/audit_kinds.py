"""What the audit trail records of accounts, in the words of its report."""

KINDS = {
    "signed_in": "Signed in",
    "sign_in_failed": "Failed to sign in",
    "second_factor_failed": "Gave a wrong second factor",
    "signed_out": "Signed out",
    "sessions_ended": "Ended open sessions",
    "password_changed": "Changed the password",
    "password_reset_asked": "Asked to reset the password",
    "password_reset": "Reset the password",
    "factor_added": "Added a second factor",
    "factor_removed": "Removed a second factor",
    "factors_reset": "Reset the second factor of",
    "invited": "Invited",
    "invited_again": "Sent an invitation again to",
    "invitation_withdrawn": "Withdrew the invitation of",
    "invitation_accepted": "Accepted an invitation",
    "roles_changed": "Changed the roles of",
    "role_changed": "Changed what a role may do",
    "address_changed": "Changed the email address of",
    "deactivated": "Deactivated",
    "reactivated": "Reactivated",
}
