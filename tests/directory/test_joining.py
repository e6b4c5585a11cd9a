"""Someone joins: the vacant posts and seats that they take are ticked on one screen."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from partnership.directory.models import Membership, Person, Representative
from partnership.pages.models import GroupPage, MembersPage, Seat
from tests.directory.conftest import told

TODAY = timezone.localdate()


@pytest.fixture
def ash(db):
    return Person.objects.create(name="Ash Example")


@pytest.fixture
def joiner(db):
    return Person.objects.create(name="Jo Example")


@pytest.fixture
def board(ash, fill_board):
    """A group with a chair, a seat that was never held and one whose holder has left."""
    return fill_board(
        Seat(name="Chair", is_chair=True, holder=ash, sort_order=0),
        Seat(name="Vice chair", sort_order=1),
        Seat(name="Member", holder=ash, ended_on=TODAY - timedelta(days=9), sort_order=2),
        Seat(name="Observer", sort_order=3),
    )


@pytest.fixture
def membership(db):
    return Membership.objects.get(organisation__name="Cumbria Police")


def address(person):
    return reverse("person_joining", args=[person.pk])


def offered(client, person):
    return [field.label for field in client.get(address(person)).context["form"].post_fields]


def join(client, person, *posts, first_day=TODAY):
    """Tick the fields whose words start with one of ``posts``, and save."""
    fields = client.get(address(person)).context["form"].post_fields
    sent = {field.name: "on" for field in fields if field.label.startswith(posts)}
    assert len(sent) == len(posts)
    sent["first_day"] = f"{first_day:%d/%m/%Y}"
    return client.post(address(person), sent, follow=True)


def held(group):
    return dict(GroupPage.objects.get(pk=group.pk).filled_seats)


def test_only_what_is_vacant_is_offered(admin_client, joiner, board, membership):
    Representative.objects.create(membership=membership, role="lead", holder=joiner)
    words = offered(admin_client, joiner)
    assert f"Vice chair, {board}" in words
    assert f"Member, {board}" in words
    assert f"Chair, {board}" not in words
    assert "Delegated Safeguarding Partner, Cumbria Police" in words
    assert "Lead Safeguarding Partner, Cumbria Police" not in words


def test_posts_and_seats_are_taken_in_one_save(admin_client, ash, joiner, board, membership):
    delegated = "Delegated Safeguarding Partner, Cumbria Police"
    answer = join(admin_client, joiner, f"Vice chair, {board}", f"Member, {board}", delegated)
    assert "Saved: Jo Example, from " in told(answer)
    assert held(board) == {
        "Chair": [ash],
        "Vice chair": [joiner],
        "Member": [joiner],
        "Observer": [],
    }
    assert Membership.objects.get(pk=membership.pk).seats["Delegated Safeguarding Partner"] == [
        joiner
    ]
    before, after = Seat.objects.filter(page=board, name="Member").order_by("sort_order")
    assert before.ended_on == TODAY - timedelta(days=9)
    assert after.started_on == TODAY
    assert f"Vice chair, {board}" not in offered(admin_client, joiner)


def test_a_post_taken_from_a_day_to_come_is_vacant_until_then_and_not_offered_again(
    admin_client, joiner, board
):
    join(admin_client, joiner, f"Vice chair, {board}", first_day=TODAY + timedelta(days=5))
    assert held(board)["Vice chair"] == []
    assert f"Vice chair, {board}" not in offered(admin_client, joiner)


def test_a_scrutineer_is_named(admin_client, joiner):
    MembersPage.objects.update(scrutineer=None)
    join(admin_client, joiner, "Independent scrutineer")
    assert MembersPage.objects.get().scrutineer == joiner


def test_a_group_with_other_changes_keeps_them_in_its_draft(admin_client, joiner, board):
    draft = board.get_latest_revision_as_object()
    draft.title = "Renamed in a draft"
    draft.save_revision()
    answer = join(admin_client, joiner, f"Observer, {board}")
    assert "saved in the draft" in told(answer)
    assert GroupPage.objects.get(pk=board.pk).title == board.title
    assert held(board)["Observer"] == []


def test_nothing_ticked_is_said_and_nothing_is_saved(admin_client, joiner, board):
    answer = admin_client.post(address(joiner), {"first_day": "1/12/2026"})
    assert "Tick what they take" in told(answer)
    answer = admin_client.post(address(joiner), {"first_day": "soon"})
    assert "Write it like this" in told(answer)


def test_a_new_person_comes_next_to_what_is_vacant(admin_client, board):
    page = reverse("wagtailsnippets_directory_person:add")
    answer = admin_client.post(page, {"name": "Di Example", "team_position": 100}, follow=True)
    assert answer.redirect_chain[-1][0] == address(Person.objects.get(name="Di Example"))
    assert f"Vice chair, {board}" in told(answer)
    assert f'href="{reverse("own_groups")}"' in told(answer)


def test_the_list_and_the_record_of_a_person_lead_there(admin_client, joiner):
    for name, args in (("list", []), ("edit", [joiner.pk])):
        page = reverse(f"wagtailsnippets_directory_person:{name}", args=args)
        assert address(joiner) in told(admin_client.get(page))


def test_who_may_not_edit_the_directory_is_refused(person, browser_of, joiner):
    editor = browser_of(person("editor", first_name="Cy"))
    assert "Save posts" not in told(editor.get(address(joiner), follow=True))
