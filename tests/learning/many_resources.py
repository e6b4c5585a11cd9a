"""A thousand resources in the time of one, created in bulk without the signals of a save."""

from datetime import timedelta
from itertools import cycle, islice

from django.contrib.contenttypes.models import ContentType
from django.utils import timezone
from wagtail.models import Page

from partnership.directory.models import Area, Audience
from partnership.learning.models import ResourceIndexPage, ResourceKind, ResourcePage, Topic


def make_resources(count):
    """Publish ``count`` resources below the first index, one a day into the past.

    Each has a kind, one or two topics, and every other one an area and an audience.
    """
    index = ResourceIndexPage.objects.order_by("path").first()
    already = ResourcePage.objects.child_of(index).count()
    pages = Page.objects.bulk_create(
        Page(
            path=Page._get_path(index.path, index.depth + 1, 1000 + number),
            depth=index.depth + 1,
            title=f"Resource {number}",
            slug=f"resource-{number}",
            url_path=f"{index.url_path}resource-{number}/",
            content_type=ContentType.objects.get_for_model(ResourcePage),
            locale_id=index.locale_id,
            first_published_at=timezone.now(),
            last_published_at=timezone.now(),
            search_description="What it is about, in a sentence of some length for the list.",
        )
        for number in range(already, already + count)
    )
    Page.objects.filter(pk=index.pk).update(numchild=already + count)
    kinds = list(ResourceKind.objects.all())
    today = timezone.localdate()
    for number, page in enumerate(pages):
        resource = ResourcePage(
            pk=page.pk,
            page_ptr=page,
            kind=kinds[number % len(kinds)],
            date=today - timedelta(days=number),
            body=[("prose", "<p>" + "Words that nobody reads in a list. " * 100 + "</p>")],
        )
        resource.save_base(raw=True, force_insert=True)
    _attach("topics", Topic, pages)
    _attach("topics", Topic, pages[::3], start=2)
    _attach("areas", Area, pages[::2])
    _attach("audiences", Audience, pages[1::2])
    return index


def _attach(name, rows, pages, start=0):
    through = getattr(ResourcePage, name).through
    column = f"{rows._meta.model_name}_id"
    keys = islice(cycle(rows.objects.values_list("pk", flat=True)), start, start + len(pages))
    through.objects.bulk_create(
        [
            through(resourcepage_id=page.pk, **{column: key})
            for page, key in zip(pages, keys, strict=True)
        ],
        ignore_conflicts=True,
    )
