"""Surveys and sign-ups in newsletters that close."""

from datetime import date

from django.utils import timezone

from partnership.ground.diary import DiaryEntry
from partnership.ground.partnerships import not_elsewhere

from .models import NewsletterPage


def closing_items():
    today = timezone.localdate().isoformat()
    for edition in NewsletterPage.objects.live().filter(not_elsewhere()):
        for block in edition.items.raw_data:
            closes = block["type"] == "item" and block["value"].get("closes_on")
            if closes and closes >= today:
                what = f"The last day for ‘{block['value']['heading']}’"
                yield DiaryEntry(date.fromisoformat(closes), what, edition)


DIARY = [closing_items]
