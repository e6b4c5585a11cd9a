"""Programs that watch the site are answered whatever its state, and strangers learn no details."""

import re
from datetime import timedelta

import psycopg2
import pytest
from django.core.mail import EmailMessage
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from partnership.operations.models import Job
from partnership.outbox.models import Message
from partnership.pages.models import PartnershipSettings
from tests.wfscp_site.test_errors import failing

ADDRESSES = ["/health/live", "/health/ready", "/metrics"]
TOKEN = {"authorization": "Bearer a long token"}
# From another machine, by nginx on this one; the first address is what the visitor claims.
FROM_ELSEWHERE = {"x-forwarded-for": "127.0.0.1, 203.0.113.9", "x-forwarded-proto": "https"}

pytestmark = pytest.mark.usefixtures("healthy")


def write_letter(minutes_ago):
    """Put a message into the outbox, written some time ago."""
    email = EmailMessage("Hello", "A line.\n", "team@example.org", ["reader@example.org"])
    (letter,) = Message.objects.put(email)
    letter.made_at -= timedelta(minutes=minutes_ago)
    letter.save()
    return letter


def stop_worker():
    Job.objects.update(last_finished_at=None)


@pytest.mark.parametrize("address", ADDRESSES)
def test_all_is_well(client, address):
    response = client.get(address)
    assert response.status_code == 200
    assert response["Cache-Control"] == "no-store"
    assert "X-Accel-Expires" not in response
    assert not response.cookies


@pytest.mark.parametrize("address", ADDRESSES)
def test_a_closed_website_is_watched_too(client, address):
    PartnershipSettings.objects.update(is_open=False)
    assert client.get("/").status_code == 503
    assert client.get(address).status_code == 200


@pytest.mark.parametrize("address", ADDRESSES)
def test_a_balancer_may_ask_without_https_and_by_the_number_of_the_machine(settings, address):
    settings.SECURE_SSL_REDIRECT = True
    settings.ALLOWED_HOSTS = ["www.example.org"]
    response = Client().get(address, headers={"host": "10.0.0.5"})
    assert response.status_code == 200


@pytest.mark.parametrize("address", ADDRESSES)
def test_watching_changes_nothing(client, address):
    assert client.head(address).status_code == 200
    assert client.post(address).status_code == 405


def test_a_stopped_worker_is_named_to_programs_on_this_machine(client):
    stop_worker()
    response = client.get("/health/ready")
    assert response.status_code == 503
    assert response["Cache-Control"] == "no-store"
    assert response.json() == {"status": "failing", "failing": ["worker"]}
    assert client.get("/health/live").json() == {"status": "ok"}


@pytest.mark.parametrize(
    "headers",
    [
        FROM_ELSEWHERE,
        {"x-forwarded-for": "203.0.113.9, 127.0.0.1"},
        {"x-forwarded-for": "nonsense"},
        {"x-forwarded-proto": "https"},
        FROM_ELSEWHERE | {"authorization": "Bearer another token"},
        FROM_ELSEWHERE | {"authorization": "Bearer ÿ"},
    ],
)
def test_from_another_machine_nobody_learns_what_fails(client, settings, headers):
    settings.METRICS_TOKEN = "a long token"
    stop_worker()
    response = client.get("/health/ready", headers=headers)
    assert response.status_code == 503
    assert response.json() == {"status": "failing"}
    assert client.get("/metrics", headers=headers).status_code == 403


def test_without_a_token_in_the_settings_none_opens(client, settings):
    settings.METRICS_TOKEN = ""
    headers = FROM_ELSEWHERE | {"authorization": "Bearer "}
    assert client.get("/metrics", headers=headers).status_code == 403


def test_the_token_opens_from_anywhere(client, settings):
    settings.METRICS_TOKEN = "a long token"
    stop_worker()
    response = client.get("/health/ready", headers=FROM_ELSEWHERE | TOKEN)
    assert response.json()["failing"] == ["worker"]
    assert client.get("/metrics", headers=FROM_ELSEWHERE | TOKEN).status_code == 200


@pytest.mark.parametrize("way", [{}, {"x-forwarded-for": "127.0.0.1"}])
def test_a_program_on_this_machine_asks_gunicorn_or_nginx(client, way):
    assert client.get("/metrics", headers=way).status_code == 200


def test_a_socket_is_of_this_machine(client):
    assert client.get("/metrics", REMOTE_ADDR="").status_code == 200
    assert client.get("/metrics", REMOTE_ADDR="203.0.113.9").status_code == 403


def test_while_the_database_is_away_it_alone_is_named(client):
    with failing(psycopg2.OperationalError, ("",)):
        ready, metrics = client.get("/health/ready"), client.get("/metrics")
        assert client.get("/health/live").status_code == 200
    assert ready.status_code == 503
    assert ready.json()["failing"] == ["database"]
    assert values_in(metrics)['partnership_check_failed{check="database"}'] == 1
    assert "partnership_disk_free_bytes" in values_in(metrics)


def test_being_ready_costs_four_queries(client):
    client.get("/health/ready")
    with CaptureQueriesContext(connection) as queries:
        client.get("/health/ready")
    assert len(queries) == 4


def values_in(response):
    """Return the metrics in ``response`` as {name with label: number}."""
    lines = response.content.decode().splitlines()
    numbers = [line for line in lines if not line.startswith("#")]
    assert all(re.fullmatch(r'\w+(\{\w+="[\w.]+"\})? -?[\d.]+', line) for line in numbers)
    return {name: float(number) for name, number in (line.rsplit(" ", 1) for line in numbers)}


def test_prometheus_reads_what_database_and_disk_know(client, settings):
    Job.objects.filter(pk="outbox.send_messages").update(last_error="Refused")
    values = values_in(client.get("/metrics"))
    assert values[f'partnership_info{{version="{settings.VERSION}"}}'] == 1
    assert values['partnership_job_failed{job="outbox.send_messages"}'] == 1
    assert values['partnership_job_failed{job="outbox.forget_old_messages"}'] == 0
    assert 0 <= values['partnership_job_age_seconds{job="outbox.send_messages"}'] < 60
    assert values['partnership_check_failed{check="worker"}'] == 0
    assert values["partnership_mail_waiting"] == 0
    assert values["partnership_mail_oldest_seconds"] == 0
    assert values["partnership_generation"] > 0
    assert 0 < values["partnership_disk_free_bytes"] <= values["partnership_disk_bytes"]


def test_prometheus_reads_for_how_long_a_letter_has_waited(client):
    write_letter(minutes_ago=20)
    values = values_in(client.get("/metrics"))
    assert values["partnership_mail_waiting"] == 1
    assert 1200 <= values["partnership_mail_oldest_seconds"] < 1260
    assert values['partnership_check_failed{check="mail"}'] == 1


def test_one_letter_that_is_refused_does_not_hide_that_others_leave(client):
    write_letter(minutes_ago=20)
    assert client.get("/health/ready").json()["failing"] == ["mail"]
    write_letter(minutes_ago=0).record_sent()
    assert client.get("/health/ready").status_code == 200


def test_a_letter_of_this_minute_is_not_late(client):
    write_letter(minutes_ago=0)
    assert client.get("/health/ready").status_code == 200
