"""Visitors see a contact only after a person has verified it, and until that expires."""

from datetime import timedelta
from html import unescape

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone

from partnership.directory.models import Contact
from partnership.directory.models.contacts import validate_telephone
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


def test_the_panel_beside_the_form_does_not_call_a_contact_live(admin_client, contact):
    add, change = "wagtailsnippets_directory_contact:add", "wagtailsnippets_directory_contact:edit"
    new = admin_client.get(reverse(add)).content.decode()
    saved = admin_client.get(reverse(change, args=[contact.pk])).content.decode()
    assert ">Not saved yet</h3>" in new
    assert ">Saved</h3>" in saved
    assert "Live" not in new + saved


def test_the_form_of_an_unverified_contact_says_so_in_words(admin_client, contact):
    address = reverse("wagtailsnippets_directory_contact:edit", args=[contact.pk])
    form = " ".join(admin_client.get(address).content.decode().split())
    assert form.count('aria-readonly="true"> No entry </div>') == 3
    assert "None </div>" not in form


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


def test_no_contact_is_verified_for_ever(contact):
    contact.verify_every = 0
    with pytest.raises(ValidationError, match="greater than or equal to 1"):
        contact.full_clean()


def test_ticking_the_box_records_who_and_when(admin_client, administrator, contact):
    contact = edit(admin_client, contact, verified_now="on")
    assert contact.verified_by == administrator
    assert contact.verified_on == timezone.localdate()
    assert contact.verify_again_by == timezone.localdate() + timedelta(days=180)


@pytest.fixture
def verified(contact, administrator):
    contact.verify(administrator)
    contact.save()
    return contact


NEW = "01539 111111"


def refusal(admin_client, contact, **changes):
    """Try to save the contact with ``changes``, and return what the form says."""
    address = reverse("wagtailsnippets_directory_contact:edit", args=[contact.pk])
    form = {"name": contact.name, "kind": contact.kind, "value": contact.value}
    before = Contact.objects.filter(pk=contact.pk).values().get()
    answer = admin_client.post(address, form | {"verify_every": contact.verify_every} | changes)
    assert answer.status_code == 200
    assert Contact.objects.filter(pk=contact.pk).values().get() == before
    return unescape(answer.content.decode())


class TestChangingTheNumber:
    def test_leaves_the_old_one_until_the_new_one_is_verified(
        self, admin_client, client, page, verified
    ):
        changed = edit(admin_client, verified, value=NEW)
        assert changed.is_public
        assert seen(client, page)
        assert str(changed) == f"{verified.name} (a new value waits to be verified)"
        form = admin_client.get(
            reverse("wagtailsnippets_directory_contact:edit", args=[verified.pk])
        ).content.decode()
        assert f'name="value" value="{NEW}"' in form
        assert f"<strong>{NEW}</strong> waits to be verified" in form

        checked = edit(admin_client, verified, value=NEW, verified_now="on")
        assert (checked.value, checked.waiting_value) == (NEW, "")
        assert NEW in client.get(page.url).content.decode()

    def test_back_to_the_old_one_leaves_nothing_waiting(self, admin_client, verified):
        edit(admin_client, verified, value=NEW)
        assert edit(admin_client, verified, value=NUMBER).waiting_value == ""

    def test_with_another_change_later_keeps_what_waits(self, admin_client, verified):
        edit(admin_client, verified, value=NEW)
        assert edit(admin_client, verified, value=NEW, note="Free to call").waiting_value == NEW

    def test_is_told_with_what_visitors_see_and_where(self, admin_client, page, verified):
        address = reverse("wagtailsnippets_directory_contact:edit", args=[verified.pk])
        form = {"name": verified.name, "kind": "telephone", "value": NEW, "verify_every": 180}
        told = unescape(admin_client.post(address, form, follow=True).content.decode())
        assert f"Visitors see {NUMBER} until someone verifies {NEW}." in told
        assert "It is used here: Who to call." in told

    def test_is_in_the_history_with_both_values(self, admin_client, verified):
        edit(admin_client, verified, value=NEW)
        history = reverse("wagtailsnippets_directory_contact:history", args=[verified.pk])
        assert f"Typed {NEW}. Visitors see {NUMBER}." in admin_client.get(history).content.decode()

    def test_to_nothing_is_refused(self, admin_client, verified):
        assert f"Visitors see {NUMBER} now." in refusal(admin_client, verified, value="")

    def test_of_an_unverified_or_expired_contact_shows_neither(self, admin_client, verified):
        Contact.objects.update(verify_again_by=timezone.localdate() - timedelta(days=1))
        changed = edit(admin_client, verified, value=NEW)
        assert (changed.value, changed.waiting_value) == (NEW, "")
        assert not changed.is_public

    def test_into_an_address_needs_a_check_first(self, admin_client, verified):
        told = refusal(admin_client, verified, kind="email", value="team@example.org")
        assert "Check the contact first" in told


class TestHiding:
    def test_at_once_is_possible(self, admin_client, verified):
        assert not edit(admin_client, verified, hide_now="on").is_public

    def test_the_only_contact_of_a_page_names_the_page_first(self, admin_client, page, verified):
        told = refusal(admin_client, verified, hide_now="on")
        assert "Visitors would find no contact here: Who to call." in told
        assert not edit(admin_client, verified, hide_now="on", hide_anyway="on").is_public

    def test_one_of_several_contacts_needs_no_second_tick(self, admin_client, page, verified):
        page.body.append(("contacts", [Contact.objects.get(name="Emergency services")]))
        page.save()
        assert not edit(admin_client, verified, hide_now="on").is_public

    def test_and_verifying_at_once_is_refused(self, admin_client, verified):
        told = refusal(admin_client, verified, hide_now="on", verified_now="on")
        assert "either it is correct, or it is wrong" in told


class TestDeleting:
    def delete(self, client, contact):
        address = reverse("wagtailsnippets_directory_contact:delete", args=[contact.pk])
        return unescape(client.post(address, follow=True).content.decode())

    def test_a_contact_that_no_page_shows_is_possible(self, admin_client, contact):
        self.delete(admin_client, contact)
        assert not Contact.objects.filter(pk=contact.pk).exists()

    def test_a_contact_in_use_is_refused_with_the_places(self, admin_client, contact, page):
        told = self.delete(admin_client, contact)
        assert "was not deleted, because it is shown in these places." in told
        assert f'<a href="/admin/pages/{page.pk}/edit/">Who to call</a>' in told
        assert Contact.objects.filter(pk=contact.pk).exists()

    def test_a_contact_in_use_is_refused_in_bulk(self, admin_client, contact, page):
        address = reverse("wagtail_bulk_action", args=["directory", "contact", "delete"])
        told = admin_client.post(f"{address}?id={contact.pk}", follow=True).content.decode()
        assert "was not deleted" in told
        assert Contact.objects.filter(pk=contact.pk).exists()

    def test_the_emergency_number_is_refused(self, admin_client, db):
        told = self.delete(admin_client, Contact.objects.get(name="Emergency services"))
        assert "was not deleted" in told


def test_another_interval_moves_the_end_of_the_verification(admin_client, verified):
    changed = edit(admin_client, verified, verify_every=30)
    assert changed.verify_again_by == changed.verified_on + timedelta(days=30)


def test_a_contact_is_found_by_search_in_the_order_of_names(admin_client, contact):
    address = reverse("wagtailsnippets_directory_contact:list")
    found = admin_client.get(address, {"q": "children", "ordering": "name"})
    assert contact.name in unescape(found.content.decode())
    assert contact.value in found.content.decode()


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
def test_a_contact_links_to_its_value(db, kind, value, href):
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
def test_a_value_that_cannot_be_dialled_or_opened_is_refused(db, kind, value):
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


def test_999_is_at_the_top_of_the_page_instead_of_an_unverified_contact(client, db):
    Contact.objects.filter(value="999").update(value="01539 000000", verified_on=None)
    html = client.get("/").content.decode()
    assert 'Danger now? <a href="tel:999">Call 999</a>' in html
    assert html.count('href="tel:999"') == 2  # and beside ‘See who to call’
    assert "01539 000000" not in html


@pytest.mark.parametrize(
    "number", ["0800 11", "01539 0000", "01539 000 000 000", "+44 1539", "12345678"]
)
def test_a_number_with_missing_digits_is_refused(number):
    with pytest.raises(ValidationError, match="some are missing, or there are too many"):
        validate_telephone(number)


@pytest.mark.parametrize(
    "number", ["999", "101", "116 123", "18000", "0800 1111", "01539 000000", "+44 300 373 2724"]
)
def test_a_whole_number_is_taken(number):
    validate_telephone(number)


def test_how_a_contact_was_verified_is_said_anew(admin_client, contact):
    verified = edit(admin_client, contact, verified_now="on", verified_how="We called it")
    address = reverse("wagtailsnippets_directory_contact:edit", args=[contact.pk])
    form = admin_client.get(address).context["form"]
    assert form["verified_how"].value() == ""
    assert edit(admin_client, verified, note="Free").verified_how == "We called it"
    assert edit(admin_client, verified, verified_now="on").verified_how == ""
