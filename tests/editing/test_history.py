"""The history of a page, and comparisons of its versions, use the words of its form."""

import re

import pytest
from django.urls import reverse
from django.utils.html import strip_tags
from wagtail.models import PageLogEntry, Workflow

from partnership.pages.models import NewsPage, ValuesPage

pytestmark = pytest.mark.django_db


def words_at(client, name, *arguments):
    """Return the words of the screen for pages called ``name``."""
    address = reverse(f"wagtailadmin_pages:{name}", args=arguments)
    return " ".join(strip_tags(client.get(address).content.decode()).split())


@pytest.mark.parametrize(
    ("kind", "field", "heading"),
    [
        (NewsPage, "search_description", "Summary"),
        (ValuesPage, "body", "Priorities and anything else"),
        (NewsPage, "still_missing", "Still missing"),
    ],
)
def test_two_versions_are_compared_under_the_headings_of_the_form(
    admin_client, kind, field, heading
):
    page = kind.objects.live().first()
    first = page.save_revision()
    setattr(page, field, [("text", "<p>New</p>")] if field == "body" else "New words")
    last = page.save_revision()
    assert f"{heading}:" in words_at(admin_client, "revisions_compare", page.pk, first.pk, last.pk)


def test_a_comment_is_named_by_the_heading_of_its_field(admin_client, administrator):
    page = NewsPage.objects.live().first()
    comment = page.wagtail_admin_comments.create(
        user=administrator, text="Why?", contentpath="search_description"
    )
    page.save()
    comment.log_create(user=administrator)
    assert "Added a comment on field Summary" in words_at(admin_client, "history", page.pk)


def test_an_approval_is_told_without_its_machinery(admin_client, administrator, person):
    page = NewsPage.objects.live().first()
    page.save_revision()
    ada = person("editor")
    Workflow.objects.get().start(page, ada)
    page.current_workflow_task_state.reject(administrator, comment="Say where.")
    page.current_workflow_state.resume(ada)
    page.current_workflow_task_state.approve(administrator)
    history = words_at(admin_client, "history", page.pk)
    for words in ("Asked for approval", "Asked for changes", "Say where.", "Approved"):
        assert words in history
    for jargon in ("Rejected", "Second reader", "resumed", "Next step"):
        assert jargon not in history


def test_times_are_written_as_in_the_rest_of_the_admin(admin_client):
    page = NewsPage.objects.live().first()
    page.save_revision(log_action="wagtail.edit")
    assert PageLogEntry.objects.filter(page=page).exists()
    html = admin_client.get(reverse("wagtailadmin_pages:history", args=[page.pk])).content.decode()
    assert re.search(r"\d{1,2} \w+ \d{4}, \d\d:\d\d", html)
    assert not re.search(r"\d [ap]\.m\.", html)
