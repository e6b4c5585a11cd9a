"""Editors are warned of contacts that visitors do not see, and of numbers typed into a page."""

from datetime import timedelta
from html import unescape

import pytest
from django.urls import reverse
from django.utils import timezone

from partnership.directory.models import Contact
from partnership.front.models import HomePage
from partnership.pages.models import GuidancePage
from partnership.pages.typed_numbers import numbers_in

EMPTY = "Visitors see no contact on this page"
SOME = "only some of the contacts"


@pytest.fixture
def contact(db):
    return Contact.objects.create(name="Duty team of a test", value="01539 000000")


@pytest.fixture
def verified(db):
    contact = Contact(name="Helpline of a test", value="0800 000 0000")
    contact.verify(None)
    contact.save()
    return contact


@pytest.fixture
def page_with(db):
    """Return a function that adds a draft with these blocks of text."""

    def make(*body, **fields):
        page = GuidancePage(title="Who to call", body=body, live=False, **fields)
        HomePage.objects.get().add_child(instance=page)
        page.save_revision()
        return page

    return make


def words(response):
    return " ".join(unescape(response.content.decode()).split())


def form_of(client, page):
    return words(client.get(reverse("wagtailadmin_pages:edit", args=[page.pk])))


def publish(client, *pages):
    """Publish the pages at once and return what the next screen says."""
    address = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])
    chosen = "&".join(f"id={page.pk}" for page in pages)
    return words(client.post(f"{address}?{chosen}&next=/admin/", follow=True))


def test_a_page_whose_only_contact_is_hidden_names_it_and_leads_to_it(
    admin_client, page_with, contact
):
    form = form_of(admin_client, page_with(("contacts", [contact])))
    assert EMPTY in form
    address = reverse("wagtailsnippets_directory_contact:edit", args=[contact.pk])
    assert f'<a href="{address}">{contact.name}</a>: not verified yet' in form


def test_a_page_with_another_contact_says_that_one_is_hidden(
    admin_client, page_with, contact, verified
):
    form = form_of(admin_client, page_with(("contacts", [contact, verified])))
    assert SOME in form
    assert f">{verified.name}</a>: " not in form


def test_a_page_whose_contacts_are_all_seen_has_no_warning(admin_client, page_with, verified):
    form = form_of(admin_client, page_with(("contacts", [verified])))
    assert EMPTY not in form
    assert SOME not in form


@pytest.mark.parametrize(
    ("body", "fields"),
    [
        ([("prose", "<p>Call <b>01539</b> 000000 today.</p>")], {}),
        ([("callout", {"title": "Note", "text": "<p>Call 01539 000000.</p>"})], {}),
        ([], {"search_description": "Call 01539 000000."}),
    ],
)
def test_a_number_typed_into_a_page_is_named_above_its_form(admin_client, page_with, body, fields):
    form = form_of(admin_client, page_with(*body, **fields))
    assert "Typed into the text: 01539 000000." in form


def test_publishing_says_which_contact_is_hidden_and_which_number_is_typed(
    admin_client, page_with, contact
):
    page = page_with(("contacts", [contact]), ("prose", "<p>Or 01632 960001.</p>"))
    said = publish(admin_client, page)
    page.refresh_from_db()
    assert page.live
    assert "Check what ‘Who to call’ says about how to reach people." in said
    assert EMPTY in said
    assert f">{contact.name}</a>: not verified yet" in said
    assert "Typed into the text: 01632 960001." in said


def test_publishing_a_page_without_faults_says_nothing(admin_client, page_with, verified):
    assert "how to reach people" not in publish(admin_client, page_with(("contacts", [verified])))


def test_the_preview_names_a_hidden_contact_where_visitors_see_nothing(
    admin_client, client, page_with, contact
):
    page = page_with(("contacts", [contact]))
    address = reverse("wagtailadmin_pages:view_draft", args=[page.pk])
    assert f"Visitors do not see ‘{contact.name}’ here: not verified" in words(
        admin_client.get(address)
    )
    page.save_revision().publish()
    client.logout()
    assert contact.name not in words(client.get(page.url))


def test_a_contact_whose_check_has_lapsed_is_named_with_the_day(admin_client, page_with, verified):
    verified.verify_again_by = timezone.localdate() - timedelta(days=1)
    verified.save()
    assert "verification expired after" in form_of(
        admin_client, page_with(("contacts", [verified]))
    )


def test_numbers_are_found_as_people_type_them():
    text = "Call (01539) 000000, (01539)000001, +44 (0)1539 000002 or 01539 000000; (0 of 12)."
    assert numbers_in(text) == [
        "(01539) 000000",
        "(01539)000001",
        "+44 (0)1539 000002",
        "01539 000000",
    ]
