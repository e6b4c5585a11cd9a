"""Kinds of groups and publications in the admin."""

from wagtail.snippets.views.snippets import SnippetViewSet

from .models import GroupKind, PublicationKind


class PublicationKindViewSet(SnippetViewSet):
    model = PublicationKind
    icon = "doc-full"
    list_display = ["name", "sort_order"]


class GroupKindViewSet(SnippetViewSet):
    model = GroupKind
    icon = "group"
    list_display = ["name", "sort_order"]
