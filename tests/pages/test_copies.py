"""A copied section keeps the privacy of the original."""

import pytest
from django.test import Client
from django.urls import reverse
from wagtail.models import PageViewRestriction

from partnership.learning.models import ResourceIndexPage, ResourcePage
from partnership.pages.models import NewsPage

pytestmark = pytest.mark.django_db


def copy(client, page, **values):
    form = {
        "new_title": f"{page.title} again",
        "new_slug": f"{page.slug}-again",
        "new_parent_page": page.get_parent().pk,
        "copy_subpages": "on",
        "publish_copies": "on",
    }
    answer = client.post(reverse("wagtailadmin_pages:copy", args=[page.pk]), form | values)
    assert answer.status_code == 302
    return ResourceIndexPage.objects.order_by("-pk").first()


def test_a_private_page_stays_private_in_the_copy(admin_client):
    index = ResourceIndexPage.objects.get()
    private = ResourcePage.objects.child_of(index).first()
    PageViewRestriction.objects.create(page=private, restriction_type=PageViewRestriction.LOGIN)
    again = copy(admin_client, index)
    visitor = Client()
    assert visitor.get(again.url + private.slug + "/").status_code == 404
    assert private.title not in visitor.get(again.url).content.decode()
    others = ResourcePage.objects.child_of(again).exclude(slug=private.slug)
    assert others.exists()
    for other in others:
        assert visitor.get(other.url).status_code == 200


def test_a_single_page_is_copied(admin_client):
    news = NewsPage.objects.get()
    form = {"new_title": "Again", "new_slug": "again", "new_parent_page": news.get_parent().pk}
    admin_client.post(reverse("wagtailadmin_pages:copy", args=[news.pk]), form)
    assert NewsPage.objects.filter(slug="again").exists()
