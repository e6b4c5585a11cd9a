"""Admin views beside the form of a page: copy it to the next of its kind, fix broken links."""

from django import forms
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect
from django.views.generic import FormView
from wagtail.admin import messages
from wagtail.admin.admin_url_finder import AdminURLFinder
from wagtail.admin.ui.tables import Column, Table, TitleColumn
from wagtail.admin.views.generic import WagtailAdminTemplateMixin
from wagtail.models import Page
from wagtail.permissions import page_permission_policy

from partnership.ground.admin import AdminPage
from partnership.ground.diary import diary

from .broken_links import broken_links
from .slugs import validate_title
from .starting_next import next_label, start_next


class PageViewMixin(WagtailAdminTemplateMixin):
    """An admin page about one page of the site, for those whom ``is_permitted`` lets in."""

    kind = Page
    page_id_kwarg = "pk"

    def dispatch(self, request, *args, **kwargs):
        self.page = get_object_or_404(self.kind, pk=kwargs[self.page_id_kwarg]).specific
        if not self.is_permitted(self.page.permissions_for_user(request.user)):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_page_subtitle(self):
        return self.page.get_admin_display_title()

    def get_breadcrumbs_items(self):
        return [*self.breadcrumbs_items, {"url": "", "label": self.page_title}]


class PageFormView(PageViewMixin, FormView):
    """An admin page with a form about one page of the site."""


class SourceColumn(TitleColumn):
    """The page or record that a row is about, as a link to its form."""

    def get_value(self, row):
        page = row.source
        return page.get_admin_display_title() if isinstance(page, Page) else str(page)

    def get_link_url(self, row, parent_context):
        return AdminURLFinder(parent_context["request"].user).get_edit_url(row.source)


class TableReport(AdminPage):
    """A report for everyone who may work on pages: ``find()`` returns the rows of its table.

    The template gets ``table``, None without rows, and ``count``.
    """

    permission_policy = page_permission_policy
    any_permission_required = ["add", "change", "publish"]

    def get_context_data(self, **kwargs):
        rows = self.find()
        table = Table(self.columns, rows) if rows else None
        return super().get_context_data(table=table, count=len(rows), **kwargs)


class BrokenLinksReport(TableReport):
    """Links on public pages that visitors cannot follow."""

    template_name = "pages/admin/broken_links.html"
    page_title = "Broken links"
    header_icon = "link"
    columns = [
        SourceColumn("source", label="Page"),
        Column("field", label="Part"),
        Column("words", label="Link text"),
        Column("target", label="Leads to"),
        Column("reason", label="Status"),
    ]
    find = staticmethod(broken_links)


class DiaryReport(TableReport):
    """What happens or is due on a day to come, from publishing to people’s last days."""

    template_name = "pages/admin/diary.html"
    page_title = "What happens when"
    header_icon = "calendar"
    columns = [
        Column("when", label="When"),
        Column("what", label="What happens"),
        SourceColumn("source", label="Page or record"),
    ]
    find = staticmethod(diary)


class NextTitleForm(forms.Form):
    """The form for the title of the new page."""

    title = forms.CharField(
        max_length=255,
        validators=[validate_title],
        help_text="The web address is made from the title. You can change the address before you "
        "publish.",
    )


class StartNextView(PageFormView):
    """Copy an event or resource to a new draft for the next one."""

    form_class = NextTitleForm
    template_name = "pages/admin/start_next.html"
    header_icon = "copy"

    @property
    def page_title(self):
        return next_label(self.page)

    def is_permitted(self, permissions):
        if not may_start_next(self.page, permissions):
            return False
        return self.page.get_parent().permissions_for_user(self.request.user).can_add_subpage()

    def get_initial(self):
        return {"title": self.page.get_admin_display_title()}

    def get_context_data(self, **kwargs):
        left_out = [
            field.verbose_name if hasattr(field, "verbose_name") else field.name
            for field in map(self.page._meta.get_field, self.page.not_for_the_next)
        ]
        return super().get_context_data(page=self.page, left_out=left_out, **kwargs)

    def form_valid(self, form):
        new = start_next(self.page, form.cleaned_data["title"], self.request.user)
        messages.success(
            self.request,
            f"This is the new draft, copied from ‘{self.page.get_admin_display_title()}’. "
            "Visitors cannot see it until you publish it.",
        )
        return redirect("wagtailadmin_pages:edit", new.pk)


def may_start_next(page, permissions):
    """Whether someone with ``permissions`` on ``page`` may copy it to the next of its kind."""
    return hasattr(page.specific_class, "not_for_the_next") and permissions.can_edit()
