from .resources import ResourceDocument, ResourceIndexPage, ResourceKind, ResourcePage, Topic
from .reviews import PracticeReviewPage, ReviewAction

__all__ = [
    "PracticeReviewPage",
    "ResourceDocument",
    "ResourceIndexPage",
    "ResourceKind",
    "ResourcePage",
    "ReviewAction",
    "Topic",
]
