"""Admin screens of the structure: all groups in their order, and the seats of one as a grid."""

from django import forms
from django.core.exceptions import PermissionDenied
from django.db import models, transaction
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.views.generic import TemplateView
from modelcluster.forms import BaseChildFormSet, childformset_factory
from wagtail.admin import messages
from wagtail.admin.widgets import AdminDateInput
from wagtail.permissions import page_permission_policy

from partnership.directory.models import Organisation, Person
from partnership.editing.edit_conflicts import check_page
from partnership.editing.error_summary import problems_of
from partnership.editing.taking_turns import wait_for_turn
from partnership.ground.admin import AdminPage
from partnership.ground.partnerships import not_elsewhere

from .admin_views import PageFormView, PageViewMixin
from .changing import change_page, may_change
from .models import GroupPage, MembersPage, Seat

BLANK_ROWS = 4


class GroupsView(PageViewMixin, TemplateView):
    """The groups below one Members page, each with its seats, and ways to change them."""

    kind = MembersPage
    template_name = "pages/admin/groups.html"
    page_title = "Groups and seats"
    header_icon = "group"

    def is_permitted(self, permissions):
        return may_see_groups(permissions)

    def get_context_data(self, **kwargs):
        groups = GroupPage.objects.outline(self.page)
        user = self.request.user
        for group in groups:
            group.may = group.permissions_for_user(user)
            above = group.above or self.page
            group.may_be_moved = above.permissions_for_user(user).can_reorder_children()
        may_add = self.page.permissions_for_user(user).can_add_subpage()
        return super().get_context_data(
            page=self.page, groups=groups, may_add=may_add, today=timezone.localdate(), **kwargs
        )

    def post(self, request, pk):
        """Move a group before or after the next one on its level."""
        groups = GroupPage.objects.descendant_of(self.page)
        group = get_object_or_404(groups, pk=request.POST.get("group"))
        earlier = request.POST.get("move") == "up"
        if not group.get_parent().permissions_for_user(request.user).can_reorder_children():
            raise PermissionDenied
        moved = move(group, earlier, request.user)
        where = "up" if earlier else "down"
        if moved:
            messages.success(request, f"‘{group}’ moved {where}. Visitors see the new order.")
        return redirect("groups_and_seats", pk)


def move(group, earlier, user):
    """Move ``group`` one place among the groups of its level; return whether there was one."""
    siblings = GroupPage.objects.sibling_of(group, inclusive=False)
    if earlier:
        other, side = siblings.filter(path__lt=group.path).order_by("path").last(), "left"
    else:
        other, side = siblings.filter(path__gt=group.path).order_by("path").first(), "right"
    if other:
        group.move(other, pos=side, user=user)
    return bool(other)


class OwnGroupsView(AdminPage):
    """Leads from the menu to the groups of the partnership that one works on."""

    template_name = "pages/admin/no_groups.html"
    page_title = "Groups and seats"
    header_icon = "group"
    permission_policy = page_permission_policy
    any_permission_required = ["add", "change", "publish"]

    def get(self, request):
        page = MembersPage.objects.filter(not_elsewhere()).order_by("path").first()
        return redirect("groups_and_seats", page.pk) if page else super().get(request)


class SeatsFormSet(BaseChildFormSet):
    """The seats of a group as rows, which share the lists of people and organisations."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        today = timezone.localdate()
        held = [seat.holder_id for seat in self.instance.seats.all()]
        in_post = models.Q(left_on=None) | models.Q(left_on__gte=today) | models.Q(pk__in=held)
        self.lists = {
            "holder": [("", "Vacant"), *_choices(Person.objects.filter(in_post))],
            "organisation": [("", "None"), *_choices(Organisation.objects.all())],
        }

    def add_fields(self, form, index):
        super().add_fields(form, index)
        form.fields["ORDER"].widget = forms.HiddenInput()
        for name, choices in self.lists.items():
            form.fields[name].choices = choices
        for name in ("started_on", "ended_on"):
            form.fields[name].widget = AdminDateInput()

    @property
    def problems(self):
        """Each error, as a ``Problem`` that leads to its field."""
        rows = enumerate(self.forms, 1)
        return [found for n, row in rows for found in problems_of(row, f"Row {n}, ")]


def _choices(records):
    return [(record.pk, str(record)) for record in records]


GridOfSeats = childformset_factory(
    GroupPage,
    Seat,
    formset=SeatsFormSet,
    fields=["name", "is_chair", "organisation", "holder", "started_on", "ended_on"],
    extra=BLANK_ROWS,
    can_order=True,
)


class SeatsView(PageFormView):
    """All seats of one group in a grid, with blank rows for new ones."""

    kind = GroupPage
    form_class = GridOfSeats
    template_name = "pages/admin/seats.html"
    page_title = "Fill in seats"
    header_icon = "user"

    def is_permitted(self, permissions):
        return may_fill_in_seats(self.page, permissions)

    def get_form_kwargs(self):
        draft = self.page.get_latest_revision_as_object()
        return super().get_form_kwargs() | {"instance": draft}

    def get_context_data(self, **kwargs):
        may_publish = self.page.permissions_for_user(self.request.user).can_publish()
        return super().get_context_data(
            page=self.page,
            members=members_page_of(self.page),
            may_publish=may_publish,
            latest=self.page.latest_revision,
            **kwargs,
        )

    @transaction.atomic
    def post(self, request, *args, **kwargs):
        wait_for_turn(f"page {self.page.pk}")
        self.page.refresh_from_db()
        check_page(request, self.page)
        return super().post(request, *args, **kwargs)

    def form_valid(self, form):
        if hasattr(self.page, "conflicting_state"):
            return self.render_to_response(self.get_context_data(form=form))
        if not form.has_changed():
            messages.success(self.request, "Nothing was changed.")
            return redirect(self.address())
        is_seen = change_page(self.page, self.request.user, lambda draft: _save(form, draft))
        _say_saved(self.request, self.page, is_seen)
        return redirect(self.address())

    def address(self):
        members = members_page_of(self.page)
        return reverse("groups_and_seats", args=[members.pk]) + f"#group-{self.page.pk}"


def _save(rows, draft):
    """Put the ``rows`` of the grid into ``draft``."""
    rows.instance = draft
    rows.save(commit=False)


def _say_saved(request, page, is_seen):
    if is_seen:
        messages.success(request, f"Seats of ‘{page}’ saved. Visitors see them now.")
        return
    button = messages.button(reverse("wagtailadmin_pages:edit", args=[page.pk]), "Open the group")
    messages.warning(
        request,
        f"Seats of ‘{page}’ saved in its draft. Visitors see them once the group is published.",
        buttons=[button],
    )


def offer_seats(request, page):
    """Say that ``page`` is a group without seats, and lead to the grid for them."""
    if isinstance(page, GroupPage) and not page.get_latest_revision_as_object().seats.exists():
        button = messages.button(reverse("group_seats", args=[page.pk]), "Fill in seats")
        messages.info(request, f"‘{page}’ has no seats yet.", buttons=[button])


def members_page_of(page):
    """Return the Members page that ``page`` is, or the one that it is a group of, or None."""
    if not issubclass(page.specific_class or type(page), (MembersPage, GroupPage)):
        return None
    return MembersPage.objects.ancestor_of(page, inclusive=True).last()


def may_see_groups(permissions):
    """Whether someone with ``permissions`` on the Members page works on what is below it."""
    return (
        permissions.can_edit() or permissions.can_add_subpage() or permissions.can_publish_subpage()
    )


def may_fill_in_seats(page, permissions):
    """Whether ``page`` is a group, and ``permissions`` allow changing its draft now."""
    return page.specific_class is GroupPage and may_change(permissions)
