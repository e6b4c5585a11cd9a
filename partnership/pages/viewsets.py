"""Kinds of groups and publications in the admin, and the list of pages below a page."""

from wagtail.admin.viewsets.pages import PageViewSet
from wagtail.models import Page
from wagtail.snippets.views.snippets import SnippetViewSet

from .listings import ExplorerView
from .models import GroupKind, PublicationKind


class PublicationKindViewSet(SnippetViewSet):
    model = PublicationKind
    icon = "doc-full"
    list_display = ["name", "sort_order"]


class GroupKindViewSet(SnippetViewSet):
    model = GroupKind
    icon = "group"
    list_display = ["name", "sort_order"]


class ExplorerViewSet(PageViewSet):
    """In place of Wagtail's, for every kind of page."""

    model = Page
    index_view_class = ExplorerView
