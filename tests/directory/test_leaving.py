"""Someone leaves: one screen has all their posts, and one save puts their successors in place."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Site

from partnership.directory.models import Membership, Person, Representative
from partnership.pages.models import GroupPage, MembersPage, Seat
from tests.directory.conftest import told

LAST = timezone.localdate() - timedelta(days=1)


@pytest.fixture
def ash(db):
    return Person.objects.create(name="Ash Example", email="ash@example.org")


@pytest.fixture
def bo(db):
    return Person.objects.create(name="Bo Example")


@pytest.fixture
def board(ash, fill_board):
    """A group that Ash chairs and is a member of."""
    return fill_board(
        Seat(name="Chair", is_chair=True, holder=ash, sort_order=0),
        Seat(name="Vice chair", sort_order=1),
        Seat(name="Member", holder=ash, sort_order=2),
    )


@pytest.fixture
def membership(ash):
    found = Membership.objects.get(organisation__name="Cumbria Police")
    Representative.objects.create(membership=found, role="lead", holder=ash)
    return found


def address(person):
    return reverse("person_leaving", args=[person.pk])


def leave(client, person, last_day=LAST, **successors):
    """Send the form; ``successors`` are named by a part of the words of a post."""
    form = client.get(address(person)).context["form"]
    sent = {"last_day": f"{last_day:%d/%m/%Y}"}
    for key, words in form.posts:
        found = [who for part, who in successors.items() if part in words.lower()]
        sent[key] = found[0].pk if found else ""
    return client.post(address(person), sent, follow=True)


def held(group):
    return dict(GroupPage.objects.get(pk=group.pk).filled_seats)


def test_each_seat_and_post_gets_its_successor_or_is_vacant(
    admin_client, ash, bo, board, membership
):
    answer = leave(admin_client, ash, chair=bo, lead=bo)
    assert "Ash Example leaves on" in told(answer)
    assert held(board) == {"Chair": [bo], "Vice chair": [], "Member": []}
    assert list(held(board)) == ["Chair", "Vice chair", "Member"]
    assert Membership.objects.get(pk=membership.pk).seats["Lead Safeguarding Partner"] == [bo]
    ash.refresh_from_db()
    assert ash.left_on == LAST
    assert Seat.objects.get(holder=ash, name="Chair").ended_on == LAST
    assert Seat.objects.get(holder=bo).started_on == LAST + timedelta(days=1)
    assert leave(admin_client, ash).context["form"].posts == []


def test_what_was_handed_over_is_said_and_not_handed_over_again(
    admin_client, ash, bo, board, membership
):
    today = timezone.localdate()
    answer = leave(admin_client, ash, today, chair=bo, lead=bo)
    assert f"Chair, {board}: Bo Example from the next day." in told(answer)
    offered = [words for _, words in answer.context["form"].posts]
    assert offered
    assert not any(words.startswith("Chair") for words in offered)  # vacant so far
    leave(admin_client, ash, today, member=bo)
    assert Seat.objects.filter(holder=bo, name="Chair").count() == 1
    assert Seat.objects.filter(holder=bo, name="Member").count() == 1
    assert str(board) not in [name for name, _ in answer.context["remaining"]]


def test_the_scrutineer_is_replaced(admin_client, ash, bo):
    MembersPage.objects.update(scrutineer=ash)
    leave(admin_client, ash, scrutineer=bo)
    assert MembersPage.objects.get().scrutineer == bo


def test_a_page_with_other_changes_keeps_them_in_its_draft(admin_client, ash, bo, board):
    draft = board.get_latest_revision_as_object()
    draft.title = "Renamed in a draft"
    draft.seats.add(Seat(name="Observer", holder=ash, sort_order=3))
    draft.save_revision()
    answer = leave(admin_client, ash, chair=bo, observer=bo)
    assert "saved in the draft" in told(answer)
    stored = GroupPage.objects.get(pk=board.pk)
    assert stored.title != "Renamed in a draft"
    draft = stored.get_latest_revision_as_object()
    assert draft.title == "Renamed in a draft"
    assert [seat.holder for seat in draft.seats.all() if seat.is_current] == [bo, bo]


def test_what_remains_is_listed_with_links(admin_client, ash, board, person):
    account = person("editor", first_name="Ash")
    html = told(admin_client.get(address(ash)))
    assert "Their account, ash@example.org" in html
    assert f"/users/edit/{account.pk}/" in html or str(account.pk) in html
    assert "/search/?q=Ash%20Example" in html


def test_an_error_is_shown_and_nothing_is_saved(admin_client, ash, board):
    answer = admin_client.post(address(ash), {"last_day": "soon"})
    assert "Nothing was saved yet" in told(answer)
    assert "Write it like this" in told(answer)
    assert held(board)["Chair"] == [ash]


def test_who_may_not_edit_the_directory_is_refused(person, browser_of, ash):
    editor = browser_of(person("editor", first_name="Cy"))
    assert "Save last day" not in told(editor.get(address(ash), follow=True))
    assert address(ash) not in told(
        editor.get(reverse("wagtailsnippets_directory_person:list"), follow=True)
    )


def test_posts_in_another_partnership_are_not_listed(admin_client, ash, board, membership):
    home = Site.objects.get().root_page
    root = home.get_parent()
    other = home.copy(update_attrs={"slug": "there"}, to=root, recursive=True)
    there = Site.objects.create(hostname="there.example", root_page=other)
    Membership.objects.create(site=there, organisation=membership.organisation)
    Representative.objects.create(
        membership=Membership.objects.get(site=there), role="delegated", holder=ash
    )
    Seat.objects.create(page=GroupPage.objects.descendant_of(other).first(), holder=ash, name="X")
    words = [words for _, words in admin_client.get(address(ash)).context["form"].posts]
    assert len(words) == 3
    assert not any("X, " in each or "Delegated" in each for each in words)
    for name, _ in admin_client.get(address(ash)).context["remaining"]:
        assert "there" not in name


def test_the_list_and_the_record_of_a_person_lead_there(admin_client, ash):
    for name, args in (("list", []), ("edit", [ash.pk])):
        page = reverse(f"wagtailsnippets_directory_person:{name}", args=args)
        assert address(ash) in told(admin_client.get(page))
