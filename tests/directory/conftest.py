import pytest

from partnership.pages.models import GroupPage


@pytest.fixture
def fill_board(db):
    """A function that gives the board of the starter site these seats, and publishes it."""

    def fill(*seats):
        group = GroupPage.objects.get(slug="safeguarding-accountability-board")
        group.seats = list(seats)
        group.save_revision().publish()
        return group

    return fill


def told(answer):
    """Return the words of ``answer`` with single spaces between them."""
    return " ".join(answer.content.decode().split())
