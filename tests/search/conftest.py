"""Pages and documents to find, and a visitor who searches for them."""

import pytest
from django.core.files.base import ContentFile
from django.utils.text import slugify
from justhtml import JustHTML

from partnership.front.models import HomePage
from partnership.library.models import DocumentText, PartnershipDocument
from partnership.pages.models import GuidancePage
from tests.laws.kinds import example


@pytest.fixture
def publish(db):
    """A function that publishes a page: ``publish("Neglect", "Signs of it", kind=NewsPage)``."""

    def publish(title, text="", parent=None, kind=GuidancePage, **fields):
        body = {"body": [("prose", f"<p>{text}</p>")]} if text else {}
        page = kind(title=title, slug=slugify(title), **body, **fields)
        (parent or example(HomePage)).add_child(instance=page)
        page.save_revision().publish()
        return kind.objects.get(pk=page.pk)

    return publish


@pytest.fixture
def upload(db):
    """A function that adds a PDF that the worker has read: ``upload("Report", "first page")``."""

    def upload(title, *pages, **fields):
        file = ContentFile(b"%PDF-1.7", name=f"{slugify(title)}.pdf")
        document = PartnershipDocument(title=title, file=file, **fields)
        document.save()
        DocumentText.objects.create(document=document, pages=list(pages))
        document.page_count = len(pages)
        document.save(update_fields=["page_count"])
        return document

    return upload


class Answer:
    """The page of results, as a visitor reads it."""

    def __init__(self, response):
        self.response = response
        self.html = response.content.decode()
        self.main = JustHTML(self.html, sanitize=False).query("main")[0]

    def texts(self, selector):
        return [" ".join(each.to_text().split()) for each in self.main.query(selector)]

    @property
    def titles(self):
        return self.texts(".results .result__title")

    @property
    def status(self):
        return self.texts("[role=status]")[0]


@pytest.fixture
def search(client, db):
    """A function that searches: ``search("neglect", kind="News").titles``."""

    def search(words, **choices):
        response = client.get("/search/", {"q": words, **choices})
        assert response.status_code == 200
        return Answer(response)

    return search
