"""Links on public pages to pages that are deleted, unpublished or private, for editors to fix."""

import re
from typing import NamedTuple

from django.utils.html import strip_tags
from wagtail.blocks import ListBlock, PageChooserBlock, RichTextBlock, StreamBlock, StructBlock
from wagtail.fields import StreamField
from wagtail.models import Page, PageLogEntry, get_page_models

from partnership.ground.partnerships import not_elsewhere, of_site_at_work
from partnership.ground.privacy import is_private

from .blocks import LinkBlock
from .models import PartnershipPage, PartnershipSettings
from .queryset import ListedQuerySet

PAGE_LINK = re.compile(r'<a\b(?=[^>]*\blinktype="page")[^>]*\bid="(\d+)"[^>]*>(.*?)</a>', re.DOTALL)


class BrokenLink(NamedTuple):
    """A link of ``source``, a page or the settings, that visitors cannot follow."""

    source: object
    field: str
    words: str  # of the link; empty where it shows the title of the page
    target: str  # the title of the page, or the last one that it had
    reason: str


def broken_links():
    """Return every ``BrokenLink`` of the published pages and the settings.

    Loads the text of all of them: for a report, not for a page that visitors see.
    """
    links = [link for source in _sources() for link in _links_of(source)]
    targets = {target for *_, target in links if target}
    pages = ListedQuerySet(Page).with_privacy().in_bulk(targets)
    titles = _last_titles(targets - pages.keys()) | {pk: page.title for pk, page in pages.items()}
    return [
        BrokenLink(source, field, words, titles.get(target, ""), reason)
        for source, field, words, target in links
        if (reason := _reason(source, pages.get(target)))
    ]


def _last_titles(deleted):
    """Return ``{page id: title}``, from the audit trail, of the pages with these ids."""
    entries = PageLogEntry.objects.filter(action="wagtail.delete", page__in=deleted)
    return dict(entries.values_list("page_id", "label"))


def _sources():
    """Yield the pages that have links, and the settings."""
    for kind in get_page_models():
        if issubclass(kind, PartnershipPage) and (fields := _streams(kind)):
            live = kind.objects.live().exact_type(kind).filter(not_elsewhere()).order_by("path")
            rows = live.values_list("pk", *(field.name for field in fields)).iterator(1000)
            linking = [pk for pk, *streams in rows if any(map(_has_links, fields, streams))]
            yield from live.filter(pk__in=linking).annotate(is_hidden=is_private("path"))
    yield from PartnershipSettings.objects.filter(of_site_at_work())


def _has_links(field, stream):
    return any(_links_in(field.stream_block, list(stream.raw_data)))


def _streams(kind):
    return [field for field in kind._meta.get_fields() if isinstance(field, StreamField)]


def _links_of(source):
    """Yield ``(source, field name, words, page id or None)`` for each link in its text."""
    for field in _streams(type(source)):
        stream = getattr(source, field.name)
        for target, words in _links_in(field.stream_block, list(stream.raw_data)):
            yield source, str(field.verbose_name), words, target


def _links_in(block, raw):
    """Yield ``(page id or None, words)`` for each link in ``raw``, as stored for ``block``."""
    if not raw:
        return
    match block:
        case StreamBlock():
            for child in raw:
                if child["type"] in block.child_blocks:
                    yield from _links_in(block.child_blocks[child["type"]], child["value"])
        case LinkBlock():
            if raw.get("page") or (block.is_needed and not raw.get("url")):
                yield raw.get("page"), raw.get("text") or ""
        case StructBlock():
            for name, child in block.child_blocks.items():
                yield from _links_in(child, raw.get(name))
        case ListBlock():
            for item in raw:
                is_item = isinstance(item, dict) and item.get("type") == "item"
                yield from _links_in(block.child_block, item["value"] if is_item else item)
        case PageChooserBlock():
            yield raw, ""
        case RichTextBlock():
            for pk, words in PAGE_LINK.findall(raw):
                yield int(pk), strip_tags(words)


def _reason(source, page):
    """Return why visitors of ``source`` cannot follow its link to ``page``, or an empty string."""
    if page is None:
        return "Deleted"
    if not page.live:
        return "Not published"
    if page.is_private and not getattr(source, "is_hidden", False):
        return "Private"
    return ""
