"""Which tables of this app visitors can see something of."""

CAN_SHOW = {
    "AboutPage": {},
    "ArrangementsPage": {},
    "FormerIdentity": {},
    "GroupKind": {},
    "GroupPage": {},
    "GuidancePage": {},
    "MembersPage": {},
    "NewsIndexPage": {},
    "NewsPage": {},
    "NewsPage_areas": {},
    "NewsPage_audiences": {},
    "PartnershipSettings": {"guards": ["is_open"]},
    "Publication": {},
    "PublicationKind": {},
    "ReportConcernPage": {},
    "Seat": {},
    "SiteMapPage": {},
    "TeamMember": {},
    "ValuesPage": {},
}
