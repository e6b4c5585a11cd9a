"""A deletion that is refused names the places that need the record, with links."""

from html import unescape

import pytest
from django.core.files.base import ContentFile
from django.db.models import PROTECT, ForeignKey
from django.urls import reverse

from partnership.directory.models import Organisation, Venue
from partnership.events.models import EventPage
from partnership.learning.models import ResourcePage
from partnership.library.models import PartnershipDocument
from partnership.pages.models import ArrangementsPage
from tests.laws.test_house_rules import OURS


def a_venue():
    venue = Venue.objects.create(name="Town hall")
    event = EventPage.objects.first()
    event.venue = venue
    event.save()
    return venue, event


def a_venue_of_a_session():
    venue = Venue.objects.create(name="Library")
    event = EventPage.objects.exclude(sessions=None).first()
    event.sessions.set([*event.sessions.all()])
    event.sessions.all()[0].venue = venue
    event.save()
    return venue, event


def an_event_kind():
    event = EventPage.objects.first()
    return event.kind, event


def a_resource_kind():
    resource = ResourcePage.objects.exact_type(ResourcePage).first()
    return resource.kind, resource


def a_kind_of_publication():
    page = ArrangementsPage.objects.first()
    return page.publications.first().kind, page


def a_kind_of_organisation():
    organisation = Organisation.objects.first()
    return organisation.kind, organisation


def a_document():
    file = ContentFile(b"%PDF-1.4 report", name="report.pdf")
    document = PartnershipDocument.objects.create(title="Report", file=file)
    resource = ResourcePage.objects.exact_type(ResourcePage).first()
    resource.documents.create(document=document)
    resource.save()
    return document, resource


RECORDS = [
    a_venue,
    a_venue_of_a_session,
    an_event_kind,
    a_resource_kind,
    a_kind_of_publication,
    a_kind_of_organisation,
    a_document,
]


@pytest.fixture(params=RECORDS, ids=lambda make: make.__name__)
def record_and_use(request, db):
    return request.param()


def address(record, action="delete"):
    if isinstance(record, PartnershipDocument):
        return reverse("wagtaildocs:delete", args=[record.pk])
    return reverse(record.snippet_viewset.get_url_name(action), args=[record.pk])


def bulk(record):
    names = record._meta
    path = reverse("wagtail_bulk_action", args=[names.app_label, names.model_name, "delete"])
    return f"{path}?id={record.pk}"


def edit(use):
    if isinstance(use, Organisation):
        return address(use, "edit")
    return reverse("wagtailadmin_pages:edit", args=[use.pk])


@pytest.mark.parametrize("place", [address, bulk], ids=["alone", "in bulk"])
@pytest.mark.parametrize("method", ["get", "post"])
def test_each_place_that_needs_it_is_named_with_a_link(place, method, record_and_use, admin_client):
    record, use = record_and_use
    answer = getattr(admin_client, method)(place(record))
    assert answer.status_code == 200
    shown = unescape(answer.content.decode())
    assert "It cannot be deleted, because these need it." in shown
    assert f'<a href="{edit(use)}">{use}' in shown
    assert type(record).objects.filter(pk=record.pk).exists()
    assert ("Nothing was deleted." in shown) is (method == "post")


def test_every_record_that_others_can_need_is_among_these(db):
    needed = {
        field.related_model
        for model in OURS
        for field in model._meta.get_fields()
        if isinstance(field, ForeignKey) and field.remote_field.on_delete is PROTECT
    }
    needed -= {field.related_model for model in OURS for field in model._meta.parents.values()}
    shown = {type(make()[0]) for make in RECORDS}
    assert {model for model in needed if model.__module__.startswith("partnership.")} == shown
