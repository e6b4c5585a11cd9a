"""Editors and administrators see a warning when background jobs have stopped or failed."""

from datetime import timedelta

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group, Permission
from django.urls import reverse
from django.utils import timezone

from partnership.operations.models import Job, registered_jobs, worker_is_running
from partnership.operations.registry import all_jobs
from tests.signing_in import sign_in

NOT_RUNNING = "Scheduled publishing is not running"
FAILED = "Some background jobs failed"


@pytest.fixture
def editor_client(db, client):
    editor = get_user_model().objects.create_user("editor@example.org")
    group = Group.objects.create(name="Editors of a test")
    group.permissions.add(Permission.objects.get(codename="access_admin"))
    editor.groups.add(group)
    sign_in(client, editor)
    return client


@pytest.fixture
def administrator_client(db, client):
    sign_in(client, get_user_model().objects.create_superuser("administrator@example.org"))
    return client


def record_runs(ago, **failure):
    """Record that every job last ran ``ago``; ``failure`` may be a last_error."""
    then = timezone.now() - ago
    for name in all_jobs():
        Job.objects.create(name=name, last_started_at=then, last_finished_at=then, **failure)


def first_screen(client):
    return client.get(reverse("wagtailadmin_home")).content.decode()


def test_first_screen_has_no_warning_when_all_is_well(editor_client):
    record_runs(timedelta(seconds=90))
    page = first_screen(editor_client)
    assert NOT_RUNNING not in page
    assert FAILED not in page


def test_first_screen_sends_an_editor_to_the_administrator_when_the_worker_stopped(editor_client):
    record_runs(timedelta(seconds=150))
    page = first_screen(editor_client)
    assert NOT_RUNNING in page
    assert "contact your administrator" in page
    assert "manage.py worker" not in page


def test_first_screen_shows_an_administrator_what_to_start(administrator_client):
    page = first_screen(administrator_client)
    assert NOT_RUNNING in page
    assert "manage.py worker" in page


def test_first_screen_names_the_jobs_that_failed(administrator_client):
    record_runs(timedelta(seconds=10), last_error="OSError: no space left")
    page = first_screen(administrator_client)
    assert NOT_RUNNING not in page
    assert FAILED in page
    assert "Publish scheduled pages: OSError: no space left" in page


def test_report_describes_each_job(administrator_client):
    record_runs(timedelta(seconds=10))
    report = administrator_client.get(reverse("operations_jobs")).content.decode()
    for job in Job.objects.all():
        assert str(job) in report
        assert job.description in report
    assert report.count("Succeeded") == len(all_jobs())


def test_report_lists_jobs_that_never_ran(administrator_client):
    report = administrator_client.get(reverse("operations_jobs")).content.decode()
    assert "The worker is not running" in report
    assert report.count("Not run yet") == len(all_jobs())


def test_report_is_hidden_from_editors(editor_client):
    assert reverse("operations_jobs") not in first_screen(editor_client)
    response = editor_client.get(reverse("operations_jobs"))
    assert response.status_code in (302, 403)


def test_first_screen_needs_one_query(editor_client, django_assert_num_queries):
    record_runs(timedelta(seconds=10))
    with django_assert_num_queries(1):
        worker_is_running(registered_jobs())
