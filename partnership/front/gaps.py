"""What the website of a partnership still lacks, for editors: names, numbers, documents, checks.

Some gaps show in the records, such as a seat without a holder; others are noted on the page that
they concern.
"""

from typing import NamedTuple

from django.contrib.contenttypes.models import ContentType
from django.db.models import Exists, OuterRef, Prefetch
from wagtail.models import Page, ReferenceIndex, get_page_models

from partnership.directory.models import Contact, Membership, Representative
from partnership.ground.partnerships import not_elsewhere, of_site_at_work, site_at_work
from partnership.ground.privacy import is_in_private_collection, is_private
from partnership.library.models import PartnershipDocument, PartnershipImage
from partnership.newsletters.models import NewsletterIndexPage
from partnership.pages.models import (
    ArrangementsPage,
    GroupPage,
    MembersPage,
    NewsIndexPage,
    PartnershipPage,
    Publication,
)
from partnership.pages.queryset import ListedQuerySet
from partnership.policies.models import PoliciesPage


class Gap(NamedTuple):
    """Something that ``source``, a page or a record, lacks."""

    source: object
    what: str


def gaps():
    """Return every ``Gap`` of the partnership that one works on, page by page, then records."""
    on_pages = (_noted, _publications, _members, _groups, _manuals, _empty_lists, _hidden_files)
    in_records = (_documents, _open_documents, _memberships, _contacts)
    found = [gap for find in on_pages for gap in find()]
    found.sort(key=lambda gap: gap.source.path)
    return [*found, *(gap for find in in_records for gap in find())]


def _live(kind):
    return kind.objects.live().filter(not_elsewhere()).order_by("path")


def _noted():
    """Yield what editors wrote on each page."""
    for kind in get_page_models():
        if issubclass(kind, PartnershipPage):
            for page in _live(kind).exclude(still_missing=""):
                for line in filter(None, map(str.strip, page.still_missing.splitlines())):
                    yield Gap(page, line)


def _publications():
    publications = Prefetch("publications", Publication.objects.select_related("document"))
    for page in _live(ArrangementsPage).prefetch_related(publications):
        for publication in page.publications.all():
            if not publication.href:
                yield Gap(page, f"The file or the address of ‘{publication.title}’")


def _members():
    for page in _live(MembersPage).select_related("scrutineer"):
        if not (page.scrutineer and page.scrutineer.in_post):
            yield Gap(page, "The name of the independent scrutineer")


def _groups():
    for page in _live(GroupPage).for_chart().exclude(kind=None):  # others stand for several
        if not page.seats.all():
            yield Gap(page, "Its members: no seat is listed")
        elif not page.chairs:
            yield Gap(page, "The name of the chair")


def _manuals():
    for page in _live(PoliciesPage).prefetch_related("manuals"):
        for manual in page.manuals.all():
            if not manual.checked_on:
                yield Gap(page, f"A check of the link to the manual ‘{manual.title}’")


def _empty_lists():
    below = Page.objects.live().filter(
        path__startswith=OuterRef("path"), depth=OuterRef("depth") + 1
    )
    for kind, what in ((NewsletterIndexPage, "A first edition"), (NewsIndexPage, "A first item")):
        for page in _live(kind).exclude(Exists(below)):
            yield Gap(page, what)


def _hidden_files():
    """Yield each picture and document on a public page that its visitors do not see."""
    listed = ListedQuerySet(Page).listed().filter(not_elsewhere())
    for kind, noun in ((PartnershipImage, "picture"), (PartnershipDocument, "document")):
        private = kind.objects.filter(is_in_private_collection("collection__path"))
        files = {str(file.pk): file for file in private}
        uses = list(_uses_on_pages(kind).filter(to_object_id__in=files))
        pages = listed.in_bulk([int(page) for page, _ in uses])
        for page, file in uses:
            what = f"A {noun} that visitors may see: ‘{files[file]}’ is in a private collection"
            if int(page) in pages:
                yield Gap(pages[int(page)], what)


def _uses_on_pages(kind):
    """Return where pages use records of a ``kind``, as pairs of the keys of page and record."""
    uses = ReferenceIndex.objects.filter(
        base_content_type=ContentType.objects.get_for_model(Page),
        to_content_type=ContentType.objects.get_for_model(kind),
    )
    return uses.values_list("object_id", "to_object_id").distinct()


def _open_documents():
    """Yield each document that everyone may read, although only private pages use it."""
    live = Page.objects.live().filter(not_elsewhere())
    private = {str(page.pk): page for page in live.filter(is_private("path"))}
    used = {}
    for page, document in _uses_on_pages(PartnershipDocument):
        used.setdefault(document, []).append(page)
    hidden = {document: pages[0] for document, pages in used.items() if private.keys() >= {*pages}}
    for document in _own_documents().public().filter(pk__in=hidden):
        what = "A private collection: everyone can find it, but only private pages use it, such as"
        yield Gap(document, f"{what} ‘{private[hidden[str(document.pk)]]}’")


def _own_documents():
    """Return the documents, with what decides who may change one."""
    documents = PartnershipDocument.objects.filter(of_site_at_work()).order_by("title")
    return documents.select_related("collection", "uploaded_by_user")


def _documents():
    for document in _own_documents().filter(is_sample=True):
        yield Gap(document, "The file itself: visitors get a sample")


def _memberships():
    members = Membership.objects.filter(organisation__kind__is_statutory=True)
    if site := site_at_work():
        members = members.of(site)
    for membership in members.select_related("site"):
        seats = membership.seats
        for role in Representative.Role:
            if not seats.get(role.label):
                yield Gap(membership, f"The name of the {role.label}")


def _contacts():
    for contact in Contact.objects.filter(of_site_at_work()).order_by("name"):
        if contact.hidden_because:
            yield Gap(contact, f"A verified number or address: {contact.hidden_because}")
