"""The identity of a page in feeds, by which a reader knows what it has shown already."""

from uuid import uuid5

from django.db import models
from django.db.models import OuterRef, Subquery
from wagtail.models import Page


class FormerIdentity(models.Model):
    """The identity of a page that feeds contained before pages had one of their own.

    It was the page's address. The page keeps it, so that no reader takes the entry for a new one.
    """

    page = models.OneToOneField(
        Page, models.CASCADE, primary_key=True, related_name="+", help_text="The page."
    )
    identity = models.TextField(help_text="Its address on the day it was given its own identity.")

    class Meta:
        verbose_name = "former identity in feeds"
        verbose_name_plural = "former identities in feeds"

    def __str__(self):
        return self.identity


def with_identities(pages):
    """Annotate ``former_identity``, which ``identity_of`` reads, to a queryset of ``pages``."""
    former = FormerIdentity.objects.filter(page=OuterRef("pk")).values("identity")
    return pages.annotate(former_identity=Subquery(former))


def identity_of(page):
    """Return the permanent identity (RFC 4287) of an entry, from ``with_identities``."""
    return page.former_identity or page.translation_key.urn


def identity_of_feed(page):
    """Return the permanent identity of the feed of ``page``: 1 query."""
    former = FormerIdentity.objects.filter(page=page.pk).first()
    return str(former or uuid5(page.translation_key, "feed").urn)
