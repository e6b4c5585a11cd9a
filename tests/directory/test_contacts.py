"""Visitors see a contact only after a person has verified it, and until that expires."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone

from partnership.directory.models import Contact
from partnership.front.models import HomePage
from partnership.pages.models import GuidancePage

NUMBER = "01539 000000"


@pytest.fixture
def contact(db):
    """A local number that no one has verified."""
    return Contact.objects.create(name="Children’s services of a test", value=NUMBER)


@pytest.fixture
def page(contact):
    """A page that shows the contact."""
    page = GuidancePage(title="Who to call", slug="who", body=[("contacts", [contact])])
    HomePage.objects.get().add_child(instance=page)
    return page


def edit(admin_client, contact, **changes):
    """Save the contact in the admin with ``changes``, and return the saved contact."""
    form = {
        "name": contact.name,
        "kind": contact.kind,
        "value": contact.value,
        "verify_every": contact.verify_every,
    }
    address = reverse("wagtailsnippets_directory_contact:edit", args=[contact.pk])
    assert admin_client.post(address, form | changes).status_code == 302
    return Contact.objects.get(pk=contact.pk)


def seen(client, page):
    return NUMBER in client.get(page.url).content.decode()


def test_an_unverified_contact_is_hidden(client, page):
    assert not seen(client, page)


def test_a_verified_contact_is_shown(client, page, contact, administrator):
    contact.verify(administrator)
    contact.save()
    assert seen(client, page)


def test_a_contact_is_shown_on_its_last_day_and_hidden_from_the_next(
    client, page, contact, administrator
):
    contact.verify(administrator)
    contact.verify_again_by = timezone.localdate()
    contact.save()
    assert seen(client, page)
    contact.verify_again_by -= timedelta(days=1)
    contact.save()
    assert not seen(client, page)
    assert "expired" in contact.hidden_because


def test_a_contact_that_never_changes_never_expires(contact, administrator):
    contact.verify_every = 0
    contact.verify(administrator)
    assert contact.verify_again_by is None
    assert contact.is_public


def test_ticking_the_box_records_who_and_when(admin_client, administrator, contact):
    contact = edit(admin_client, contact, verified_now="on")
    assert contact.verified_by == administrator
    assert contact.verified_on == timezone.localdate()
    assert contact.verify_again_by == timezone.localdate() + timedelta(days=180)


def test_a_contact_with_a_changed_number_is_hidden_again(admin_client, administrator, contact):
    contact.verify(administrator)
    contact.save()
    assert edit(admin_client, contact, note="Free to call").is_public
    assert not edit(admin_client, contact, value="01539 111111").is_public


def test_an_empty_number_cannot_be_verified(admin_client, contact):
    address = reverse("wagtailsnippets_directory_contact:edit", args=[contact.pk])
    form = {"name": contact.name, "kind": "telephone", "verify_every": 180, "verified_now": "on"}
    response = admin_client.post(address, form)
    assert "Type the number, address or link that you checked." in response.content.decode()
    assert not Contact.objects.get(pk=contact.pk).is_public


@pytest.mark.parametrize(
    ("kind", "value", "href"),
    [
        ("telephone", "0808 800 5000", "tel:08088005000"),
        ("telephone", "+44 20 0000 0000", "tel:+442000000000"),
        ("email", "team@example.org", "mailto:team@example.org"),
        ("link", "https://example.org/form", "https://example.org/form"),
        ("post", "1 High Street", ""),
    ],
)
def test_a_contact_links_to_its_value(kind, value, href):
    assert Contact(kind=kind, value=value).href == href


@pytest.mark.parametrize(
    ("kind", "value"),
    [
        ("telephone", "call the office"),
        ("telephone", "0800 CHILD"),
        ("email", "team at example.org"),
        ("link", "javascript:alert(1)"),
        ("link", "example.org"),
    ],
)
def test_a_value_that_cannot_be_dialled_or_opened_is_refused(kind, value):
    with pytest.raises(ValidationError) as refusal:
        Contact(name="A contact", kind=kind, value=value).clean()
    assert "value" in refusal.value.message_dict


def test_the_queryset_and_the_record_agree_on_what_is_public(db, administrator):
    today = timezone.localdate()
    for name, value, verified, again in [
        ("unverified", NUMBER, None, None),
        ("verified", NUMBER, today, None),
        ("last day", NUMBER, today, today),
        ("expired", NUMBER, today, today - timedelta(days=1)),
        ("empty", "", today, None),
    ]:
        Contact.objects.create(name=name, value=value, verified_on=verified, verify_again_by=again)
    public = set(Contact.objects.public())
    assert public == {contact for contact in Contact.objects.all() if contact.is_public}
    assert {"verified", "last day"} <= {contact.name for contact in public}


def test_an_unverified_emergency_contact_is_not_at_the_top_of_the_page(client, db):
    Contact.objects.filter(value="999").update(verified_on=None)
    assert "tel:999" not in client.get("/").content.decode()
