"""The screens that this product adds to Wagtail's admin can be used by everyone."""

import pytest
from django.urls import reverse

from partnership.directory.models import Contact, Person
from partnership.events.models import EventPage
from partnership.library.models import PartnershipDocument
from partnership.newsletters.models import NewsletterIndexPage
from partnership.pages.models import PartnershipSettings

pytestmark = pytest.mark.django_db
SIZES = ((1280, "light"), (320, "dark"))
# Ours is what lies in the main part; the frame around it and its fields are Wagtail's, which has an
# unlabelled input for tags and, in its map of a long form, a button too small for a finger.
OURS = "#main"
WAGTAILS = ("ui-autocomplete-input", "w-minimap__toggle")


@pytest.fixture
def screens():
    """The addresses of our own screens, and of Wagtail's that we have added to."""
    names = """accounts_invitations accounts_pages accounts_roles accounts_report accounts_dormant
    accounts_audit operations_jobs outbox_messages search_empty library_faults pages_broken_links
    front_gaps pages_diary editing_kept_forms wagtailadmin_home"""
    event, document = EventPage.objects.first(), PartnershipDocument.objects.first()
    settings = PartnershipSettings.objects.first()
    return [
        *map(reverse, names.split()),
        reverse("start_next", args=[event.pk]),
        reverse("paste_edition", args=[NewsletterIndexPage.objects.first().pk]),
        reverse("add_sessions", args=[event.pk]),
        reverse("person_joining", args=[Person.objects.first().pk]),
        reverse("add_old_editions", args=[NewsletterIndexPage.objects.get().pk]),
        reverse("wagtaildocs:edit", args=[document.pk]),
        reverse("wagtailsnippets_directory_contact:edit", args=[Contact.objects.first().pk]),
        reverse("wagtailsettings:edit", args=["pages", "partnershipsettings", settings.site_id]),
        reverse("wagtailadmin_pages:delete", args=[event.pk]),
        reverse("wagtailadmin_pages:unpublish", args=[event.pk]),
    ]


def test_each_has_no_fault_and_fits_a_phone(editor, faults, screens):
    found = {}
    for address in screens:
        assert editor.goto(address).ok, address
        for width, scheme in SIZES:
            editor.set_viewport_size({"width": width, "height": 900})
            editor.emulate_media(color_scheme=scheme)
            left = [
                fault for fault in faults(editor, OURS) if not any(w in fault for w in WAGTAILS)
            ]
            if left:
                found[f"{address} {width} {scheme}"] = left
    assert found == {}


@pytest.mark.parametrize("accent", PartnershipSettings.Accent.values)
def test_they_can_be_read_in_every_colour_of_a_partnership(editor, faults, change_site, accent):
    change_site(f"UPDATE pages_partnershipsettings SET accent = '{accent}'")
    for color_scheme in ("light", "dark"):
        editor.emulate_media(color_scheme=color_scheme)
        editor.goto(reverse("front_gaps"))
        assert faults(editor) == [], color_scheme
