"""Which tables of this app visitors can see something of."""

CAN_SHOW = {
    "Manual": {},
    "PoliciesPage": {},
    "PolicyPage": {},
    "PolicyVersion": {},
}
