"""Every spreadsheet that the admin exports is harmless and recorded in the audit trail."""

import csv
import io
from itertools import chain

import pytest
from django.urls import get_resolver, reverse
from openpyxl import load_workbook
from wagtail.admin.views.mixins import SpreadsheetExportMixin
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page

from partnership.accounts.models import AuditEntry
from partnership.library.models import PartnershipDocument
from partnership.pages.models import GuidancePage

FORMULA = '=HYPERLINK("http://example.org")'
STARTS = ("=", "+", "-", "@", "\t", "\r", "\n")


def views(patterns, namespace=""):
    """Yield (name, class of the view) for every address without parameters."""
    for pattern in patterns:
        if hasattr(pattern, "url_patterns"):
            inner = f"{namespace}{pattern.namespace}:" if pattern.namespace else namespace
            yield from views(pattern.url_patterns, inner)
        elif pattern.name and not pattern.pattern.regex.groups:
            yield f"{namespace}{pattern.name}", getattr(pattern.callback, "view_class", None)


EXPORTS = sorted(
    name
    for name, view in views(get_resolver().url_patterns)
    if view and issubclass(view, SpreadsheetExportMixin) and view.list_export
)


def test_every_export_is_found():
    assert {
        "accounts_audit",
        "library_faults",
        "wagtailadmin_reports:aging_pages",
        "wagtailadmin_reports:site_history",
        "wagtailredirects:index",
    } <= set(EXPORTS)


@pytest.fixture
def malicious(admin_client, administrator):
    """Put what an attacker could have typed in as many places as possible."""
    page = GuidancePage.objects.live().first()
    page.locked = True
    page.title = FORMULA
    page.save_revision(user=administrator, log_action=True).publish(user=administrator)
    Page.objects.update(title=FORMULA, locked=True)
    PartnershipDocument.objects.update(title=FORMULA, faults=["untagged"])
    Redirect.objects.create(old_path="/old", redirect_link=FORMULA)
    administrator.first_name = FORMULA
    administrator.save()
    AuditEntry.objects.create(action="invited", actor_name=FORMULA)
    return admin_client


def cells(response, file_format):
    content = b"".join(response.streaming_content)
    if file_format == "csv":
        return list(chain.from_iterable(csv.reader(io.StringIO(content.decode()))))
    sheet = load_workbook(io.BytesIO(content)).active
    assert not [cell for row in sheet.iter_rows() for cell in row if cell.data_type == "f"]
    return [cell.value for row in sheet.iter_rows() for cell in row]


@pytest.mark.parametrize("file_format", ["csv", "xlsx"])
@pytest.mark.parametrize("name", EXPORTS)
def test_no_export_contains_a_formula(name, file_format, malicious):
    response = malicious.get(reverse(name), {"export": file_format})
    assert response.status_code == 200
    assert "attachment" in response["Content-Disposition"]
    found = cells(response, file_format)
    if file_format == "csv":
        assert [cell for cell in found if cell.startswith(STARTS)] == []
    entry = AuditEntry.objects.get(action="exported")
    assert file_format.upper() in entry.details


def test_the_attack_reaches_a_spreadsheet(malicious):
    response = malicious.get(reverse("wagtailadmin_reports:aging_pages"), {"export": "csv"})
    assert f"'{FORMULA}" in cells(response, "csv")
