"""Days and times in the admin: read as people in Britain write them, or refused as typed."""

from datetime import date, datetime, time

import pytest
from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from wagtail.admin import widgets

DAY = date(2026, 12, 18)


@pytest.mark.parametrize(
    "typed",
    ["18/12/2026", "18/12/26", "18.12.2026", "18-12-2026", "18 December 2026", "18 dec 2026"]
    + ["2026-12-18", " 18/12/2026 "],
)
def test_a_day_is_read(typed):
    assert forms.DateField().clean(typed) == DAY


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("13:00", time(13)),
        ("1pm", time(13)),
        ("1 PM", time(13)),
        ("12pm", time(12)),
        ("12am", time(0)),
        ("9.30am", time(9, 30)),
        ("9:30 am", time(9, 30)),
        ("09.30", time(9, 30)),
        ("9:30", time(9, 30)),
    ],
)
def test_a_time_is_read(typed, read):
    assert forms.TimeField().clean(typed) == read


@pytest.mark.parametrize(
    "typed",
    ["18/12/2026 13:00", "18 December 2026 1pm", "18 Dec 2026, 1.00pm", "2026-12-18 13:00"]
    + ["18/12/2026 at 1pm", "2026-12-18T13:00"],
)
def test_a_moment_is_read(typed):
    moment = forms.DateTimeField().clean(typed)
    assert timezone.make_naive(moment) == datetime(2026, 12, 18, 13)


@pytest.mark.parametrize(
    ("field", "typed"),
    [
        (forms.DateField, "31/02/2027"),
        (forms.DateField, "32/12/2026"),
        (forms.DateField, "12/18/2026"),
        (forms.DateField, "next Tuesday"),
        (forms.TimeField, "25:00"),
        (forms.TimeField, "13pm"),
        (forms.TimeField, "noonish"),
        (forms.DateTimeField, "31/02/2027 13:00"),
        (forms.DateTimeField, "18/12/2026 26:00"),
    ],
)
def test_what_cannot_be_read_is_refused_with_an_example(field, typed):
    with pytest.raises(ValidationError, match="Write it like this"):
        field().clean(typed)


@pytest.mark.parametrize(
    "widget", [widgets.AdminDateInput, widgets.AdminTimeInput, widgets.AdminDateTimeInput]
)
def test_no_picker_changes_what_was_typed(widget):
    config = widget().get_config()
    assert config["validateOnBlur"] is False
    assert config["scrollInput"] is False
