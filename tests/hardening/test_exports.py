"""Every spreadsheet that the admin exports is harmless and recorded in the audit trail."""

import codecs
import csv
import io
import re
from datetime import UTC, datetime
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
        assert content.startswith(codecs.BOM_UTF8), "Excel would not read accents."
        return list(chain.from_iterable(csv.reader(io.StringIO(content.decode("utf-8-sig")))))
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
        assert [cell for cell in found if re.search(r"\d\d:\d\d:\d\d|\+00:00", cell)] == []
    entry = AuditEntry.objects.get(action="exported")
    assert file_format.upper() in entry.details


def test_the_attack_reaches_a_spreadsheet(malicious):
    response = malicious.get(reverse("wagtailadmin_reports:aging_pages"), {"export": "csv"})
    assert f"'{FORMULA}" in cells(response, "csv")


TYPED = {  # what was typed, and what a cell of a CSV file has
    "Zoë Marchwood": "Zoë Marchwood",
    "0300 555 0199": "'0300 555 0199",
    "03005550199": "'03005550199",
    "+44 300 555 0199": "'+44 300 555 0199",
    "123456789012345": "'123456789012345",
    " =1+1": "' =1+1",
    "2026": "2026",
}


@pytest.mark.parametrize("typed", TYPED)
def test_a_cell_stays_what_was_typed(malicious, typed):
    AuditEntry.objects.all().delete()
    AuditEntry.objects.create(action="invited", actor_name=typed)
    for file_format, expected in (("csv", TYPED[typed]), ("xlsx", typed)):
        found = cells(
            malicious.get(reverse("accounts_audit"), {"export": file_format}), file_format
        )
        assert expected in found


def test_a_time_is_that_of_the_clock_on_the_wall(malicious):
    entry = AuditEntry.objects.create(action="invited")
    AuditEntry.objects.filter(pk=entry.pk).update(at=datetime(2026, 7, 1, 12, 30, tzinfo=UTC))
    response = malicious.get(reverse("accounts_audit"), {"export": "csv"})
    assert "2026-07-01 13:30" in cells(response, "csv")
    response = malicious.get(reverse("accounts_audit"), {"export": "xlsx"})
    assert datetime(2026, 7, 1, 13, 30) in cells(response, "xlsx")


def test_characters_that_no_workbook_may_hold_do_not_stop_it(malicious):
    AuditEntry.objects.create(action="invited", actor_name="Zoë\x0bMarchwood")
    response = malicious.get(reverse("accounts_audit"), {"export": "xlsx"})
    assert "Zoë Marchwood" in cells(response, "xlsx")
