"""Which tables of this app visitors can see something of."""

CAN_SHOW = {
    "Promotion": {},
    "Synonyms": {},
}
CANNOT_SHOW = ["EmptySearch", "Entry", "Passage"]
