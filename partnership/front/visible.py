"""Which tables of this app visitors can see something of."""

CAN_SHOW = {
    "HomePage": {},
    "LearningPage": {},
}
