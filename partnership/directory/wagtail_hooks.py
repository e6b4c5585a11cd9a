"""The directory in the admin: one menu with a list for each kind of record."""

from django.shortcuts import redirect
from django.urls import path, reverse
from wagtail import hooks
from wagtail.admin.ui.tables import Column
from wagtail.admin.widgets.button import Button
from wagtail.log_actions import LogFormatter
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import (
    CreateView,
    EditView,
    SnippetViewSet,
    SnippetViewSetGroup,
)

from partnership.editing.places import refuse, uses_of
from partnership.ground.admin import OwnChooserViewSet
from partnership.ground.partnerships import of_site_at_work

from .added_menu import added_menu_items
from .choosers import (
    ContactChooserViewSet,
    OrganisationChooserViewSet,
    PersonChooserViewSet,
    VenueChooserViewSet,
)
from .joining import JoiningView
from .leaving import LeavingView
from .models import (
    Area,
    Audience,
    Contact,
    Membership,
    Organisation,
    OrganisationKind,
    Person,
    Venue,
)
from .places import places_of


class ContactEditView(EditView):
    """The form for a contact; it says what visitors see after a save, and where."""

    def get_success_message(self):
        contact = self.object
        seen = f"Visitors see {contact.text}" if contact.is_public else "Visitors do not see it"
        if contact.waiting_value:
            seen += f" until someone verifies {contact.waiting_value}"
        places = "; ".join(place.name for place in places_of(contact, self.request.user))
        return f"{super().get_success_message()} {seen}. It is used here: {places or 'nowhere'}."


class RegisterViewSet(SnippetViewSet):
    """A list of records that is found by any part of a word, in any order and with any filter."""

    search_backend_name = None  # the search index sorts by no related record
    search_fields = ["name"]


class ContactViewSet(RegisterViewSet):
    model = Contact
    chooser_viewset_class = ContactChooserViewSet
    search_fields = ["name", "value", "waiting_value"]
    menu_label = "Contact register"
    icon = "mobile-alt"
    edit_view_class = ContactEditView
    list_display = [
        "name",
        Column("seen_by_visitors", label="Visitors see"),
        "area",
        "verify_again_by",
        "owner",
    ]
    list_filter = ["kind", "area", "owner"]
    inspect_view_enabled = True

    def get_queryset(self, request):
        return Contact.objects.filter(of_site_at_work()).select_related("area", "owner")


class OrganisationViewSet(RegisterViewSet):
    model = Organisation
    chooser_viewset_class = OrganisationChooserViewSet
    search_fields = ["name", "short_name"]
    icon = "group"
    list_display = ["name", "kind", "area", "parent"]
    list_filter = ["kind", "area"]

    def get_queryset(self, request):
        return Organisation.objects.select_related("kind", "area", "parent")


class PersonButton(Button):
    """Leads to a screen about a person, for those who may change them."""

    def __init__(self, label, url_name, icon_name, person, user):
        address = reverse(url_name, args=[person.pk])
        super().__init__(label, address, icon_name=icon_name, priority=15)
        self.show = user.has_perm("directory.change_person")


def person_buttons(person, user):
    """Return what leads to the screens for someone who joins, and for someone who leaves."""
    joining = ("They join: give posts and seats", "person_joining", "user")
    leaving = ("They leave: hand over posts", "person_leaving", "logout")
    return [PersonButton(*button, person, user) for button in (joining, leaving)]


class PersonEditView(EditView):
    @property
    def header_more_buttons(self):
        return [*super().header_more_buttons, *person_buttons(self.object, self.request.user)]


class PersonAddView(CreateView):
    """The form for a new person; the next screen has the vacant posts and seats."""

    def get_success_url(self):
        if self.permission_policy.user_has_permission(self.request.user, "change"):
            return reverse("person_joining", args=[self.object.pk])
        return super().get_success_url()


class PersonViewSet(RegisterViewSet):
    model = Person
    chooser_viewset_class = PersonChooserViewSet
    search_fields = ["name", "post"]
    icon = "user"
    add_view_class = PersonAddView
    edit_view_class = PersonEditView
    list_display = ["name", "post", "organisation", "left_on"]
    list_filter = ["organisation"]

    def get_queryset(self, request):
        return Person.objects.select_related("organisation")


class VenueViewSet(RegisterViewSet):
    model = Venue
    chooser_viewset_class = VenueChooserViewSet
    search_fields = ["name", "address", "postcode"]
    icon = "home"
    list_display = ["name", "postcode", "area"]
    list_filter = ["area"]

    def get_queryset(self, request):
        return Venue.objects.select_related("area")


class MembershipViewSet(RegisterViewSet):
    model = Membership
    search_fields = ["organisation__name"]
    icon = "link"
    chooser_viewset_class = OwnChooserViewSet
    list_display = ["organisation", "site"]

    def get_queryset(self, request):
        return Membership.objects.filter(of_site_at_work()).select_related("organisation", "site")


class AreaViewSet(RegisterViewSet):
    model = Area
    icon = "site"


class AudienceViewSet(RegisterViewSet):
    model = Audience
    icon = "group"


class OrganisationKindViewSet(RegisterViewSet):
    model = OrganisationKind
    icon = "list-ul"
    list_display = ["name", "is_statutory", "sort_order"]


@register_snippet
class DirectoryGroup(SnippetViewSetGroup):
    menu_label = "Directory"
    menu_icon = "group"
    menu_order = 150
    items = [
        ContactViewSet,
        PersonViewSet,
        OrganisationViewSet,
        VenueViewSet,
        MembershipViewSet,
        OrganisationKindViewSet,
        AreaViewSet,
        AudienceViewSet,
    ]

    def get_submenu_items(self):
        return [*super().get_submenu_items(), *added_menu_items()]


@hooks.register("register_admin_urls")
def register_joining_and_leaving():
    return [
        path("people/<int:pk>/joining/", JoiningView.as_view(), name="person_joining"),
        path("people/<int:pk>/leaving/", LeavingView.as_view(), name="person_leaving"),
    ]


@hooks.register("register_snippet_listing_buttons")
def add_person_buttons(record, user, next_url=None):
    return person_buttons(record, user) if isinstance(record, Person) else []


@hooks.register("register_log_actions")
def register_contact_history(actions):
    @actions.register_action("directory.contact")
    class ContactFormatter(LogFormatter):
        label = "Change a contact"

        def format_message(self, log_entry):
            return log_entry.data["done"]


@hooks.register("before_delete_snippet")
def refuse_to_delete_contacts_in_use(request, records):
    """Keep every contact that a page shows: its number is replaced instead."""
    for contact in records:
        if isinstance(contact, Contact) and (uses := uses_of(contact)):
            refuse(
                request,
                f"{contact.name} was not deleted, because it is shown in these places. Change its "
                "number instead, or first choose another contact there:",
                uses,
            )
            return redirect("wagtailsnippets_directory_contact:edit", contact.pk)
    return None


@hooks.register("before_bulk_action")
def refuse_to_delete_contacts_in_bulk(request, action_type, records, action):
    if action_type == "delete":
        return refuse_to_delete_contacts_in_use(request, records)
    return None
