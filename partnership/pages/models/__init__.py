from .about import AboutPage, TeamMember
from .arrangements import ArrangementsPage, Publication, PublicationKind
from .base import PartnershipPage
from .groups import GroupKind, GroupPage, Seat
from .guidance import GuidancePage
from .identity import FormerIdentity
from .members import MembersPage
from .news import NewsIndexPage, NewsPage
from .partnership import PartnershipSettings
from .report import ReportConcernPage
from .sitemap import SiteMapPage
from .values import ValuesPage

__all__ = [
    "AboutPage",
    "ArrangementsPage",
    "FormerIdentity",
    "GroupKind",
    "GroupPage",
    "GuidancePage",
    "MembersPage",
    "NewsIndexPage",
    "NewsPage",
    "PartnershipPage",
    "PartnershipSettings",
    "Publication",
    "PublicationKind",
    "ReportConcernPage",
    "Seat",
    "SiteMapPage",
    "TeamMember",
    "ValuesPage",
]
