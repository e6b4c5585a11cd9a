"""What the audit trail records of work in the admin."""

KINDS = {
    "exported": "Exported",
}
