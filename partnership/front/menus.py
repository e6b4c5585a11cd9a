"""Admin menus that group the pages and lists of all subjects."""

from wagtail.admin.viewsets.base import ViewSetGroup
from wagtail.snippets.views.snippets import SnippetViewSetGroup

from partnership.events.viewsets import EventKindViewSet, EventListingViewSet
from partnership.learning.viewsets import ResourceKindViewSet, ResourceListingViewSet, TopicViewSet
from partnership.newsletters.viewsets import NewsletterSeriesViewSet
from partnership.pages.viewsets import GroupKindViewSet, PublicationKindViewSet
from partnership.policies.viewsets import PolicyListingViewSet


class LearningGroup(ViewSetGroup):
    """Events, resources and policies, wherever they are in the tree."""

    menu_label = "Learning"
    menu_icon = "openquote"
    menu_order = 140
    items = (EventListingViewSet, ResourceListingViewSet, PolicyListingViewSet)


class ListsGroup(SnippetViewSetGroup):
    menu_label = "Lists"
    menu_icon = "list-ul"
    menu_order = 160
    items = [
        TopicViewSet,
        ResourceKindViewSet,
        EventKindViewSet,
        PublicationKindViewSet,
        GroupKindViewSet,
        NewsletterSeriesViewSet,
    ]
