"""The search in the admin: synonyms, promoted results, and what people looked for in vain."""

from django.contrib.auth.models import Permission
from django.urls import path, reverse_lazy
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import CreateView, SnippetViewSet, SnippetViewSetGroup

from .models import Promotion, Synonyms
from .reports import VainSearchesReport
from .words import tidy


class PrefilledCreateView(CreateView):
    """A form to add a record, with the words that its address gives."""

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
    list_display = ["words", "title", "note"]
    add_view_class = PrefilledCreateView


class VainSearchesMenuItem(MenuItem):
    def __init__(self, order):
        super().__init__(
            VainSearchesReport.page_title,
            reverse_lazy("search_in_vain"),
            icon_name=VainSearchesReport.header_icon,
            order=order,
        )

    def is_shown(self, request):
        return request.user.has_perm("search.view_vainsearch")


@register_snippet
class SearchGroup(SnippetViewSetGroup):
    menu_label = "Website search"
    menu_icon = "search"
    menu_order = 170
    items = [SynonymsViewSet, PromotionViewSet]

    def get_submenu_items(self):
        return [*super().get_submenu_items(), VainSearchesMenuItem(order=3)]


@hooks.register("register_reports_menu_item")
def add_vain_searches_to_reports():
    return VainSearchesMenuItem(order=1100)


@hooks.register("register_admin_urls")
def add_vain_searches_address():
    return [path("reports/searches-in-vain/", VainSearchesReport.as_view(), name="search_in_vain")]


@hooks.register("register_permissions")
def offer_vain_searches_permissions():
    return Permission.objects.filter(
        content_type__app_label="search", codename__in=["view_vainsearch", "delete_vainsearch"]
    )
