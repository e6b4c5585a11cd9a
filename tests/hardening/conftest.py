"""What the tests of attacks on the site need."""

import pytest
from django.core.files.base import ContentFile
from wagtail.models import Page, PageViewRestriction

from partnership.library.models import PartnershipDocument, PartnershipImage
from partnership.pages.models import GuidancePage


@pytest.fixture
def document(db):
    """Return a document that everyone may read."""
    content = ContentFile(b"%PDF-1.7 a list of numbers", "numbers.pdf")
    return PartnershipDocument.objects.create(title="Numbers", file=content)


@pytest.fixture
def picture(db):
    """Return the address of a picture that everyone may see."""
    return PartnershipImage.objects.first().get_rendition("width-320").url


@pytest.fixture
def private_page(db):
    """Return a page for people who have signed in."""
    page = GuidancePage.objects.first()
    PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)
    return page


@pytest.fixture
def public_addresses(document, picture):
    """Return every kind of address a visitor may ask for, including some that do not exist."""
    pages = [page.url for page in Page.objects.live().filter(depth__gt=1)]
    return [
        *pages,
        "/news/feed/",
        "/search/",
        "/search/?q=children&kind=document&page=2",
        "/search/?q=xylophone",
        "/search/suggestions/?q=chi",
        "/sitemap.xml",
        "/robots.txt",
        "/.well-known/security.txt",
        "/favicon.ico",
        "/about-us",
        "/nothing/",
        "/documents/nothing.pdf",
        "/media/images/nothing.jpg",
        document.url,
        document.url + "/first-page",
        f"{document.url}/versions/{document.versions.get().pk}",
        picture,
    ]
