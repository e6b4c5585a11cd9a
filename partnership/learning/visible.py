"""Which tables of this app visitors can see something of."""

CAN_SHOW = {
    "PracticeReviewPage": {},
    "ResourceDocument": {},
    "ResourceIndexPage": {},
    "ResourceKind": {},
    "ResourcePage": {},
    "ResourcePage_areas": {},
    "ResourcePage_audiences": {},
    "ResourcePage_topics": {},
    "ReviewAction": {},
    "Topic": {},
}
