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
