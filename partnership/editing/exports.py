"""Every spreadsheet that the admin offers: without live formulas, and on the audit trail."""

from functools import wraps

from wagtail.admin.views.mixins import SpreadsheetExportMixin

from partnership.accounts.trail.audit import record

# What spreadsheet programs take for the start of a formula, in East Asian widths too.
STARTS_OF_FORMULAS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def watch_every_export():
    """Let each CSV and XLSX file of the admin be harmless, and each export be recorded."""
    preprocess = SpreadsheetExportMixin.preprocess_field_value
    export = SpreadsheetExportMixin.as_spreadsheet

    @wraps(preprocess)
    def without_formula(view, field, value, export_format):
        value = preprocess(view, field, value, export_format)
        is_formula = isinstance(value, str) and value.lstrip(" ").startswith(STARTS_OF_FORMULAS)
        # In XLSX a text is a text; a file of CSV has no types.
        return f"'{value}" if is_formula and export_format == view.FORMAT_CSV else value

    @wraps(export)
    def recorded(view, queryset, spreadsheet_format):
        record(
            "exported",
            request=view.request,
            details=f"{view.page_title or view.get_filename()} ({spreadsheet_format.upper()})",
        )
        return export(view, queryset, spreadsheet_format)

    SpreadsheetExportMixin.preprocess_field_value = without_formula
    SpreadsheetExportMixin.as_spreadsheet = recorded
