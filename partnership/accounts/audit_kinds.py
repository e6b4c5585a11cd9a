"""What the audit trail records about accounts, in the words of its report."""

KINDS = {
    "signed_in": "Signed in",
    "sign_in_failed": "Failed to sign in",
    "second_factor_failed": "Failed two-step verification",
    "signed_out": "Signed out",
    "sessions_ended": "Ended open sessions",
    "password_changed": "Changed the password",
    "password_reset_asked": "Asked for a new password for",
    "password_reset": "Reset the password",
    "factor_added": "Added a two-step verification method",
    "factor_removed": "Removed a two-step verification method",
    "factors_reset": "Reset two-step verification for",
    "invited": "Invited",
    "invited_again": "Sent another invitation to",
    "invitation_withdrawn": "Withdrew the invitation to",
    "invitation_accepted": "Accepted an invitation",
    "roles_changed": "Changed the roles of",
    "role_changed": "Changed the role",
    "address_changed": "Changed the email address of",
    "deactivated": "Deactivated",
    "reactivated": "Reactivated",
}
