"""A comment reaches the people it is for, once."""

import pytest
from django.contrib.auth.models import Group
from django.urls import reverse
from wagtail.models import Comment, Page, PageSubscription

from partnership.accounts.models import User
from partnership.pages.models import NewsPage
from tests.editing.conversations import comment_on, comments, received, text_to

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("_mail_waits_in_the_outbox")]


@pytest.fixture
def team(person):
    """Two editors and a publisher."""
    roles = {"Ada": "editor", "Bea": "publisher", "Cem": "editor"}
    return {name: person(role, name) for name, role in roles.items()}


@pytest.fixture
def page():
    """A page that nobody of the team has edited."""
    page = NewsPage.objects.live().first()
    page.revisions.update(user=None)
    return page


@pytest.fixture
def write(browser_of):
    """A function that saves the form of a page with a comment, as ``user`` does."""

    def save(user, page, **comment):
        comment_on(browser_of(user), page, **comment)

    return save


def test_the_owner_and_the_last_editor_are_told(team, page, write):
    Page.objects.filter(pk=page.pk).update(owner=team["Ada"])
    page.save_revision(user=team["Cem"])
    write(team["Bea"], page)
    told = f"Bea Example commented on ‘{page.title}’"
    assert sorted(received()) == [("Ada", told), ("Cem", told)]
    text = text_to("Ada")
    assert "‘Summary’" in text
    assert "Is this right?" in text
    assert f"/edit/?comment={Comment.objects.get().pk}" in text


def test_a_comment_that_would_reach_nobody_reaches_those_who_may_publish(team, page, write):
    write(team["Ada"], page)
    assert [name for name, _ in received()] == ["Bea"]


def test_a_comment_of_the_only_publisher_reaches_those_who_may_change_the_page(team, page, write):
    write(team["Bea"], page)
    assert sorted(name for name, _ in received()) == ["Ada", "Cem"]


def test_an_answer_goes_back_to_who_wrote_the_comment(team, page, write):
    write(team["Ada"], page)
    write(team["Bea"], page, thread=Comment.objects.get(), reply="Yes, it is.")
    assert [name for name, _ in received()] == ["Bea", "Ada"]
    assert "Yes, it is." in text_to("Ada")


def test_who_wrote_a_comment_is_told_that_it_was_resolved(team, page, write):
    write(team["Ada"], page)
    write(team["Bea"], page, thread=Comment.objects.get(), is_resolved=True)
    assert received()[1:] == [("Ada", f"Bea Example resolved a comment on ‘{page.title}’")]


def test_who_asked_to_hear_of_every_comment_is_told_once(team, page, write):
    Page.objects.filter(pk=page.pk).update(owner=team["Cem"])
    PageSubscription.objects.create(page=page, user=team["Cem"], comment_notifications=True)
    write(team["Ada"], page)
    assert [name for name, _ in received()] == ["Cem"]


@pytest.mark.parametrize("how", ["left", "lost the role"])
def test_who_has_left_or_may_not_see_the_page_is_not_told(team, page, write, how):
    Page.objects.filter(pk=page.pk).update(owner=team["Cem"])
    if how == "left":
        User.objects.filter(pk=team["Cem"].pk).update(is_active=False)
    else:
        team["Cem"].groups.set(Group.objects.filter(role__starter="auditor"))
    write(team["Ada"], page)
    assert [name for name, _ in received()] == ["Bea"]


def test_a_comment_on_a_new_page_is_told(team, browser_of, page):
    parent = page.get_parent()
    address = reverse("wagtailadmin_pages:add", args=["pages", "newspage", parent.pk])
    fields = {"title": "A new day", "slug": "a-new-day", "date": "2026-11-26", "body-count": "0"}
    fields["search_description"] = "What happened."
    sent = fields | comments("Who knows the date?")
    assert browser_of(team["Ada"]).post(address, sent).status_code == 302
    assert received() == [("Bea", "Ada Example commented on ‘A new day’")]
