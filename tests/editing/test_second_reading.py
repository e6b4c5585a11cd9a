"""A page waits for a second reader: each person concerned is told once, and others are not."""

import pytest
from django.contrib.auth.models import Group, Permission
from django.utils.timezone import now, timedelta
from wagtail.models import GroupApprovalTask, Workflow, WorkflowTask
from wagtail.users.models import UserProfile

from partnership.accounts.models import User
from partnership.pages.models import NewsPage
from tests.editing.conversations import decide, edit, received, submit, text_to
from tests.sites import add_site

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("_mail_waits_in_the_outbox")]


@pytest.fixture
def team(person):
    """An editor, a publisher and an administrator: the team of three."""
    roles = {"Ada": "editor", "Bea": "publisher", "Cem": "administrator"}
    return {name: person(role, name) for name, role in roles.items()}


@pytest.fixture
def page():
    return NewsPage.objects.live().first()


def test_each_of_three_is_told_once_at_each_step(team, page, browser_of):
    ada, bea = browser_of(team["Ada"]), browser_of(team["Bea"])
    submit(page, team["Ada"])
    asked = f"Ada Example asks you to read ‘{page.title}’"
    assert sorted(received()) == [("Bea", asked), ("Cem", asked)]

    answer = decide(bea, page, "reject", "Say where.")
    assert "You asked for changes to" in answer
    assert received()[2:] == [("Ada", f"Bea Example asks for changes to ‘{page.title}’")]
    assert "Say where." in text_to("Ada")
    shown = edit(ada, page)
    assert "Bea Example asked for changes" in shown
    assert "Say where." in shown
    assert "Ask for approval again" in shown

    submit(page, team["Ada"])
    assert sorted(received()[3:]) == [("Bea", asked), ("Cem", asked)]
    answer = decide(bea, page, "approve")
    assert f"Published ‘{page.title}’" in answer
    assert "View live" in answer
    assert received()[5:] == [("Ada", f"‘{page.title}’ is published")]
    assert page.full_url in text_to("Ada")


def test_the_owner_of_the_installation_is_asked_once(administrator, page, person):
    submit(page, person("editor"))
    assert [name for name, _ in received()] == ["Administrator"]


def test_nobody_approves_what_they_asked_for(team, page, browser_of):
    submit(page, team["Bea"])
    assert {name for name, _ in received()} == {"Cem"}
    assert "workflow-action-name" not in edit(browser_of(team["Bea"]), page)
    decide(browser_of(team["Bea"]), page, "approve")
    assert page.workflow_in_progress


def test_who_is_alone_approves_what_they_asked_for(person, page):
    bea = person("publisher", "Bea")
    submit(page, bea)
    assert received() == []
    assert page.current_workflow_task.get_actions(page, bea)


@pytest.mark.parametrize("field", ["is_active", "is_in_a_role"])
def test_who_has_left_or_may_no_longer_publish_is_not_asked(team, page, field):
    if field == "is_active":
        User.objects.filter(pk=team["Bea"].pk).update(is_active=False)
    else:
        team["Bea"].groups.clear()
    submit(page, team["Ada"])
    assert [name for name, _ in received()] == ["Cem"]


def test_who_has_switched_the_message_off_is_not_sent_it(team, page):
    profile = UserProfile.get_for_user(team["Bea"])
    profile.submitted_notifications = False
    profile.save()
    submit(page, team["Ada"])
    assert [name for name, _ in received()] == ["Cem"]


def test_people_of_another_partnership_are_never_told(team, page, person):
    there = add_site("there")
    theirs = Group.objects.create(name="Publishers there")
    theirs.permissions.add(Permission.objects.get(codename="access_admin"))
    for codename in ("change_page", "publish_page"):
        permission = Permission.objects.get(codename=codename, content_type__model="page")
        theirs.page_permissions.create(page=there, permission=permission)
    dan = person(None, "Dan")
    dan.groups.add(theirs)
    submit(page, team["Ada"])
    assert {name for name, _ in received()} == {"Bea", "Cem"}


def test_who_asked_learns_that_it_was_published_without_approval(team, page):
    submit(page, team["Ada"])
    page.get_latest_revision().publish(user=team["Bea"])
    assert received()[2:] == [("Ada", f"‘{page.title}’ is published")]


def test_who_asked_learns_when_it_will_be_published(team, page, browser_of):
    page.go_live_at = now() + timedelta(days=2)
    submit(page, team["Ada"])
    assert "It will be published on" in decide(browser_of(team["Bea"]), page, "approve")
    assert received()[2:] == [("Ada", f"‘{page.title}’ will be published")]


def test_who_asked_learns_that_the_request_was_withdrawn(team, page):
    submit(page, team["Ada"])
    page.current_workflow_state.cancel(team["Bea"])
    assert received()[2:] == [("Ada", f"‘{page.title}’ no longer waits for approval")]


def test_who_withdraws_their_own_request_is_told_nothing(team, page):
    submit(page, team["Ada"])
    page.current_workflow_state.cancel(team["Ada"])
    assert len(received()) == 2


def test_the_editor_says_who_a_page_waits_for(team, page, browser_of):
    submit(page, team["Ada"])
    waiting = edit(browser_of(team["Ada"]), page)
    assert "This page waits for Bea Example or Cem Example to approve it" in waiting
    assert "select ‘End the request for approval’" in waiting
    assert "awaiting moderation" not in waiting
    asked = edit(browser_of(team["Bea"]), page)
    assert "Ada Example asked for this page to be published" in asked


def test_a_team_with_more_steps_is_told_at_each(team, page, person, browser_of):
    """An approval that an administrator has set up, by a group and then by a second reader."""
    group = Group.objects.create(name="Lawyers")
    group.permissions.add(Permission.objects.get(codename="access_admin"))
    eve = person(None, "Eve")
    eve.groups.add(group)
    task = GroupApprovalTask.objects.create(name="Legal check")
    task.groups.add(group)
    WorkflowTask.objects.update(sort_order=1)
    WorkflowTask.objects.create(workflow=Workflow.objects.get(), task=task, sort_order=0)
    submit(page, team["Ada"])
    assert [name for name, _ in received()] == ["Eve"]
    assert "It now waits for Bea Example or Cem Example" in decide(browser_of(eve), page, "approve")
    assert sorted(name for name, _ in received()[1:]) == ["Bea", "Cem"]
