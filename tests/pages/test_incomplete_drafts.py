"""A draft that lacks something is not published, and the reason is given with its name."""

import pytest
from django.contrib.messages import get_messages
from django.urls import reverse
from wagtail.models import Workflow

from partnership.events.models import EventIndexPage, EventPage
from partnership.pages.models import NewsIndexPage, NewsPage
from tests.laws.kinds import example


@pytest.fixture
def incomplete(db):
    """The draft of an event whose kind nobody has chosen yet."""
    return add(EventIndexPage, EventPage(title="Forum about sleep", slug="sleep"))


@pytest.fixture
def complete(db):
    return add(NewsIndexPage, NewsPage(title="News", slug="complete"))


def add(parent, page):
    page.live = False
    example(parent).add_child(instance=page)
    page.save_revision(clean=False)
    return page


def told(answer):
    return " ".join(str(message) for message in get_messages(answer.wsgi_request))


def publish(client, *pages, **fields):
    address = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])
    query = "&".join(f"id={page.pk}" for page in pages)
    return client.post(f"{address}?{query}", fields)


def test_of_several_drafts_the_complete_ones_are_published(admin_client, incomplete, complete):
    answer = publish(admin_client, incomplete, complete)
    assert answer.status_code == 302
    assert "‘Forum about sleep’ was not published. Kind: This field" in told(answer)
    assert "1 page has been published" in told(answer)
    assert NewsPage.objects.get(pk=complete.pk).live
    assert not EventPage.objects.get(pk=incomplete.pk).live


def test_a_draft_with_an_empty_block_is_not_published(admin_client, complete):
    page = add(NewsIndexPage, NewsPage(title="A picture is to come", slug="picture"))
    page.body = [("prose", "<p>Words</p>"), ("picture", {"image": None, "caption": ""})]
    page.save_revision(clean=False)
    answer = publish(admin_client, page, complete)
    assert "‘A picture is to come’ was not published." in told(answer)
    assert "‘Picture’, block 2: something is missing." in told(answer)
    assert "1 page has been published" in told(answer)
    assert not NewsPage.objects.get(pk=page.pk).live


def test_drafts_below_a_page_are_published_or_named(admin_client, incomplete):
    answer = publish(admin_client, example(EventIndexPage), include_descendants="on")
    assert "‘Forum about sleep’ was not published. Kind: This field" in told(answer)
    assert not EventPage.objects.get(pk=incomplete.pk).live


@pytest.mark.parametrize("dialog", [True, False])
def test_an_incomplete_draft_is_not_approved(admin_client, administrator, incomplete, dialog):
    state = Workflow.objects.first().start(incomplete, administrator)
    task = state.current_task_state
    address = reverse(
        "wagtailadmin_pages:workflow_action", args=[incomplete.pk, "approve", task.pk]
    )
    headers = {"referer": "http://testserver/admin/"}
    if dialog:
        headers["x-requested-with"] = "XMLHttpRequest"
    answer = admin_client.post(address, {"comment": ""}, headers=headers)
    assert "Kind: This field" in told(answer)
    where = answer.json()["redirect"] if dialog else answer.url
    assert where == "http://testserver/admin/"
    assert "Nothing was changed." in told(answer)
    task.refresh_from_db()
    assert task.status == "in_progress"
    assert not EventPage.objects.get(pk=incomplete.pk).live
