"""Data of another version is refused and left as it is; the admin shows the version."""

import pytest
from django.core.management import call_command
from django.core.management.base import SystemCheckError
from django.db import connection

from wfscp_site import VERSION
from wfscp_site.releases import explain_other_data, migration_files


@pytest.fixture
def cursor(db):
    with connection.cursor() as cursor:
        yield cursor


def apply(cursor, app, name):
    cursor.execute("INSERT INTO django_migrations VALUES (DEFAULT, %s, %s, now())", [app, name])


@pytest.fixture
def old_data(cursor):
    """The database is one from before version 1.0."""
    apply(cursor, "pages", "0002_learning_and_events")
    cursor.execute("DELETE FROM django_migrations WHERE app = 'front'")


def test_every_app_with_migrations_is_known_by_its_label(cursor):
    cursor.execute("SELECT app, name FROM django_migrations")
    applied = set(cursor.fetchall())
    assert {(path.parent.parent.name, path.stem) for path in migration_files()} <= applied


def test_data_of_this_version_is_accepted(cursor):
    assert explain_other_data(cursor) == ""


def test_an_empty_database_is_accepted(cursor):
    cursor.execute("DROP TABLE django_migrations")
    assert explain_other_data(cursor) == ""


def test_data_of_a_first_run_that_was_cut_short_is_accepted(cursor):
    cursor.execute("DELETE FROM django_migrations WHERE app IN ('pages', 'front')")
    assert explain_other_data(cursor) == ""


def test_data_from_before_the_base_line_is_refused(cursor, old_data):
    assert "before version 1.0" in explain_other_data(cursor)


def test_data_of_a_newer_version_is_refused(cursor):
    apply(cursor, "pages", "9999_later")
    assert f"newer version than {VERSION}" in explain_other_data(cursor)


def test_migrate_refuses_data_from_before_the_base_line(old_data):
    with pytest.raises(SystemCheckError, match="before version 1.0"):
        call_command("migrate", skip_checks=False)


def test_the_settings_menu_shows_the_version(admin_client):
    page = admin_client.get("/admin/").content.decode()
    assert f"Version {VERSION} (Wagtail " in page
