"""A search never names what is private: not in results, counts or suggestions."""

import pytest
from django.contrib.auth.models import Group
from wagtail.models import Collection, CollectionViewRestriction, PageViewRestriction, Site

from partnership.search.finding import find
from partnership.search.models import Promotion

RESTRICTIONS = [PageViewRestriction.LOGIN, PageViewRestriction.GROUPS]


@pytest.fixture(params=RESTRICTIONS)
def hide(request):
    """A function that makes a page and those below it private."""

    def hide(page):
        restriction = PageViewRestriction.objects.create(page=page, restriction_type=request.param)
        if request.param == PageViewRestriction.GROUPS:
            restriction.groups.add(Group.objects.create(name="Some people"))

    return hide


@pytest.fixture(params=RESTRICTIONS)
def private_collection(db, request):
    """A collection below a private one."""
    parent = Collection.get_first_root_node().add_child(name="Board papers")
    CollectionViewRestriction.objects.create(collection=parent, restriction_type=request.param)
    return parent.add_child(name="Minutes")


def test_a_private_page_and_those_below_it_are_not_found(publish, search, client, hide):
    parent = publish("Otters")
    publish("Otters below", "Text of otters.", parent=parent)
    publish("Beavers and otters")
    hide(parent)
    answer = search("otters")
    assert answer.titles == ["Beavers and otters"]
    assert answer.status == "1 result for ‘otters’"
    suggested = client.get("/search/suggestions/?q=ott").content.decode()
    assert "Beavers and otters" in suggested
    assert "below" not in suggested


def test_a_private_document_is_not_found(upload, search, client, private_collection):
    upload("Otter minutes", "Text of otters.", collection=private_collection)
    answer = search("otters")
    assert answer.status == "Nothing found for ‘otters’"
    assert "minutes" not in answer.html
    assert "Documents" not in answer.html
    assert b"Otter" not in client.get("/search/suggestions/?q=otter").content


def test_people_who_may_read_it_see_the_same_results_as_everyone(
    upload, admin_client, private_collection
):
    upload("Otter minutes", collection=private_collection)
    assert b"Nothing found" in admin_client.get("/search/?q=otter").content


def test_a_promotion_of_a_hidden_page_is_not_shown(publish, search, hide):
    page = publish("Otters")
    Promotion.objects.create(words="swimmers", page=page, note="The best page about otters.")
    assert "The best page" in search("swimmers").html
    hide(page)
    assert "The best page" not in search("swimmers").html


def test_a_hidden_web_version_is_not_offered(publish, upload, search, hide):
    page = publish("The survey as a page")
    document = upload("Yearly survey", web_version=page)
    hide(page)
    answer = search("yearly")
    assert answer.main.query(".result__title a")[0].attrs["href"] == document.url
    assert page.url not in answer.html


def test_a_page_that_becomes_public_is_found_at_once(publish, search, hide):
    page = publish("Otters")
    hide(page)
    PageViewRestriction.objects.filter(page=page).delete()
    assert search("otters").titles == ["Otters"]


def test_a_page_of_another_partnership_is_not_found(publish, db):
    def site_at(page):
        return Site.objects.create(hostname=page.slug, root_page=page)

    assert find("otters", site_at(publish("Otters", "Text."))).total == 1
    assert find("otters", site_at(publish("Beavers"))).total == 0
