"""Which tables of this app visitors can see something of."""

CAN_SHOW = {
    "DocumentVersion": {},
    "FormerAddress": {},
    "PartnershipDocument": {
        "only_if": "is_published",
        "guards": ["is_published", "collection_id"],
        "unseen": ["faults", "file_hash", "hidden_parts", "read_at", "uploaded_by_user_id"],
    },
    "PartnershipImage": {
        "guards": ["collection_id"],
        "unseen": ["file_hash", "file_size", "uploaded_by_user_id"],
    },
}
CANNOT_SHOW = ["DocumentProposal", "DocumentText", "PartnershipRendition"]
