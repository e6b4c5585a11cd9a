"""The doctor says in plain words what is wrong with a broken installation, and what to do."""

import os
import re
import socket
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from io import StringIO

import psycopg2
import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from django.core.mail import EmailMessage
from django.core.management import call_command
from django.db import connection, connections
from django.db.migrations.recorder import MigrationRecorder
from wagtail.models import Site

from partnership.operations import health
from partnership.operations.connecting import REASONS, UNREACHABLE, explain_connection
from partnership.operations.examining import examine
from partnership.operations.models import Job
from partnership.outbox.models import Message
from partnership.publishing.leases import Leases
from tests.operations.refusing_server import RefusingServer
from tests.starter_site import address_of, run
from tests.upgrade.release_data import clean_environment
from wfscp_site.launcher import BASE_DIR


@pytest.fixture(autouse=True)
def _production(healthy, settings, mail_server):
    """Settings of an installation in which all is well."""
    settings.BASE_URL = "https://www.example.org"
    settings.ALLOWED_HOSTS = ["www.example.org"]
    settings.SECRET_KEY = "known to all, so fit for tests alone" * 2
    settings.SECOND_FACTOR = "required"
    settings.DEFAULT_FROM_EMAIL = "Team <team@example.org>"
    Site.objects.update(hostname="www.example.org")


def faults():
    """Return what the doctor finds, as {name of the check: what is wrong}."""
    return {name: fault.what for name, fault in examine("WATCHED", "EXAMINED") if fault}


def wrong(name):
    """Return what is wrong with ``name``, and nothing else may be."""
    found = faults()
    assert set(found) == {name}
    return found[name]


def doctor():
    """Run the command; return its status and what it printed."""
    output = StringIO()
    with pytest.raises(SystemExit) as end:
        call_command("doctor", stdout=output, no_color=True)
    return end.value.code, output.getvalue()


def test_all_is_well():
    status, printed = doctor()
    assert status == 0
    assert re.search(r"^database +ok$", printed, re.M)
    assert printed.endswith(" checks, 0 with a fault.\n")


def test_what_is_wrong_is_followed_by_what_to_do(settings):
    settings.SECRET_KEY = "secret"
    status, printed = doctor()
    assert status == 1
    assert re.search(r"^secret key +SECRET_KEY is too short.*\n +Set it to ", printed, re.M)
    assert printed.endswith(" checks, 1 with a fault.\n")


def test_missing_migrations():
    MigrationRecorder.Migration.objects.filter(app="operations").last().delete()
    assert "1 migration is missing" in wrong("migrations")
    MigrationRecorder.Migration.objects.filter(app="outbox").delete()
    assert "migrations are missing" in wrong("migrations")


def test_a_stopped_worker():
    Job.objects.all().delete()
    assert "The worker is not running" in wrong("worker")


def test_a_full_disk(monkeypatch):
    monkeypatch.setattr(health, "LEAST_FREE", 10**18)
    assert re.search(r"is nearly full: \d+ MB are free", wrong("disk"))


def certificate_of(days, folder):
    """Write a certificate that ends in so many ``days``; return its path."""
    key, now = ec.generate_private_key(ec.SECP256R1()), datetime.now(UTC)
    name = x509.Name([])
    made = (
        x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
        .not_valid_before(now - timedelta(days=60))
        .not_valid_after(now + timedelta(days=days, minutes=1))
        .sign(key, hashes.SHA256())
    )
    path = folder / "certificate.pem"
    path.write_bytes(made.public_bytes(serialization.Encoding.PEM))
    return str(path)


@pytest.mark.parametrize(
    ("days", "words"), [(3, "ends in 3 days."), (-1, "has ended: browsers refuse the site.")]
)
def test_a_certificate_that_ends(settings, tmp_path, days, words):
    settings.CERTIFICATE_FILE = certificate_of(days, tmp_path)
    assert wrong("certificate").endswith(words)


def test_a_certificate_that_lasts(settings, tmp_path, client):
    settings.CERTIFICATE_FILE = certificate_of(60, tmp_path)
    assert faults() == {}
    assert "partnership_certificate_days 60.0" in client.get("/metrics").content.decode()


@pytest.mark.parametrize("text", [None, "no certificate"])
def test_a_certificate_that_cannot_be_read(settings, tmp_path, client, text):
    path = tmp_path / "certificate.pem"
    if text:
        path.write_text(text)
    settings.CERTIFICATE_FILE = str(path)
    assert "can’t be read" in wrong("certificate")
    assert client.get("/metrics").status_code == 200


def test_mail_that_waits():
    (letter,) = Message.objects.put(EmailMessage("Hello", "", "a@example.org", ["b@example.org"]))
    letter.made_at -= timedelta(minutes=20)
    letter.save()
    assert wrong("mail") == ("No email leaves the site: 1 is waiting, the oldest for 20 minutes.")


def test_a_mail_server_that_is_away(settings, mail_server):
    mail_server.stop()
    assert "The mail server could not be reached." in wrong("mail_server")


def test_a_sender_that_other_mail_servers_refuse(settings):
    settings.DEFAULT_FROM_EMAIL = "webmaster@localhost"
    assert "which other mail servers refuse" in wrong("sender")


def test_a_failed_job():
    Job.objects.filter(pk="operations.clear_old_sessions").update(last_error="OSError: no room")
    assert wrong("jobs") == "Background jobs failed. Clear old sessions: OSError: no room"


def test_the_folder_of_nginx_is_missing(settings, tmp_path):
    settings.EDGE_FOLDER = str(tmp_path / "missing")
    assert "is missing" in wrong("edge")


def test_the_companion_of_nginx_is_dead(settings, tmp_path):
    settings.EDGE_FOLDER = str(tmp_path)
    Leases(tmp_path).say("1-0", asked_at=1_000_000)
    assert "companion is not running" in wrong("edge")


def test_errors_that_visitors_see(settings):
    settings.DEBUG = True
    assert "DEBUG is on" in wrong("debug")


def test_a_public_site_without_https(settings):
    settings.BASE_URL = "http://www.example.org"
    assert "travel unprotected" in wrong("base_url")


def test_a_host_that_is_not_allowed(settings):
    settings.ALLOWED_HOSTS = ["example.org", "www.example.org."]
    Site.objects.update(hostname="example.org")
    assert "www.example.org, is not in ALLOWED_HOSTS" in wrong("allowed_hosts")


def test_any_host_that_is_allowed(settings):
    settings.ALLOWED_HOSTS = ["*"]
    assert "ALLOWED_HOSTS is *" in wrong("allowed_hosts")


def test_a_second_partnership_whose_host_is_not_allowed():
    Site.objects.create(hostname="second.example.org", root_page=Site.objects.get().root_page)
    assert wrong("websites") == "Websites whose visitors get ‘Bad request’: second.example.org."


def test_a_password_alone(settings):
    settings.SECOND_FACTOR = "offered"
    assert "Two-step verification is optional" in wrong("two_steps")


def test_a_trial_on_ones_own_machine_is_no_public_site(settings):
    settings.BASE_URL, settings.ALLOWED_HOSTS = "http://127.0.0.1:8000", ["127.0.0.1"]
    settings.DEBUG, settings.SECOND_FACTOR = True, "offered"
    assert faults() == {}


def test_a_data_folder_that_is_none(settings, tmp_path):
    (tmp_path / "file").touch()
    settings.DATA_DIR = tmp_path / "file"
    assert "Not a directory" in wrong("data_folder")


def test_a_media_folder_that_is_missing(settings, tmp_path):
    settings.MEDIA_ROOT = str(tmp_path / "media")
    assert "No such file or directory" in wrong("data_folder")


def test_static_files_that_are_not_collected(settings, tmp_path):
    settings.STATIC_ROOT = str(tmp_path)
    assert "have not been collected" in wrong("static_files")


def test_a_postgresql_that_is_too_old(monkeypatch):
    new = connections.create_connection("default")
    new.alias = "old"  # Django looks once at the version of each
    monkeypatch.setattr(new.features, "minimum_database_version", (99,))
    monkeypatch.setattr(health, "connection", new)
    fault = health.database()
    new.close()
    assert "too old for the site, which needs version 14" in fault.what
    assert connection.features.minimum_database_version == (14,)


@pytest.mark.parametrize("words", REASONS)
def test_a_database_that_refuses(words):
    with RefusingServer(f"this says {words}") as server:
        address = f"postgresql://site:wrong@127.0.0.1:{server.port}/site"
        with pytest.raises(psycopg2.OperationalError) as refusal:
            psycopg2.connect(address)
    assert explain_connection(str(refusal.value)) == REASONS[words]


def doctor_process(*before, **environment):
    """Run the doctor in a process of its own."""
    given = clean_environment() | {
        "BASE_URL": "http://127.0.0.1:8000",
        "DATABASE_URL": address_of(connection.settings_dict["NAME"]),
        "DATA_DIR": os.environ["DATA_DIR"],
        "SECRET_KEY": "known to all, so fit for tests alone",
        "EMAIL_HOST": "",
    }
    return subprocess.run(
        (*before, sys.executable, "manage.py", "doctor"),
        cwd=BASE_DIR,
        env={k: v for k, v in (given | environment).items() if v is not None},
        capture_output=True,
        text=True,
        timeout=60,
    )


def test_a_database_that_is_away():
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]
    result = doctor_process(DATABASE_URL=f"postgresql://site:secret@127.0.0.1:{port}/site")
    assert result.returncode == 1
    assert result.stderr == ""
    assert re.search(rf"^database +{UNREACHABLE.what}\n +Start PostgreSQL", result.stdout)
    assert "migrations" not in result.stdout
    assert "secret key" in result.stdout
    assert "Run this again once the database is well" in result.stdout


def test_an_empty_database():
    name = f"{connection.settings_dict['NAME']}_empty"
    run(f"DROP DATABASE IF EXISTS {name}")
    run(f"CREATE DATABASE {name} TEMPLATE template0")
    result = doctor_process(DATABASE_URL=address_of(name))
    run(f"DROP DATABASE {name}")
    assert re.search(r"^migrations +The database is empty\.$", result.stdout, re.M)
    assert "worker" not in result.stdout
    assert " with a fault.\nRun this again" in result.stdout


def test_a_wrong_password():
    with RefusingServer('password authentication failed for user "site"') as server:
        result = doctor_process(DATABASE_URL=f"postgresql://site:no@127.0.0.1:{server.port}/site")
    assert "refuses the user or the password in DATABASE_URL" in result.stdout


def test_a_clock_that_is_wrong():
    result = doctor_process("faketime", "-f", "+1h")
    assert re.search(r"of the database differ by 36\d\d seconds", result.stdout)


@pytest.mark.parametrize("address", ["nonsense", "postgresql://site:a#b@host/site"])
def test_an_address_of_a_database_that_is_none(address):
    result = doctor_process(DATABASE_URL=address)
    assert result.returncode == 1
    assert result.stderr.startswith("DATABASE_URL is not the address of a database")
    assert "Traceback" not in result.stderr


def test_settings_that_are_missing():
    result = doctor_process(SECRET_KEY=None)
    assert result.returncode == 1
    assert result.stderr.startswith("Set the environment variable SECRET_KEY")
    assert "Traceback" not in result.stderr
