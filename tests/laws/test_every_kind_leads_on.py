"""Whoever follows a page by an address below it, such as its calendar, is led to its new one."""

from urllib.parse import urlsplit

import pytest
from wagtail.contrib.redirects.models import Redirect
from wagtail.contrib.routable_page.models import RoutablePageMixin

from tests.laws.kinds import KINDS, example

ROUTED = [kind for kind in KINDS if issubclass(kind, RoutablePageMixin)]
ARGUMENTS = {"month": {"year": 2027, "number": 3}}
QUERY = "?kind=Training&area=Cumberland&page=1"


def addresses_below(page):
    """Yield what follows the address of ``page`` for each of its routes, '' included."""
    for route in page.get_subpage_urls():
        yield page.reverse_subpage(route.name, kwargs=ARGUMENTS.get(route.name))


def rename(page):
    page.slug = "renamed"
    page.save_revision().publish()


def rename_above(page):
    rename(page.get_parent().specific)


def move(page):
    page.get_parent().copy(recursive=False, update_attrs={"slug": "another"}).refresh_from_db()
    page.move(page.get_parent().get_siblings().get(slug="another"), pos="last-child")


def rename_twice(page):
    rename(page)
    page.slug = "renamed-again"
    page.save_revision().publish()


@pytest.mark.parametrize("kind", ROUTED, ids=lambda kind: kind.__name__)
@pytest.mark.parametrize("change", [rename, rename_above, move, rename_twice])
def test_every_former_address_leads_on(
    db, client, kind, change, django_capture_on_commit_callbacks
):
    page = example(kind)
    if change in (rename_above, move) and page.get_parent().depth == 2:
        change = rename  # nothing is above it but the home page
    former = urlsplit(page.url).path
    found = {below: client.get(f"{former}{below}").status_code for below in addresses_below(page)}
    with django_capture_on_commit_callbacks(execute=True):
        change(page)
    page = kind.objects.get(pk=page.pk)
    now = urlsplit(page.url).path
    assert now != former
    for below, status in found.items():
        answer = client.get(f"{former}{below}{QUERY}")
        assert (answer.status_code, answer["Location"]) == (301, f"{now}{below}{QUERY}")
        assert client.get(answer["Location"]).status_code == status


@pytest.mark.parametrize("kind", ROUTED, ids=lambda kind: kind.__name__)
def test_nothing_else_below_its_former_address_leads_anywhere(
    db, client, kind, django_capture_on_commit_callbacks
):
    page = example(kind)
    former = urlsplit(page.url).path
    with django_capture_on_commit_callbacks(execute=True):
        rename(page)
    assert client.get(f"{former}nothing/").status_code == 404
    assert client.get(f"{former}feed/nothing/").status_code == 404
    assert Redirect.objects.filter(redirect_page=page).exists()
