"""Two partnerships on one installation: neither shows anything of the other, to anyone."""

import re
from itertools import count

import pytest
from django.core import mail
from django.urls import NoReverseMatch, get_resolver, reverse
from django.utils.timezone import now
from wagtail.contrib.redirects.models import Redirect
from wagtail.log_actions import log
from wagtail.models import Page, Site

from partnership.directory.models import Contact
from partnership.library.jobs import read_new_documents
from partnership.library.models import PartnershipDocument, PartnershipImage
from partnership.pages.models import GuidancePage, PartnershipSettings
from partnership.pages.views import listed_pages
from partnership.search.models import EmptySearch, Promotion
from partnership.starter.loading import load_site
from wfscp_site import launcher

pytestmark = pytest.mark.django_db
HERE, THERE = "testserver", "there.example"
PLANTED = {HERE: re.compile(r"zyx\d{3}q"), THERE: re.compile(r"wvu\d{3}q")}
SEARCH_FIELD = re.compile(r'name=\\?"q')  # in a page, or in the JSON of a dialog
# Where an administrator sets up websites, and which collections there are: names of both.
OF_ALL_SITES = ("wagtailsites", "wagtailadmin_collections")
BESIDES_PAGES = (
    "/nothing/",
    "/robots.txt",
    "/search/",
    "/search/?q=safeguarding",
    "/search/?q={}",
    "/search/suggest/?q={}",
    "/search/suggest/?q=saf",
    "/sitemap.xml",
)


@pytest.fixture
def both(db, settings, administrator):
    """Two websites with the starter content, each with words of its own planted in all of it."""
    settings.ALLOWED_HOSTS = [HERE, THERE]
    load_site(launcher.BASE_DIR / launcher.STARTER_CONTENT, hostname=THERE, port=80)
    sites = {HERE: Site.objects.get(is_default_site=True), THERE: Site.objects.get(hostname=THERE)}
    for host, site in sites.items():
        plant(site, words_of(host), administrator)
    read_new_documents()
    return sites


def words_of(host):
    """Yield the words that are planted at ``host``, for ever."""
    start = {HERE: "zyx", THERE: "wvu"}[host]
    return (f"{start}{number:03}q" for number in count())


def plant(site, words, user):
    """Add a word of ``words`` to everything of ``site`` that has a name."""
    for page in Page.objects.descendant_of(site.root_page, inclusive=True).specific():
        page = page.get_latest_revision_as_object()  # samples are drafts
        page.title += f" {next(words)}"
        page.search_description += f" {next(words)}"
        page.save_revision(user=user, clean=False).publish(user=user)
        log(page, "wagtail.edit", user=user)
    gone = site.root_page.add_child(instance=GuidancePage(title=next(words)))
    log(gone, "wagtail.edit", user=user)
    gone.delete(user=user)
    Page.objects.child_of(site.root_page).update(locked=True, locked_by=user, locked_at=now())
    for model, name in (
        (PartnershipDocument, "title"),
        (PartnershipImage, "title"),
        (Contact, "name"),
    ):
        for record in model.objects.filter(site=site):
            setattr(record, name, f"{getattr(record, name)[:90]} {next(words)}")
            record.save()
            log(record, "wagtail.edit", user=user)
    document = PartnershipDocument.objects.filter(site=site).first()
    document.faults = ["missing"]
    document.save()
    Promotion.objects.create(words="promoted", document=document, note=next(words))
    Promotion.objects.create(words="promoted", page=site.root_page, note=next(words))
    EmptySearch.objects.create(site=site, key=site.pk, words=next(words), times=9, last_on=now())
    Redirect.objects.create(site=site, old_path=f"/{next(words)}", redirect_page=site.root_page)
    PartnershipSettings.objects.filter(site=site).update(
        description=next(words), short_name=next(words)
    )


def visitors_addresses(site, host):
    """Return every address of ``site`` that visitors may try, and what they may search for."""
    pages = listed_pages(site).specific()
    addresses = [page.get_url_parts()[2] for page in pages]
    for page in pages:
        for name in ("feed", "calendar"):
            try:
                addresses.append(page.get_url_parts()[2] + page.reverse_subpage(name))
            except (AttributeError, NoReverseMatch):
                continue
    start = next(words_of(THERE if host == HERE else HERE))[:3]
    return addresses + [address.format(start) for address in BESIDES_PAGES]


def admin_addresses():
    """Return the address of every screen of the admin that needs nothing more to be opened."""
    found = set()
    for pattern in _patterns(get_resolver()):
        try:
            address = reverse(pattern)
        except NoReverseMatch:
            continue
        if address.startswith("/admin/") and not pattern.startswith(OF_ALL_SITES):
            found.add(address)
    return sorted(address for address in found if not re.search("logout|failwhale", address))


def _patterns(resolver, namespace=""):
    for pattern in resolver.url_patterns:
        if hasattr(pattern, "url_patterns"):
            yield from _patterns(
                pattern, f"{namespace}{pattern.namespace}:" if pattern.namespace else namespace
            )
        elif pattern.name:
            yield namespace + pattern.name


def shown(client, host, addresses):
    """Return ``{address: what it shows}`` for these addresses of ``host``."""
    texts = {}
    for address in addresses:
        response = client.get(address, headers={"host": host})
        content = b"".join(response) if response.streaming else response.content
        texts[address] = content.decode(errors="replace")
    return texts


def planted_in(texts):
    """Return ``{planted word: where it was seen first}`` of what is ``shown``."""
    found = {}
    for address, text in texts.items():
        for pattern in PLANTED.values():
            for word in pattern.findall(text):
                found.setdefault(word, address)
    return found


def split(found, host):
    """Return the words of ``found`` that are the own ones at ``host``, and the foreign ones."""
    own = {word: where for word, where in found.items() if PLANTED[host].match(word)}
    return own, {word: where for word, where in found.items() if word not in own}


def test_neither_shows_visitors_anything_of_the_other(both, client):
    for host, site in both.items():
        texts = shown(client, host, visitors_addresses(site, host))
        own, foreign = split(planted_in(texts), host)
        assert foreign == {}
        assert len(own) > 70


def test_neither_shows_its_editors_anything_of_the_other(both, admin_client):
    addresses = admin_addresses()
    for host, site in both.items():
        pages = Page.objects.descendant_of(site.root_page, inclusive=True).count()
        first_screen = admin_client.get("/admin/", headers={"host": host}).content.decode()
        assert f"{pages} Pages" in " ".join(first_screen.split())
        start = next(words_of(THERE if host == HERE else HERE))[:3]
        texts = shown(admin_client, host, addresses)
        searched = [address for address, text in texts.items() if SEARCH_FIELD.search(text)]
        assert len(searched) > 20
        texts |= shown(admin_client, host, [f"{address}?q={start}" for address in searched])
        own, foreign = split(planted_in(texts), host)
        assert foreign == {}
        assert len(own) > 40


@pytest.mark.parametrize(
    ("host", "address"), [(HERE, "http://127.0.0.1:8000/"), (THERE, f"http://{THERE}/")]
)
def test_a_message_leads_to_the_website_that_it_was_asked_at(
    host, address, client, administrator, settings
):
    settings.ALLOWED_HOSTS = [HERE, THERE]
    home = Site.objects.get(is_default_site=True).root_page
    Site.objects.create(hostname=THERE, port=80, root_page=home)
    client.post(
        reverse("account_reset_password"), {"email": administrator.email}, headers={"host": host}
    )
    assert address in mail.outbox[0].body
