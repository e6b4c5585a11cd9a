from .about import AboutPage, TeamMember
from .arrangements import ArrangementsPage, Publication, PublicationKind
from .base import PartnershipPage
from .groups import GroupKind, GroupPage, Seat
from .guidance import GuidancePage
from .home import HomePage
from .loaded import Loaded
from .members import MembersPage
from .news import NewsIndexPage, NewsPage
from .newsletters import NewsletterIndexPage, NewsletterPage, NewsletterSeries
from .partnership import PartnershipSettings
from .report import ReportConcernPage
from .sitemap import SiteMapPage
from .values import ValuesPage

__all__ = [
    "AboutPage",
    "ArrangementsPage",
    "GroupKind",
    "GroupPage",
    "GuidancePage",
    "HomePage",
    "Loaded",
    "MembersPage",
    "NewsIndexPage",
    "NewsPage",
    "NewsletterIndexPage",
    "NewsletterPage",
    "NewsletterSeries",
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
