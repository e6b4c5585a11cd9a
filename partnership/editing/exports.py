"""Spreadsheets that the admin exports: they open right, run nothing, and are on the audit trail."""

import re
from datetime import datetime
from functools import wraps

from django.utils.timezone import is_aware, localtime
from wagtail.admin.views.mixins import SpreadsheetExportMixin

from partnership.accounts.trail.audit import record
from partnership.ground.text import printable

BYTE_ORDER_MARK = b"\xef\xbb\xbf"  # without it, Excel takes ‘ë’ for ‘Ã«’
# What spreadsheet programs treat as the start of a formula, full-width characters included.
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
# What they would treat as a number and so change: a telephone number, a long reference.
CHANGED_NUMBER = re.compile(r"0[\d ]+|\d{12,}")


def secure_exports():
    """Make every CSV and XLSX export of the admin harmless and readable, and record it."""
    preprocess = SpreadsheetExportMixin.preprocess_field_value
    stream = SpreadsheetExportMixin.stream_csv
    export = SpreadsheetExportMixin.as_spreadsheet

    @wraps(preprocess)
    def preprocess_readably(view, field, value, export_format):
        if isinstance(value, datetime) and is_aware(value):
            value = localtime(value).replace(tzinfo=None)
        value = preprocess(view, field, value, export_format)
        if export_format == view.FORMAT_CSV:
            return as_text(value)
        return printable(value) if isinstance(value, str) else value  # XLSX marks text as text

    @wraps(stream)
    def stream_with_mark(view, queryset):
        yield BYTE_ORDER_MARK
        yield from stream(view, queryset)

    @wraps(export)
    def export_and_record(view, queryset, spreadsheet_format):
        record(
            "exported",
            request=view.request,
            details=f"{view.page_title or view.get_filename()} ({spreadsheet_format.upper()})",
        )
        return export(view, queryset, spreadsheet_format)

    SpreadsheetExportMixin.preprocess_field_value = preprocess_readably
    SpreadsheetExportMixin.stream_csv = stream_with_mark
    SpreadsheetExportMixin.as_spreadsheet = export_and_record


def as_text(value):
    """Return what a cell of a CSV file, which has no types, holds for ``value``."""
    if isinstance(value, datetime):
        return f"{value:%Y-%m-%d %H:%M}"  # every spreadsheet program reads this as a date
    if not isinstance(value, str):
        return value
    is_formula = value.lstrip(" ").startswith(FORMULA_STARTS)
    return f"'{value}" if is_formula or CHANGED_NUMBER.fullmatch(value.strip()) else value
