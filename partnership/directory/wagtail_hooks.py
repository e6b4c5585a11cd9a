"""The directory in the admin: one menu with a list for each kind of record."""

from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet, SnippetViewSetGroup

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


class ContactViewSet(SnippetViewSet):
    model = Contact
    menu_label = "Contact register"
    icon = "mobile-alt"
    list_display = ["name", "kind", "area", "hidden_because", "verify_again_by", "owner"]
    list_filter = ["kind", "area", "owner"]
    inspect_view_enabled = True


class OrganisationViewSet(SnippetViewSet):
    model = Organisation
    icon = "group"
    list_display = ["name", "kind", "area", "parent"]
    list_filter = ["kind", "area"]


class PersonViewSet(SnippetViewSet):
    model = Person
    icon = "user"
    list_display = ["name", "post", "organisation", "left_on"]
    list_filter = ["organisation"]


class VenueViewSet(SnippetViewSet):
    model = Venue
    icon = "home"
    list_display = ["name", "postcode", "area"]
    list_filter = ["area"]


class MembershipViewSet(SnippetViewSet):
    model = Membership
    icon = "link"
    list_display = ["organisation", "site"]
    list_filter = ["site"]


class AreaViewSet(SnippetViewSet):
    model = Area
    icon = "site"


class AudienceViewSet(SnippetViewSet):
    model = Audience
    icon = "group"


class OrganisationKindViewSet(SnippetViewSet):
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
