"""Kinds of audit entries for work in the admin."""

KINDS = {
    "exported": "Exported",
}
