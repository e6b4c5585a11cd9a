from .about import AboutPage, TeamMember
from .arrangements import ArrangementsPage, Publication, PublicationKind
from .base import PartnershipPage
from .event_index import EventIndexPage
from .events import EventKind, EventPage
from .groups import GroupKind, GroupPage, Seat
from .guidance import GuidancePage
from .home import HomePage
from .learning import LearningPage
from .loaded import Loaded
from .members import MembersPage
from .news import NewsIndexPage, NewsPage
from .newsletters import NewsletterIndexPage, NewsletterPage, NewsletterSeries
from .partnership import PartnershipSettings
from .policies import Manual, PoliciesPage, PolicyPage, PolicyVersion
from .report import ReportConcernPage
from .resources import ResourceDocument, ResourceIndexPage, ResourceKind, ResourcePage, Topic
from .reviews import PracticeReviewPage, ReviewAction
from .sessions import EventSession
from .sitemap import SiteMapPage
from .values import ValuesPage

__all__ = [
    "AboutPage",
    "ArrangementsPage",
    "EventIndexPage",
    "EventKind",
    "EventPage",
    "EventSession",
    "GroupKind",
    "GroupPage",
    "GuidancePage",
    "HomePage",
    "LearningPage",
    "Loaded",
    "Manual",
    "MembersPage",
    "NewsIndexPage",
    "NewsPage",
    "NewsletterIndexPage",
    "NewsletterPage",
    "NewsletterSeries",
    "PartnershipPage",
    "PartnershipSettings",
    "PoliciesPage",
    "PolicyPage",
    "PolicyVersion",
    "PracticeReviewPage",
    "Publication",
    "PublicationKind",
    "ReportConcernPage",
    "ResourceDocument",
    "ResourceIndexPage",
    "ResourceKind",
    "ResourcePage",
    "ReviewAction",
    "Seat",
    "SiteMapPage",
    "TeamMember",
    "Topic",
    "ValuesPage",
]
