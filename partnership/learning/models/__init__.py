from .actions import ReviewAction
from .documents import ResourceDocument
from .index import ResourceIndexPage
from .kinds import ResourceKind, Topic
from .resources import ResourcePage
from .reviews import PracticeReviewPage

__all__ = [
    "PracticeReviewPage",
    "ResourceDocument",
    "ResourceIndexPage",
    "ResourceKind",
    "ResourcePage",
    "ReviewAction",
    "Topic",
]
