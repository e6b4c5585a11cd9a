"""Which tables of this app visitors can see something of."""

CANNOT_SHOW = [
    "AuditEntry",
    "Invitation",
    "Invitation_roles",
    "Rate",
    "Role",
    "SecondReader",
    "User",
    "User_groups",
    "User_user_permissions",
]
