"""What the audit trail records of practice reviews."""

KINDS = {
    "review_ended": "Took down before its year was over",
}
