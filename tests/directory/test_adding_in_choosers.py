"""A person, contact, organisation or venue that is missing is added from within its chooser."""

import pytest
from wagtail.models import ModelLogEntry

from partnership.directory.models import Contact, Organisation, OrganisationKind, Person, Venue
from partnership.events.blocks import EventsBlock
from partnership.pages.blocks.links import ButtonsBlock
from partnership.pages.blocks.records import ContactsBlock, DocumentsBlock, PeopleBlock

pytestmark = pytest.mark.django_db


def chooser(model, screen=""):
    return f"/admin/snippets/choose/directory/{model._meta.model_name}/{screen}"


@pytest.mark.parametrize(
    ("model", "values"),
    [
        (Person, {"name": "Corvin Ashgrove", "post": "Young adviser", "email": ""}),
        (Venue, {"name": "The new hall", "address": "1 Road", "postcode": "LA9 4DQ"}),
        (Contact, {"name": "New team", "kind": "telephone", "value": "01539 000000"}),
    ],
)
def test_what_is_added_is_chosen(person, browser_of, model, values):
    user = person("publisher")
    client = browser_of(user)
    assert "Add this" in client.get(chooser(model)).json()["html"]
    answer = client.post(chooser(model, "create/"), values).json()
    record = model.objects.get(name=values["name"])
    assert answer["step"] == "chosen"
    assert answer["result"]["id"] == str(record.pk)
    assert ModelLogEntry.objects.filter(object_id=record.pk, user=user).exists()


def test_an_organisation_is_added_with_its_kind(person, browser_of):
    kind = OrganisationKind.objects.first()
    values = {"name": "New trust", "kind": kind.pk}
    answer = browser_of(person("publisher")).post(chooser(Organisation, "create/"), values)
    assert answer.json()["step"] == "chosen"
    assert Organisation.objects.get(name="New trust").kind == kind


def test_visitors_see_a_new_contact_only_once_someone_says_it_is_correct(person, browser_of):
    client = browser_of(person("publisher"))
    values = {"kind": "telephone", "value": "01539 000000"}
    client.post(chooser(Contact, "create/"), values | {"name": "Not checked"})
    client.post(
        chooser(Contact, "create/"),
        values | {"name": "Checked", "verified_now": "on", "verified_how": "called"},
    )
    assert not Contact.objects.get(name="Not checked").is_public
    assert Contact.objects.get(name="Checked").is_public


def test_a_wrong_number_is_named_and_nothing_is_added(person, browser_of):
    values = {"name": "New team", "kind": "telephone", "value": "0153"}
    answer = browser_of(person("publisher")).post(chooser(Contact, "create/"), values).json()
    assert answer["step"] == "reshow_creation_form"
    assert "0153" in answer["htmlFragment"]
    assert not Contact.objects.filter(name="New team").exists()


@pytest.mark.parametrize("model", [Person, Contact])
def test_those_who_may_not_add_records_are_not_offered_it(person, browser_of, model):
    client = browser_of(person("editor"))
    assert "Add this" not in client.get(chooser(model)).json()["html"]
    client.post(chooser(model, "create/"), {"name": "Corvin Ashgrove", "kind": "telephone"})
    assert not model.objects.filter(name="Corvin Ashgrove").exists()


def test_empty_choosers_and_lists_use_the_words_of_the_record(admin_client):
    Venue.objects.all().delete()
    chosen = admin_client.get(chooser(Venue)).json()["html"]
    found = admin_client.get(chooser(Venue, "results/"), {"q": "hall"}).content.decode()
    listed = admin_client.get("/admin/snippets/directory/venue/").content.decode()
    assert "There is no venue to choose yet." in chosen
    assert "No venue matches ‘hall’." in found
    assert "There are no venues yet." in listed
    for shown in (chosen, found, listed):
        assert "/directory/venue/add/" in shown or shown is found
        assert "any venue snippets" not in shown


def test_a_row_of_a_list_says_what_it_is():
    for block in (ContactsBlock(), PeopleBlock(), DocumentsBlock(), ButtonsBlock(), EventsBlock()):
        assert block.child_block.label
