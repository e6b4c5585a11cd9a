"""The structure chart is the tree of group pages that visitors may see."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.models import PageViewRestriction

from partnership.pages.models import GroupPage, MembersPage


@pytest.fixture
def members(db):
    """The Members page without any group below it."""
    page = MembersPage.objects.get()
    for child in page.get_children():
        child.delete()
    return MembersPage.objects.get()


def add(parent, title, **fields):
    group = GroupPage(title=title, slug=title.lower().replace(" ", "-"), **fields)
    parent.add_child(instance=group)
    return group


def outline(boxes):
    """The chart as nested lists of titles."""
    return [
        [box.group.title, outline(box.below)] if box.below else box.group.title for box in boxes
    ]


def chart(members):
    return outline(GroupPage.objects.chart(MembersPage.objects.get()))


def test_the_chart_is_the_tree_of_groups(members):
    board = add(members, "Board")
    learning = add(board, "Learning")
    add(learning, "Review 1")
    add(board, "Quality")
    assert chart(members) == [["Board", [["Learning", ["Review 1"]], "Quality"]]]


def test_moving_a_group_moves_its_box(members):
    board = add(members, "Board")
    learning, quality = add(board, "Learning"), add(board, "Quality")
    GroupPage.objects.get(pk=quality.pk).move(GroupPage.objects.get(pk=learning.pk), "last-child")
    assert chart(members) == [["Board", [["Learning", ["Quality"]]]]]


def test_a_private_group_and_all_below_it_are_hidden(members):
    board = add(members, "Board")
    secret = add(board, "Secret")
    add(secret, "Below secret")
    PageViewRestriction.objects.create(page=secret, restriction_type=PageViewRestriction.LOGIN)
    assert chart(members) == ["Board"]


def test_a_group_below_a_draft_moves_up_to_the_group_above(members):
    board = add(members, "Board")
    add(add(board, "Draft", live=False), "Working group")
    assert chart(members) == [["Board", ["Working group"]]]


def test_a_group_is_shown_on_its_last_day_and_hidden_from_the_next(members):
    today = timezone.localdate()
    add(members, "Ends today", ended_on=today)
    add(members, "Ended", ended_on=today - timedelta(days=1))
    assert chart(members) == ["Ends today"]


def test_a_second_line_of_reporting_is_shown_unless_that_group_is_hidden(members, client):
    other = add(members, "Community Board")
    add(add(members, "Board"), "Shared", also_reports_to=other)
    html = client.get(members.url).content.decode()
    assert "Also reports to Community Board" in html
    PageViewRestriction.objects.create(page=other, restriction_type=PageViewRestriction.LOGIN)
    for address in (members.url, "/members-and-structure/board/shared/"):
        assert "Community Board" not in client.get(address).content.decode()


class TestMoveBelowTheGroupThatItAlsoReportsTo:
    """‘Shared’ reports to the Board, also to Subgroups, and is moved below Subgroups."""

    @pytest.fixture
    def subgroups(self, members):
        return add(members, "Subgroups")

    @pytest.fixture
    def shared(self, members, subgroups):
        group = add(add(members, "Board"), "Shared", also_reports_to=subgroups)
        group.save_revision().publish()
        return group

    def move(self, group, parent):
        parent = GroupPage.objects.get(pk=parent.pk)
        GroupPage.objects.get(pk=group.pk).move(parent, "last-child")
        return GroupPage.objects.get(pk=group.pk)

    def test_leaves_one_line(self, shared, subgroups, members, client):
        moved = self.move(shared, subgroups)
        assert ", and also" not in client.get(moved.url).content.decode()
        assert "Also reports to" not in client.get(members.url).content.decode()
        assert moved.also_reports_to is None
        assert moved.get_latest_revision_as_object().also_reports_to is None

    def test_does_not_bring_it_back_elsewhere(self, shared, subgroups, members, client):
        self.move(shared, subgroups)
        moved = self.move(shared, add(members, "Community"))
        assert ", and also" not in client.get(moved.url).content.decode()

    def test_keeps_a_line_to_another_group(self, shared, subgroups, members, client):
        moved = self.move(shared, add(members, "Community"))
        page = client.get(moved.url).content.decode()
        assert ", and also" in page
        assert moved.also_reports_to == subgroups

    def test_a_draft_above_it_is_passed_over(self, members, shared, subgroups, client):
        between = add(subgroups, "Draft", live=False)
        moved = self.move(shared, between)
        assert ", and also" not in client.get(moved.url).content.decode()
        assert "Also reports to" not in client.get(members.url).content.decode()


@pytest.mark.parametrize(
    ("chosen", "reason"),
    [("board", "already reports to the page above"), ("shared", "cannot report to itself")],
)
def test_a_second_line_leads_to_another_group(members, admin_client, chosen, reason):
    board = add(members, "Board")
    groups = {"board": board, "shared": add(board, "Shared")}
    form = {"title": "Shared", "slug": "shared", "also_reports_to": groups[chosen].pk}
    form |= {
        f"{rows}-{n}_FORMS": "0" for rows in ("seats", "comments") for n in ("TOTAL", "INITIAL")
    }
    form["body-count"] = "0"
    answer = admin_client.post(f"/admin/pages/{groups['shared'].pk}/edit/", form)
    assert reason in answer.content.decode()


@pytest.mark.parametrize("count", [4, 17, 25])
def test_the_chart_takes_two_queries_for_any_number_of_groups(members, count):
    board = add(members, "Board")
    parents = [board]
    for number in range(count - 1):
        parents.append(add(parents[number // 4], f"Group {number}"))
    with CaptureQueriesContext(connection) as captured:
        boxes = GroupPage.objects.chart(members)
        assert str(outline(boxes)).count("Group ") == count - 1
        assert [box.group.chairs for box in boxes] == [None]
    assert len(captured) == 2
