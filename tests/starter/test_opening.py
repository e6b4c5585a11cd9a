"""A loaded site that lacks nothing is open to visitors; what another lacks is said."""

import io

import pytest
from django.core.management import CommandError, call_command

from partnership.pages.models import PartnershipSettings
from partnership.pages.opening import what_is_missing

pytestmark = pytest.mark.django_db


@pytest.fixture
def load(tmp_path, settings):
    """A function that loads a small site with these settings, and returns what is said."""
    settings.ALLOWED_HOSTS = ["new.example", "testserver"]

    def load(site, hostname="new.example"):
        (tmp_path / "pages").mkdir(exist_ok=True)
        (tmp_path / "site.yaml").write_text(f"name: New Partnership\n{site}")
        (tmp_path / "contacts.yaml").write_text(
            "- {name: Police, value: 999, verify_every: 365,"
            " verified: {on: 2026-11-22, how: Known}}\n"
        )
        (tmp_path / "pages" / "index.md").write_text(
            "---\nkind: HomePage\ntitle: New\nheading: New\n---\n"
        )
        (tmp_path / "pages" / "report.md").write_text(
            "---\nkind: GuidancePage\ntitle: Report\n---\n"
        )
        said = io.StringIO()
        call_command("load_site", tmp_path, f"--hostname={hostname}", stdout=said)
        return said.getvalue()

    return load


COMPLETE = "report_page: /report/\nemergency_contact: Police\n"


def test_a_site_that_lacks_nothing_is_open(load, client):
    assert "Visitors do not see" not in load(COMPLETE)
    assert client.get("/", headers={"host": "new.example"}).status_code == 200


def test_a_site_that_lacks_something_is_closed_and_the_command_says_what(load, client):
    said = load("")
    assert "Visitors do not see this site yet:" in said
    assert "There is no emergency contact." in said
    assert "‘Worried about a child?’ opens no page." in said
    assert client.get("/", headers={"host": "new.example"}).status_code == 503


def test_a_site_at_a_host_that_is_not_allowed_is_closed(load):
    assert "add this host name to ALLOWED_HOSTS" in load(COMPLETE, "other.example")
    assert not PartnershipSettings.objects.get(site__hostname="other.example").is_open


def test_a_site_with_is_open_false_is_closed(load):
    load(f"{COMPLETE}is_open: false\n")
    assert not PartnershipSettings.objects.get(site__hostname="new.example").is_open


def test_is_open_true_is_refused_while_something_is_missing(load):
    with pytest.raises(CommandError, match="There is no emergency contact.*Nothing was loaded"):
        load("report_page: /report/\nis_open: true\n")


def test_the_starter_site_is_open_and_lacks_nothing():
    starter = PartnershipSettings.objects.get()
    assert starter.is_open
    assert what_is_missing(starter) == []
