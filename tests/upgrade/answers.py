"""What a site answers: to visitors, to searches and to people who sign in.

Compared before and after an upgrade. Nothing here depends on the day it is asked.
"""

import logging
import re
from hashlib import sha256

from django.apps import apps
from django.contrib.auth import get_user_model
from django.test import Client
from django.utils.html import strip_tags
from wagtail.models import Page, Site

from partnership.accounts.models import AuditEntry
from partnership.library.models import PartnershipDocument, PartnershipRendition
from partnership.search.finding import find
from partnership.search.models import Synonyms
from tests.signing_in import gets_in, give_password
from tests.upgrade.content import PASSWORD

WORDS = ("arrangements", "threshold", "scrutineer", "forum", "lamp", "lanterns", "kindling")
OTHER_ADDRESSES = ("/sitemap.xml", "/robots.txt", "/search/?q=arrangements", "/missing/")


def all_answers():
    """Return every answer, as JSON holds it."""
    logging.disable(logging.WARNING)  # that a page was not found is an answer like any other
    return {
        "rows": count_rows(),
        "audit": [
            [entry.action, entry.actor_name, entry.about_name]
            for entry in AuditEntry.objects.order_by("pk")
        ],
        "synonyms": list(Synonyms.objects.values_list("words", flat=True)),
        "searches": {words: search(words) for words in WORDS},
        "addresses": {address: answer(Client(), address) for address in OTHER_ADDRESSES},
        "pages": {page.url: describe_page(page) for page in Page.objects.filter(depth__gt=1)},
        "documents": {
            document.url: describe_document(document)
            for document in PartnershipDocument.objects.order_by("address")
        },
        "pictures": {
            rendition.url: answer(Client(), rendition.url)
            for rendition in PartnershipRendition.objects.order_by("file")
        },
        "accounts": {
            user.email: describe_account(user)
            for user in get_user_model().objects.order_by("email")
        },
    }


def count_rows():
    """Return ``{model: number of rows}`` for every model of the product."""
    return {
        model._meta.label: model._base_manager.count()
        for app in apps.get_app_configs()
        if app.name.startswith("partnership.")
        for model in app.get_models()
    }


def search(words):
    """Return the titles that a search for ``words`` finds, the best first."""
    found = find(words, Site.objects.get(is_default_site=True))
    return [entry.title for entry in found.results or []]


def answer(client, address):
    """Return status, title and heading of a page; status and checksum of another file."""
    response = client.get(address)
    result = {"status": response.status_code}
    if response.status_code in (301, 302):
        result["location"] = response.headers["Location"]
    elif response.streaming:
        result["checksum"] = sha256(b"".join(response.streaming_content)).hexdigest()
    elif response.status_code == 200 and "text/html" in response.headers["Content-Type"]:
        html = response.content.decode()
        result["title"] = text_in("title", html)
        result["heading"] = text_in("h1", html)
    return result


def text_in(tag, html):
    """Return the text of the first ``tag`` in ``html``, or ''."""
    match = re.search(rf"<{tag}\b[^>]*>(.*?)</{tag}>", html, re.DOTALL)
    return " ".join(strip_tags(match[1]).split()) if match else ""


def describe_page(page):
    """Return what visitors get at the page, and what editors see of it."""
    newest = page.get_latest_revision_as_object()
    return {
        **answer(Client(), page.url),
        "state": str(page.status_string),
        "newest title": newest.title,
        "goes live": newest.go_live_at and newest.go_live_at.isoformat(),
    }


def describe_document(document):
    """Return what visitors get at the document's addresses."""
    return {
        **answer(Client(), document.url),
        "title": document.title,
        "versions": [
            {**answer(Client(), version.url), "what changed": version.what_changed}
            for version in document.history
        ],
        "former addresses": {
            former.address: answer(Client(), f"/documents/{former.address}")
            for former in document.former_addresses.order_by("address")
        },
    }


def describe_account(user):
    """Return whether the user can sign in with a password, and as what."""
    client = Client()
    give_password(client, user.email, PASSWORD)
    private = Page.objects.get(slug="a-private-page")
    return {
        "signs in": gets_in(client),
        "roles": user.roles_in_words,
        "users": client.get("/admin/users/").status_code,
        "private page": answer(client, private.url),
    }
