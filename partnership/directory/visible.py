"""Which tables of this app visitors can see something of."""

CAN_SHOW = {
    "Area": {},
    "Audience": {},
    "Contact": {},
    "Membership": {},
    "Organisation": {},
    "OrganisationKind": {},
    "Person": {},
    "Person_team_of": {},
    "Representative": {},
    "Venue": {},
}
