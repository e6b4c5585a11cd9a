"""An admin page and a menu item for people with a permission, and a chooser of own records."""

from django.urls import reverse_lazy
from django.views.generic import TemplateView
from wagtail.admin.menu import MenuItem
from wagtail.admin.views.generic import PermissionCheckedMixin, WagtailAdminTemplateMixin
from wagtail.snippets.views.chooser import ChooseResultsView, ChooseView, SnippetChooserViewSet


class AdminPage(PermissionCheckedMixin, WagtailAdminTemplateMixin, TemplateView):
    """An admin page with breadcrumbs, for people with ``permission_required``."""

    def get_breadcrumbs_items(self):
        return [*self.breadcrumbs_items, {"url": "", "label": self.page_title}]


class PermittedMenuItem(MenuItem):
    """A menu item for ``view``, at ``url_name``, shown to people who may open the view."""

    def __init__(self, view, url_name, order):
        super().__init__(
            view.page_title, reverse_lazy(url_name), icon_name=view.header_icon, order=order
        )
        self.view = view

    def is_shown(self, request):
        policy = self.view.permission_policy
        if self.view.permission_required:
            return policy.user_has_permission(request.user, self.view.permission_required)
        return policy.user_has_any_permission(request.user, self.view.any_permission_required)


class OwnRecordsMixin:
    """For views that choose a record: they offer what the list of such records shows."""

    def get_object_list(self):
        return self.model.snippet_viewset.get_queryset(self.request)


class ChooseOwnView(OwnRecordsMixin, ChooseView):
    pass


class ChooseOwnResultsView(OwnRecordsMixin, ChooseResultsView):
    pass


class OwnChooserViewSet(SnippetChooserViewSet):
    """Offers the records of the partnership that one works on, and shared ones."""

    choose_view_class = ChooseOwnView
    choose_results_view_class = ChooseOwnResultsView
