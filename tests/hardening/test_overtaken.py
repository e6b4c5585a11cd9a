"""Two people edit the same thing: the second to save is warned, and can then save over it."""

import re

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.core.files.base import ContentFile
from django.test import Client
from django.urls import reverse
from django.utils.html import strip_tags
from justhtml import JustHTML
from wagtail.fields import StreamField
from wagtail.models import Collection, Page, Site
from wagtail.snippets.models import get_snippet_models

from partnership.accounts.models import User
from partnership.directory.models import Organisation
from partnership.library.models import PartnershipDocument, PartnershipImage
from partnership.pages.models import GuidancePage, PartnershipSettings
from tests.laws.kinds import KINDS, NAMES, example
from tests.signing_in import sign_in

WARNING = "This has changed since you opened it"
BY_WHOM = "Clarke saved it on"
KEPT = "Everything you typed is still here"


@pytest.fixture
def hayley(db):
    """Return the browser of another person who edits the same things."""
    user = get_user_model().objects.create_superuser(
        "hayley@example.org", "a long password", first_name="Hayley", last_name="Clarke"
    )
    client = Client()
    sign_in(client, user)
    return client


# Fields built by scripts, sent empty.
STREAMS = {
    f"{field.name}-count": "0"
    for model in (*KINDS, PartnershipSettings)
    for field in model._meta.get_fields()
    if isinstance(field, StreamField)
}


def fields_of(response):
    """Return what a browser would send from the edit form without any change."""
    form = JustHTML(response.content.decode(), sanitize=False).query("form[data-edit-form]")[0]
    fields = dict(STREAMS)
    for element in form.query("input[name], textarea[name], select[name]"):
        name, kind = element.attrs["name"], element.attrs.get("type", "")
        if element.name == "textarea":
            # A browser leaves out the first line break.
            fields[name] = element.to_text(strip=False).removeprefix("\n")
        elif element.name == "select":
            chosen = element.query("option[selected]")
            if "multiple" in element.attrs or chosen:
                fields[name] = [option.attrs.get("value", "") for option in chosen]
            else:
                fields[name] = element.query("option")[0].attrs.get("value", "")
        elif kind in ("checkbox", "radio"):
            if "checked" in element.attrs:
                fields.setdefault(name, []).append(element.attrs.get("value", "on"))
        elif kind not in ("file", "submit", "button"):
            fields[name] = element.attrs.get("value", "")
    return fields


def text(response):
    return re.sub(r"\s+", " ", strip_tags(response.content.decode()))


def records():
    """Yield (name, function that returns the address of an edit form) for each kind."""
    for model in get_snippet_models():
        yield (
            model.__name__,
            lambda model=model: reverse(
                model.snippet_viewset.get_url_name("edit"), args=[first_or_new(model).pk]
            ),
        )
    yield (
        "settings",
        lambda: reverse(
            "wagtailsettings:edit",
            args=["pages", "partnershipsettings", Site.objects.get(is_default_site=True).pk],
        ),
    )
    yield "image", lambda: reverse("wagtailimages:edit", args=[PartnershipImage.objects.first().pk])
    yield (
        "document",
        lambda: reverse("wagtaildocs:edit", args=[PartnershipDocument.objects.first().pk]),
    )
    yield "group", lambda: reverse("wagtailusers_groups:edit", args=[Group.objects.first().pk])
    yield (
        "user",
        lambda: reverse("wagtailusers_users:edit", args=[User.objects.get(first_name="Hayley").pk]),
    )
    yield "site", lambda: reverse("wagtailsites:edit", args=[Site.objects.first().pk])
    yield (
        "collection",
        lambda: reverse(
            "wagtailadmin_collections:edit",
            args=[Collection.get_first_root_node().add_child(name="Papers").pk],
        ),
    )


def first_or_new(model):
    """Return the first record of ``model``, or a new one if the starter site has none."""
    values = {
        "Membership": lambda: {
            "organisation": Organisation.objects.first(),
            "site": Site.objects.get(is_default_site=True),
        },
        "Promotion": lambda: {"words": "numbers", "page": Page.objects.last()},
        "Synonyms": lambda: {"words": "MASH, front door"},
        "Venue": lambda: {"name": "The Old School"},
    }
    return model.objects.first() or model.objects.create(**values[model.__name__]())


RECORDS = dict(records())


def changed(fields):
    """Return ``fields`` with something typed into the first that takes free text."""
    name = next(
        name
        for name in ("name", "title", "hostname", "words", "first_name", "reason")
        if isinstance(fields.get(name), str)
    )
    return fields | {name: f"{fields[name]} more"}


@pytest.mark.parametrize("name", RECORDS)
def test_a_record_saved_in_between_is_not_overwritten_without_warning(name, admin_client, hayley):
    address = RECORDS[name]()
    hers = fields_of(hayley.get(address))
    mine = fields_of(admin_client.get(address))
    assert "loaded_state" in mine
    assert hayley.post(address, changed(hers)).status_code == 302
    saved = fields_of(hayley.get(address))

    answer = admin_client.post(address, mine)
    assert answer.status_code == 200
    assert WARNING in text(answer)
    assert BY_WHOM in text(answer) or name == "collection"  # Wagtail keeps no history of it
    assert KEPT in text(answer)
    assert "See what was saved" in text(answer)
    again = fields_of(answer)
    for field, value in mine.items():
        if field not in ("loaded_state", "csrfmiddlewaretoken", "next"):
            assert again.get(field) == value, field
    assert fields_of(hayley.get(address)) | {"csrfmiddlewaretoken": ""} == saved | {
        "csrfmiddlewaretoken": ""
    }

    assert admin_client.post(address, again).status_code == 302


@pytest.mark.parametrize(
    ("kind", "action"),
    [*((kind, "save") for kind in KINDS), (GuidancePage, "publish")],
    ids=[*NAMES, "published"],
)
def test_a_page_saved_in_between_is_not_overwritten_without_warning(
    kind, action, admin_client, hayley
):
    page = example(kind)
    page.save_revision()
    address = reverse("wagtailadmin_pages:edit", args=[page.pk])
    button = {f"action-{action}": action}
    mine = fields_of(admin_client.get(address)) | {"search_description": "Mine."} | button
    hers = fields_of(hayley.get(address)) | {"search_description": "Hers."} | button
    hayley.post(address, hers)
    page.refresh_from_db()
    assert page.get_latest_revision_as_object().search_description == "Hers."

    answer = admin_client.post(address, mine)
    assert answer.status_code == 200
    assert WARNING in text(answer)
    assert BY_WHOM in text(answer)
    assert "Mine." in answer.content.decode()
    page.refresh_from_db()
    assert page.get_latest_revision_as_object().search_description == "Hers."

    again = fields_of(answer) | button
    # Wagtail's autosave may not overrule the person's own decision.
    autosave = admin_client.post(address, again, headers={"accept": "application/json"})
    assert autosave.json()["error_code"] == "invalid_revision"

    assert admin_client.post(address, again).status_code == 302
    page.refresh_from_db()
    assert page.get_latest_revision_as_object().search_description == "Mine."


def test_a_third_save_is_warned_as_well(admin_client, hayley):
    page = GuidancePage.objects.first()
    page.save_revision()
    address = reverse("wagtailadmin_pages:edit", args=[page.pk])
    mine = fields_of(admin_client.get(address))
    for _ in range(2):
        hayley.post(address, fields_of(hayley.get(address)))
        answer = admin_client.post(address, mine)
        assert WARNING in text(answer)
        mine = fields_of(answer)
    assert admin_client.post(address, mine).status_code == 302


def test_a_person_is_warned_of_their_own_save_in_another_tab(admin_client):
    record = Organisation.objects.first()
    address = reverse(Organisation.snippet_viewset.get_url_name("edit"), args=[record.pk])
    first, second = (fields_of(admin_client.get(address)) for _ in range(2))
    admin_client.post(address, first | {"name": "Another name"})
    assert "you saved it in another tab or on another device" in text(
        admin_client.post(address, second)
    )


def test_a_draft_that_the_form_itself_saved_causes_no_warning(admin_client):
    page = GuidancePage.objects.first()
    page.save_revision()
    address = reverse("wagtailadmin_pages:edit", args=[page.pk])
    mine = fields_of(admin_client.get(address))
    draft = admin_client.post(address, mine, headers={"accept": "application/json"}).json()
    mine |= {
        "loaded_revision_id": draft["revision_id"],
        "loaded_revision_created_at": draft["revision_created_at"],
    }
    assert admin_client.post(address, mine).status_code == 302


def test_a_person_is_warned_of_their_own_draft_from_another_tab(admin_client):
    page = GuidancePage.objects.first()
    address = reverse("wagtailadmin_pages:edit", args=[page.pk])
    first, second = (fields_of(admin_client.get(address)) for _ in range(2))
    admin_client.post(address, first, headers={"accept": "application/json"})
    assert "you saved it in another tab or on another device" in text(
        admin_client.post(address, second)
    )


def test_a_preview_still_works(admin_client, hayley):
    page = GuidancePage.objects.first()
    page.save_revision()
    mine = fields_of(admin_client.get(reverse("wagtailadmin_pages:edit", args=[page.pk])))
    page.save_revision()
    address = reverse("wagtailadmin_pages:preview_on_edit", args=[page.pk])
    assert admin_client.post(address, mine).json()["is_valid"]


def test_a_change_by_the_site_itself_is_warned_of_without_a_name(admin_client):
    address = RECORDS["settings"]()
    mine = fields_of(admin_client.get(address))
    PartnershipSettings.objects.update(name="Another name")
    answer = text(admin_client.post(address, mine))
    assert "This has changed since you opened it. Your changes have not been saved yet." in answer


def test_a_document_processed_in_between_causes_no_warning(admin_client):
    document = PartnershipDocument.objects.create(
        title="Numbers", file=ContentFile(b"%PDF-1.7 numbers", "numbers.pdf")
    )
    address = reverse("wagtaildocs:edit", args=[document.pk])
    mine = fields_of(admin_client.get(address))
    PartnershipDocument.objects.update(page_count=3, faults=["untagged"])
    assert admin_client.post(address, mine).status_code == 302
