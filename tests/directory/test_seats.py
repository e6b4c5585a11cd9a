"""Who holds a seat today: vacancies are shown, shared posts name both, leavers are gone."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from partnership.directory.models import Membership, Organisation, Person, Representative
from partnership.pages.models import GroupPage, Seat


def in_days(count):
    """Return the day so many days from today."""
    return timezone.localdate() + timedelta(days=count)


@pytest.fixture
def ash(db):
    return Person.objects.create(name="Ash Example", post="Designated nurse")


@pytest.fixture
def bo(db):
    return Person.objects.create(name="Bo Example")


@pytest.fixture
def board(db):
    """The board of the starter site, without seats."""
    return GroupPage.objects.get(slug="safeguarding-accountability-board")


def chair(board, holder=None, **fields):
    return Seat.objects.create(page=board, name="Chair", is_chair=True, holder=holder, **fields)


def text(client, page):
    return " ".join(client.get(page.url).content.decode().split())


def test_a_seat_without_a_holder_is_vacant(client, board):
    chair(board)
    assert board.filled_seats == {"Chair": []}
    assert "Vacant" in text(client, board)


def test_two_holders_share_a_post(client, board, ash, bo):
    chair(board, ash, sort_order=0)
    chair(board, bo, sort_order=1)
    assert board.filled_seats == {"Chair": [ash, bo]}
    assert "Chair: Ash Example and Bo Example" in text(client, board.get_parent().get_parent())


def test_a_shared_post_is_not_vacant_when_one_holder_leaves(board, ash, bo):
    chair(board, ash)
    chair(board, bo, ended_on=in_days(-1))
    assert board.filled_seats == {"Chair": [ash]}


def test_every_seat_of_a_leaver_is_vacant(client, board, ash):
    chair(board, ash)
    ash.left_on = in_days(-1)
    ash.save()
    assert "Ash Example" not in text(client, board)
    assert 'Chair: <strong class="vacant">vacant</strong>' in text(
        client, board.get_parent().get_parent()
    )


@pytest.mark.parametrize(
    ("dates", "holds"),
    [
        ({}, True),
        ({"started_on": 0}, True),
        ({"started_on": 1}, False),
        ({"ended_on": 0}, True),
        ({"ended_on": -1}, False),
    ],
)
def test_a_seat_is_held_from_its_first_day_to_its_last(board, ash, dates, holds):
    days = {name: in_days(count) for name, count in dates.items()}
    assert chair(board, ash, **days).is_current is holds


def test_a_last_day_before_the_first_is_refused(board, ash):
    with pytest.raises(ValidationError, match="The last day is before the first day"):
        Seat(page=board, name="Member", started_on=in_days(0), ended_on=in_days(-1)).clean()


def test_a_group_without_a_chair_shows_none(client, board):
    assert "Chair:" not in text(client, board.get_parent().get_parent())


def test_lead_and_delegated_partners_are_shown_with_their_organisation(client, ash):
    membership = Membership.objects.get(organisation__name="Cumbria Police")
    Representative.objects.create(membership=membership, role="lead", holder=ash, sort_order=0)
    Representative.objects.create(membership=membership, role="delegated", sort_order=1)
    assert membership.seats == {
        "Lead Safeguarding Partner": [ash],
        "Delegated Safeguarding Partner": [],
    }
    members = GroupPage.objects.get(slug="lead-safeguarding-partners").get_parent()
    assert "Ash Example" in text(client, members)


def test_a_changed_name_is_shown_on_every_page(client, db):
    person = Person.objects.get(name="Hayley Clarke")
    person.name = "Hayley Changed"
    person.save()
    for address in ("/about-us/", "/contact/"):
        html = client.get(address).content.decode()
        assert "Hayley Changed" in html
        assert "Hayley Clarke" not in html


def test_an_organisation_can_be_a_member_only_once(db):
    membership = Membership.objects.first()
    with pytest.raises(ValidationError, match="already a member"):
        Membership(site=membership.site, organisation=membership.organisation).full_clean()
    assert Organisation.objects.exists()


@pytest.mark.parametrize("name", ["Chair", "co-chair ", "Chairperson"])
def test_a_seat_with_the_name_of_a_chair_is_one(board, name):
    chair, vice = Seat(page=board, name=name), Seat(page=board, name="Vice chair")
    chair.clean()
    vice.clean()
    assert chair.is_chair
    assert not vice.is_chair
