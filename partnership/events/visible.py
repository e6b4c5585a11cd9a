"""Which tables of this app visitors can see something of."""

CAN_SHOW = {
    "EventIndexPage": {},
    "EventKind": {},
    "EventPage": {},
    "EventPage_areas": {},
    "EventPage_audiences": {},
    "EventSession": {},
}
