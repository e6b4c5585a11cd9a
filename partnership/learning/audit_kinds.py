"""What the audit trail records of practice reviews."""

KINDS = {
    "review_ended": "Removed early from public view",
}
