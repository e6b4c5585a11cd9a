"""The reports about accounts, as an auditor reads and exports them."""

import csv
from datetime import timedelta
from io import BytesIO

import pytest
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook

from partnership.accounts.models import AuditEntry
from partnership.accounts.trail.audit import record
from partnership.pages.models import NewsPage

REPORTS = ["accounts_audit", "accounts_pages", "accounts_report", "accounts_dormant"]

PAGES = "accounts_pages"


@pytest.fixture
def auditing(person, browser_of):
    return browser_of(person("auditor"))


def lines(browser, name, **filters):
    """Return the rows of a report as exported to CSV, without the headings."""
    response = browser.get(reverse(name), filters | {"export": "csv"})
    text = b"".join(response.streaming_content).decode("utf-8-sig")
    return list(csv.reader(text.splitlines()))[1:]


@pytest.mark.parametrize("name", REPORTS)
def test_each_report_opens_filters_and_exports(name, auditing):
    assert auditing.get(reverse(name)).status_code == 200
    assert auditing.get(reverse(f"{name}_results")).status_code == 200
    sheet = auditing.get(reverse(name), {"export": "xlsx"})
    assert load_workbook(BytesIO(sheet.getvalue())).active.max_row >= 1


def test_the_audit_trail_is_filtered_by_action_and_person(auditing, person):
    bea = person("editor", "Bea")
    record("invited", actor=bea, about="cleo@example.org")
    record("signed_in", actor=bea)
    rows = lines(auditing, "accounts_audit", action="invited")
    assert [row[3] for row in rows] == ["cleo@example.org"]
    assert len(lines(auditing, "accounts_audit", actor_name="bea")) == 2
    assert lines(auditing, "accounts_audit", actor_name="nobody") == []


def test_entries_outlive_the_account(auditing, person):
    bea = person("editor", "Bea")
    record("signed_in", actor=bea)
    bea.delete()
    assert (
        "Bea Example (bea@example.org)" in auditing.get(reverse("accounts_audit")).content.decode()
    )


def test_changes_to_pages_are_listed_where_there_is_one_partnership(auditing, person):
    page = NewsPage.objects.first()
    page.save_revision(user=person("editor", "Bea"), log_action=True)
    assert ["Bea Example", page.title] in [[row[1], row[3]] for row in lines(auditing, PAGES)]
    assert "Bea Example" in auditing.get(reverse(PAGES)).content.decode()


def test_no_one_can_change_the_audit_trail(administrator, admin_client):
    """Even an owner of the installation has no form or address for it."""
    entry = record("signed_in", actor=administrator)
    for method in ("post", "put", "delete"):
        getattr(admin_client, method)(reverse("accounts_audit"), {"delete": entry.pk})
    assert AuditEntry.objects.filter(pk=entry.pk).exists()


def test_accounts_unused_for_90_days_or_never_used_are_listed(auditing, person):
    now = timezone.now()
    person("editor", "Lately", last_login=now - timedelta(days=89))
    person("editor", "Long", last_login=now - timedelta(days=91))
    person("editor", "Never")
    person("editor", "Gone", last_login=now - timedelta(days=200), is_active=False)
    names = {row[0] for row in lines(auditing, "accounts_dormant")}
    assert {"Long Example", "Never Example"} <= names
    assert not names & {"Lately Example", "Gone Example"}


def test_the_accounts_report_names_roles_and_abilities(auditing, person):
    person("publisher", "Bea")
    [row] = [row for row in lines(auditing, "accounts_report") if row[0] == "Bea Example"]
    assert row[2] == "Publisher"
    assert "Publish, unpublish and lock pages" in row[3]


def test_the_accounts_report_needs_no_more_queries_for_more_people(
    auditing, person, django_assert_max_num_queries
):
    auditing.get(reverse("accounts_report"))
    for number in range(20):
        person("editor", f"Person{number}")
    with django_assert_max_num_queries(30):
        auditing.get(reverse("accounts_report"))


@pytest.mark.parametrize("name", REPORTS)
@pytest.mark.parametrize("role", ["editor", "publisher"])
def test_editors_and_publishers_cannot_open_them(name, role, person, browser_of):
    browser = browser_of(person(role))
    assert browser.get(reverse(name)).status_code == 302
    assert browser.get(reverse(name), {"export": "csv"}).status_code == 302
