"""Spreadsheets that the admin exports: without live formulas, and on the audit trail."""

from functools import wraps

from wagtail.admin.views.mixins import SpreadsheetExportMixin

from partnership.accounts.trail.audit import record

# What spreadsheet programs treat as the start of a formula, full-width characters included.
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def secure_exports():
    """Make every CSV and XLSX export of the admin harmless, and record it."""
    preprocess = SpreadsheetExportMixin.preprocess_field_value
    export = SpreadsheetExportMixin.as_spreadsheet

    @wraps(preprocess)
    def preprocess_without_formula(view, field, value, export_format):
        value = preprocess(view, field, value, export_format)
        is_formula = isinstance(value, str) and value.lstrip(" ").startswith(FORMULA_STARTS)
        # XLSX marks text as text; CSV has no types.
        return f"'{value}" if is_formula and export_format == view.FORMAT_CSV else value

    @wraps(export)
    def export_and_record(view, queryset, spreadsheet_format):
        record(
            "exported",
            request=view.request,
            details=f"{view.page_title or view.get_filename()} ({spreadsheet_format.upper()})",
        )
        return export(view, queryset, spreadsheet_format)

    SpreadsheetExportMixin.preprocess_field_value = preprocess_without_formula
    SpreadsheetExportMixin.as_spreadsheet = export_and_record
