"""Who is refused sees which roles may do it, stays where they were, and finds what they typed."""

from html import unescape

import pytest
from django.core.files.base import ContentFile
from django.urls import reverse
from wagtail.models import Collection

from partnership.accounts.people.roles import STARTER_ROLES
from partnership.library.models import PartnershipDocument
from partnership.pages.models import NewsPage
from tests.accounts.test_roles import ADDRESSES

HERE = "http://testserver/admin/reports/"


@pytest.fixture
def auditor(person, browser_of):
    return browser_of(person("auditor"))


@pytest.fixture
def editor(person, browser_of):
    return browser_of(person("editor"))


def said(response):
    return unescape(response.content.decode())


@pytest.mark.parametrize("role", STARTER_ROLES)
@pytest.mark.parametrize("name", ADDRESSES)
def test_a_refusal_names_the_roles_that_may(name, role, person, browser_of):
    allowed = ADDRESSES[name].split()
    if role in allowed:
        pytest.skip("Not refused.")
    told = said(browser_of(person(role)).get(reverse(name), follow=True))
    names = [STARTER_ROLES[each].name for each in STARTER_ROLES if each in allowed]
    assert f"People with the role {' or '.join(names)} do" in told


@pytest.mark.parametrize(
    ("name", "roles"),
    {
        "edit": "Editor or Publisher or Administrator",
        "unpublish": "Publisher or Administrator",
        "delete": "Publisher or Administrator",
        "copy": "Editor or Publisher or Administrator",
        "move": "Editor or Publisher or Administrator",
        "history": "Editor or Publisher or Administrator",
    }.items(),
)
def test_a_refusal_at_a_page_names_the_roles_that_may(name, roles, auditor):
    page = NewsPage.objects.first()
    address = reverse(f"wagtailadmin_pages:{name}", args=[page.pk])
    assert f"the role {roles} do" in said(auditor.get(address, follow=True))


def test_a_private_document_names_the_role_that_may_change_every_document(editor, db):
    private = Collection.get_first_root_node().add_child(name="For partners")
    file = ContentFile(b"%PDF-1.4 minutes", name="minutes.pdf")
    document = PartnershipDocument.objects.create(title="Minutes", collection=private, file=file)
    told = said(editor.get(reverse("wagtaildocs:edit", args=[document.pk]), follow=True))
    assert "People with the role Administrator do" in told


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (HERE, HERE),
        ("http://elsewhere.example/admin/", "/admin/"),
        ("http://testserver/about-us/", "/admin/"),
        ("http://testserver/accounts/login/", "/admin/"),
        ("http://testserver/admin/sites/", "/admin/"),  # itself
        ("", "/admin/"),
    ],
)
def test_the_person_stays_in_the_admin_where_they_were(before, after, auditor):
    answer = auditor.get("/admin/sites/", headers={"referer": before})
    assert (answer.status_code, answer.url) == (302, after)


def test_what_was_typed_is_shown_when_it_is_refused(auditor):
    page = NewsPage.objects.first()
    edit = reverse("wagtailadmin_pages:edit", args=[page.pk])
    paragraph = '{"blocks": [{"text": "Every school"}, {"text": "was visited."}]}'
    form = {"title": "A year of visits", "body-0-value": paragraph, "body-0-type": "prose"}
    answer = auditor.post(edit, form, headers={"referer": HERE})
    assert answer.status_code == 403
    told = said(answer)
    assert "A year of visits" in told
    assert "Every school<br>was visited." in told
    assert "It has not been saved." in told
    assert f'href="{HERE}"' in told
    assert "prose" not in told.split("What you typed")[1]


def test_a_button_that_is_refused_leads_back(auditor):
    page = NewsPage.objects.first()
    unpublish = reverse("wagtailadmin_pages:unpublish", args=[page.pk])
    answer = auditor.post(unpublish, headers={"referer": f"http://testserver{unpublish}"})
    assert answer.url == f"http://testserver{unpublish}"
    assert auditor.get(unpublish, headers={"referer": answer.url}).url == "/admin/"
