"""Searches that found nothing, counted so that they identify no one."""

import re

from django.db import models
from django.db.models import Case, F, Value, When
from django.utils import timezone
from django.utils.crypto import salted_hmac
from wagtail.models import Site

SHOWN_FROM = 3  # times; before that the words themselves are not stored
MOST_KEPT = 10_000  # rows, so that a flood of searches can't fill the disk
LONGEST_KEPT = 60  # characters


def may_be_kept(words):
    """Whether ``words`` look like a subject, not an email address, a number or a long text."""
    return len(words) <= LONGEST_KEPT and not re.search(r"@|\d(?:\W?\d){3}", words)


class EmptySearchQuerySet(models.QuerySet):
    def shown(self):
        """Searches made often enough for the team to see the words, the most frequent first."""
        return self.exclude(words="").order_by("-times", "-last_on", "words")

    def count_search(self, site, words):
        """Count a search of ``site`` that found nothing, unless it may identify a person."""
        words = " ".join(words.casefold().split())
        if not may_be_kept(words):
            return
        today = timezone.localdate()
        key = salted_hmac("empty search", f"{site.pk} {words}", algorithm="sha256").hexdigest()
        counted = self.filter(key=key).update(
            times=F("times") + 1,
            last_on=today,
            words=Case(When(times__gte=SHOWN_FROM - 1, then=Value(words)), default=F("words")),
        )
        if not counted and self.count() < MOST_KEPT:
            self.bulk_create([self.model(site=site, key=key, last_on=today)], ignore_conflicts=True)


class EmptySearch(models.Model):
    """A search that found nothing: how often, and the last day."""

    site = models.ForeignKey(Site, on_delete=models.CASCADE, related_name="+")
    key = models.CharField(max_length=64, unique=True)  # recognises the words, does not reveal them
    words = models.CharField("search", max_length=LONGEST_KEPT, blank=True)
    times = models.PositiveIntegerField(default=1)
    last_on = models.DateField("last day")

    wagtail_reference_index_ignore = True

    objects = EmptySearchQuerySet.as_manager()

    class Meta:
        verbose_name = "search with no results"
        verbose_name_plural = "searches with no results"
        default_permissions = ("view", "delete")

    def __str__(self):
        return self.words
