"""The report on searches with no results, in Wagtail's admin."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from wagtail.permission_policies import ModelPermissionPolicy

from partnership.ground.admin import AdminPage
from partnership.ground.partnerships import of_site_at_work
from partnership.search.models.empty_searches import SHOWN_FROM

from .jobs import DAYS_HIDDEN, DAYS_SHOWN
from .models import EmptySearch, Promotion, Synonyms


class EmptySearchesReport(AdminPage):
    """Searches that found nothing, with links to add synonyms or a promoted result."""

    permission_policy = ModelPermissionPolicy(EmptySearch)
    permission_required = "view"
    template_name = "search/admin/empty_searches.html"
    page_title = "Searches with no results"
    header_icon = "search"

    def get_context_data(self, **kwargs):
        searches = EmptySearch.objects.filter(of_site_at_work())
        return super().get_context_data(
            searches=searches.shown(),
            hidden=searches.filter(words="").count(),
            shown_from=SHOWN_FROM,
            days_hidden=DAYS_HIDDEN,
            days_shown=DAYS_SHOWN,
            add_synonyms=self._address_for_adding(Synonyms),
            add_promotion=self._address_for_adding(Promotion),
            may_forget=self.permission_policy.user_has_permission(self.request.user, "delete"),
            **kwargs,
        )

    def post(self, request):
        """Delete one search."""
        if not self.permission_policy.user_has_permission(request.user, "delete"):
            raise PermissionDenied
        search = get_object_or_404(EmptySearch.objects.shown(), pk=request.POST.get("forget"))
        search.delete()
        messages.success(request, f"Search ‘{search}’ deleted.")
        return redirect("search_empty")

    def _address_for_adding(self, model):
        """Return where the user adds a ``model``; empty if the user may not."""
        viewset = model.snippet_viewset
        may_add = viewset.permission_policy.user_has_permission(self.request.user, "add")
        return reverse(viewset.get_url_name("add")) if may_add else ""
