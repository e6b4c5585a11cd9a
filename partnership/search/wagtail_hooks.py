"""The search in the admin: synonyms, promoted results, and searches with no results."""

from django.db.models import Q
from django.urls import path
from wagtail import hooks
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import CreateView, SnippetViewSet, SnippetViewSetGroup

from partnership.ground.admin import OwnChooserViewSet, PermittedMenuItem
from partnership.ground.partnerships import not_elsewhere, of_site_at_work

from .models import Promotion, Synonyms
from .reports import EmptySearchesReport
from .words import tidy


class PrefilledCreateView(CreateView):
    """A form to add a record, filled in with the words in its address."""

    def get_initial_form_instance(self):
        return self.model(words=tidy(self.request.GET.get("words", "")))


class SynonymsViewSet(SnippetViewSet):
    model = Synonyms
    menu_label = "Synonyms"
    icon = "link"
    add_view_class = PrefilledCreateView


class PromotionViewSet(SnippetViewSet):
    model = Promotion
    menu_label = "Promoted results"
    icon = "thumbtack"
    chooser_viewset_class = OwnChooserViewSet
    list_display = ["words", "title", "note"]
    add_view_class = PrefilledCreateView

    def get_queryset(self, request):
        theirs = Q(page=None) | not_elsewhere("page__path")
        return Promotion.objects.filter(theirs, Q(document=None) | of_site_at_work("document__"))


@register_snippet
class SearchGroup(SnippetViewSetGroup):
    menu_label = "Website search"
    menu_icon = "search"
    menu_order = 170
    items = [SynonymsViewSet, PromotionViewSet]

    def get_submenu_items(self):
        return [
            *super().get_submenu_items(),
            PermittedMenuItem(EmptySearchesReport, "search_empty", order=3),
        ]


@hooks.register("register_reports_menu_item")
def add_empty_searches_to_reports():
    return PermittedMenuItem(EmptySearchesReport, "search_empty", order=1100)


@hooks.register("register_admin_urls")
def register_empty_searches_url():
    return [path("reports/searches-in-vain/", EmptySearchesReport.as_view(), name="search_empty")]
