"""Logs as JSON say what happened in which request, and nothing about people."""

import json
import logging
import os
import re
import socket
import subprocess
import sys
from contextlib import closing
from http.client import HTTPConnection

import pytest
from django.test import Client

from tests.upgrade.release_data import clean_environment
from wfscp_site.launcher import BASE_DIR
from wfscp_site.logs import JsonFormatter, request_id, without_personal_data

OF_NGINX = "8215e77517a33bc5321b79b8b9604eae"


@pytest.fixture
def logged(caplog):
    """Return a function that returns the entries so far, as a program reads them."""

    def entries():
        lines = [JsonFormatter().format(record) for record in caplog.records]
        assert not any("\n" in line for line in lines)
        return [json.loads(line) for line in lines]

    return entries


def test_an_entry_is_an_object_with_time_level_and_words(logged):
    logging.getLogger("partnership.tests").warning("Read %s pages", 3)
    (entry,) = logged()
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT[\d:]{8}\.\d{3}\+00:00", entry["time"])
    assert entry["level"] == "WARNING"
    assert entry["logger"] == "partnership.tests"
    assert entry["message"] == "Read 3 pages"
    assert entry["process"] == os.getpid()
    assert "request_id" not in entry


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Not Found: /a/?q=Ada+Example", "Not Found: /a/?[query]"),
        ("to ada.example@example.org: refused", "to [email]: refused"),
        ("Key (email)=(ada@example.org) exists", "Key (email)=([email]) exists"),
        ("from 203.0.113.9:52114", "from [address]"),
        ("Invalid request from ip=2001:db8::1: no", "Invalid request from ip=[address]: no"),
        ("ended at 12:30:45 after 2.5 s, version 1.6", None),
        ("partnership.outbox.jobs failed. See 3.2.1", None),
        ("Is it? Yes", None),
    ],
)
def test_nothing_is_said_about_people(text, shown):
    assert without_personal_data(text) == (shown or text)


def test_an_error_is_said_without_its_text_which_may_quote_people(logged):
    name = "Ada Example"
    try:
        raise ValueError(name)
    except ValueError:
        logging.getLogger("partnership.tests").exception("A job failed")
    (entry,) = logged()
    assert entry["error"] == "ValueError"
    assert "test_logs.py" in entry["traceback"]
    assert name not in json.dumps(entry)


def test_what_is_logged_in_a_request_has_the_id_that_nginx_gave(client, db, logged):
    client.get("/missing/?q=Ada", headers={"x-request-id": OF_NGINX})
    (entry,) = [entry for entry in logged() if entry["logger"] == "django.request"]
    assert entry["message"] == "Not Found: /missing/"
    assert entry["request_id"] == OF_NGINX
    assert request_id.get() is None


@pytest.mark.parametrize("given", ["", "my own words", OF_NGINX.upper(), OF_NGINX + "0"])
def test_anything_else_is_no_id_and_one_is_made(client, db, logged, given):
    client.get("/missing/", headers={"x-request-id": given})
    client.get("/missing/", headers={"x-request-id": given})
    names = [entry["request_id"] for entry in logged() if entry["logger"] == "django.request"]
    assert all(re.fullmatch(r"[0-9a-f]{32}", name) for name in names)
    assert len(set(names)) == 2
    assert given not in names


def test_a_view_that_breaks_logs_its_id_and_place(db, logged, monkeypatch):
    def fail(*arguments, **options):
        raise ValueError("Ada Example")

    monkeypatch.setattr("partnership.pages.closed_sites._is_closed_to_visitor", fail)
    Client(raise_request_exception=False).get("/?q=Ada", headers={"x-request-id": OF_NGINX})
    (entry,) = [entry for entry in logged() if entry["level"] == "ERROR"]
    assert entry["message"] == "Internal Server Error: /"
    assert entry["request_id"] == OF_NGINX
    assert "closed_sites.py" in entry["traceback"]


def test_gunicorn_writes_json_too_and_no_visits(tmp_path):
    (tmp_path / "static").mkdir()
    with socket.create_server(("127.0.0.1", 0)) as door:
        process = subprocess.Popen(
            (sys.executable, "-m", "gunicorn", "wfscp_site.wsgi", f"--bind=fd://{door.fileno()}"),
            cwd=BASE_DIR,
            env=clean_environment()
            | {
                "DATABASE_URL": "postgresql://127.0.0.1:1/none",
                "DATA_DIR": str(tmp_path),
                "LOG_FORMAT": "json",
                "SECRET_KEY": "known to all, so fit for tests alone",
            },
            pass_fds=[door.fileno()],
            stderr=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        with closing(HTTPConnection(*door.getsockname(), timeout=60)) as visitor:
            visitor.request("GET", "/health/live?a=b")
            assert visitor.getresponse().status == 200
    process.terminate()
    printed, messages = process.communicate(timeout=30)
    entries = [json.loads(line) for line in messages.splitlines()]
    assert {entry["logger"] for entry in entries} == {"gunicorn.error"}
    assert any(entry["message"].startswith("Starting gunicorn") for entry in entries)
    assert printed == ""
