"""Every kind of page, in a browser: accessible, not cut off, no request to other sites."""

from urllib.parse import urlsplit

import pytest
from wagtail.models import Page

from tests.browser.conftest import faults_at_every_size
from tests.laws.kinds import KINDS, NAMES, example

pytestmark = pytest.mark.django_db


@pytest.fixture(params=KINDS, ids=NAMES)
def address(db, request):
    return example(request.param).url


def test_the_page_is_accessible_and_fits_the_screen(address, visitor, server, faults):
    asked = []
    visitor.on("request", lambda request: asked.append(request.url))
    visitor.goto(address)
    assert faults_at_every_size(visitor, faults) == []
    assert {urlsplit(url).netloc for url in asked} == {urlsplit(server).netloc}
    assert visitor.context.cookies() == []


def test_every_other_page_of_the_starter_site_is_accessible(visitor, faults):
    examples = [example(kind).pk for kind in KINDS]
    addresses = [
        page.url for page in Page.objects.live().filter(depth__gt=1).exclude(pk__in=examples)
    ]
    assert "/contact/" in addresses
    for address in addresses:
        visitor.goto(address)
        assert faults(visitor) == [], address


EVENTS = "/learning-and-training/events/"
RESOURCES = "/learning-and-training/resources/"


@pytest.mark.parametrize(
    "path",
    [
        "/search/",
        "/search/?q=partnership",
        "/search/?q=xyzzy",
        f"{RESOURCES}?kind=Guidance",
        f"{RESOURCES}?kind=Website&area=Cumberland&topic=Working+together",
        f"{EVENTS}?kind=Training",
        f"{EVENTS}past/",
        f"{EVENTS}month/2027/3/",
    ],
)
def test_a_filtered_list_is_accessible(path, new_tab, faults):
    tab = new_tab(width=320)
    tab.goto(path)
    assert faults(tab) == []
