"""The links that tell nginx the present generation hold for a second, and lead to one alone."""

import pytest

from partnership.publishing import leases as module
from partnership.publishing.leases import BEFORE, IN_ADVANCE, Leases

NOON = 1_800_000_000.25


@pytest.fixture
def clock(monkeypatch):
    """A function that sets the time."""

    def at(moment):
        monkeypatch.setattr(module.time, "time", lambda: moment)

    at(NOON)
    return at


@pytest.fixture
def leases(tmp_path, clock):
    return Leases(tmp_path)


def test_before_anything_is_said_there_is_none(leases):
    assert leases.present() is None


def test_what_was_said_holds_for_a_second_at_most(leases, clock):
    leases.say("1-0", NOON)
    for seconds in (-0.5, 0, 0.3, 0.9):
        clock(NOON + seconds)
        assert leases.present() == "1-0"
    clock(NOON + 1)
    assert leases.present() is None


def test_what_is_said_later_takes_its_place_at_once(leases, clock):
    leases.say("away-0", NOON, in_advance=40)
    leases.say("2-0", NOON + 0.1)
    for seconds in (0, 0.4):
        clock(NOON + seconds)
        assert leases.present() == "2-0"
    clock(NOON + 3)
    assert leases.present() is None


def test_nothing_old_is_left_behind(leases):
    for number in range(20):
        leases.say(f"{number}-0", NOON + number)
    left = {each.name for each in leases.links.iterdir() if not each.is_symlink()}
    assert left == {"19-0"}
    assert len(list(leases.links.iterdir())) == 1 + BEFORE + 1 + IN_ADVANCE


def test_links_of_a_companion_that_died_are_replaced(leases, clock, tmp_path):
    leases.say("1-0", NOON)
    Leases(tmp_path).say("2-0", NOON + 0.1)
    assert leases.present() == "2-0"
