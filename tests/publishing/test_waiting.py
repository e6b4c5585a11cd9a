"""Who changes something is told so once visitors see it."""

import time

import pytest
from django.http import HttpResponse
from django.test import RequestFactory

from partnership.directory.models import Contact
from partnership.publishing import headers
from partnership.publishing.leases import Leases
from partnership.publishing.models import Generation

pytestmark = pytest.mark.django_db


@pytest.fixture
def leases(settings, tmp_path):
    settings.EDGE_FOLDER = str(tmp_path)
    return Leases(tmp_path)


@pytest.fixture
def sleeps(monkeypatch):
    """The pauses that were made."""
    made = []
    monkeypatch.setattr(headers.time, "sleep", made.append)
    return made


def change(request):
    """Answer ``request`` by changing what every visitor may see."""
    Contact.objects.update(hours="Day and night")
    return HttpResponse("Saved")


def look(request):
    return HttpResponse("A page")


def test_it_waits_until_the_companion_has_said_it(leases, monkeypatch):
    Contact.objects.update(hours="Never")
    leases.say(str(Generation.present()), time.time())
    pauses = []

    def pause(seconds):
        pauses.append(seconds)
        if len(pauses) == 3:
            leases.say(str(Generation.present()), time.time())

    monkeypatch.setattr(headers.time, "sleep", pause)
    response = headers.wait_for_visitors(change)(RequestFactory().post("/admin/"))
    assert response.content == b"Saved"
    assert len(pauses) == 3


def test_it_does_not_wait_for_what_visitors_cannot_see(leases, sleeps):
    headers.wait_for_visitors(look)(RequestFactory().post("/admin/"))
    assert sleeps == []


@pytest.mark.parametrize("word", ["away-0", "unsure-0"])
def test_it_does_not_wait_while_the_database_was_away(word, leases, sleeps):
    leases.say(word, time.time(), in_advance=8)
    headers.wait_for_visitors(change)(RequestFactory().post("/admin/"))
    assert sleeps == []


def test_it_does_not_wait_for_ever_for_a_companion_that_died(leases, sleeps, monkeypatch):
    monkeypatch.setattr(headers, "SECONDS_TO_ARRIVE", 0.05)
    headers.wait_for_visitors(change)(RequestFactory().post("/admin/"))
    assert sleeps


def test_who_only_looks_waits_for_nothing(leases, sleeps, django_assert_num_queries):
    with django_assert_num_queries(0):
        headers.wait_for_visitors(look)(RequestFactory().get("/admin/"))
    assert sleeps == []


def test_without_nginx_there_is_nothing_to_wait_for(settings):
    settings.EDGE_FOLDER = None
    assert headers.wait_for_visitors(look) is look
