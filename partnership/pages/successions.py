"""Who succeeds a leaver in the seats of groups and as scrutineer, and what is vacant there."""

from django.db.models import Q
from django.utils import timezone

from partnership.directory.posts import Holding, Opening
from partnership.directory.tenures import fill, held_now, succeed, vacant
from partnership.ground.partnerships import not_elsewhere

from .changing import change_page, may_change
from .models import GroupPage, MembersPage


class GroupHolding(Holding):
    """The seats of a person in a group, by their place among its seats."""

    def hand_over(self, successors, last_day, user):
        def change(draft):
            seats = list(draft.seats.all())
            for place, successor in successors.items():
                succeed(draft.seats, seats[place], successor, last_day)

        return change_page(self.record, user, change)


class ScrutineerHolding(Holding):
    """The post of scrutineer, which has no dates: a successor is shown at once."""

    def hand_over(self, successors, last_day, user):
        successor = successors["scrutineer"]
        if successor is None:  # the page shows nobody who has left
            return True
        return change_page(self.record, user, lambda draft: setattr(draft, "scrutineer", successor))


def groups_of(person, user):
    """Return a holding for each group in which ``person`` has a seat, in its draft too."""
    in_draft = Q(latest_revision__content__seats__contains=[{"holder": person.pk}])
    found = GroupPage.objects.filter(not_elsewhere(), Q(seats__holder=person) | in_draft)
    holdings = []
    for group in found.distinct().order_by("path"):
        seats = list(group.get_latest_revision_as_object().seats.all())
        if may_change(group.permissions_for_user(user)):
            held = held_now(seats, person)
            posts = {seats.index(seat): f"{seat.described}, {group}" for seat in held}
            holdings.append(GroupHolding(group, posts))
    return holdings


def scrutineer_pages_of(person, user):
    """Return a holding for each Members page that names ``person`` as scrutineer."""
    pages = MembersPage.objects.filter(not_elsewhere(), scrutineer=person)
    return [
        ScrutineerHolding(page, {"scrutineer": f"Independent scrutineer, {page} (at once)"})
        for page in pages
        if may_change(page.permissions_for_user(user))
    ]


class GroupOpening(Opening):
    """The vacant seats of a group, by their place among its seats."""

    def take(self, keys, person, first_day, user):
        def change(draft):
            seats = list(draft.seats.all())
            for place in keys:
                fill(draft.seats, seats[place], person, first_day)

        return change_page(self.record, user, change)


class ScrutineerOpening(Opening):
    """The post of scrutineer, which has no dates: whoever takes it is shown at once."""

    def take(self, keys, person, first_day, user):
        return change_page(self.record, user, lambda draft: setattr(draft, "scrutineer", person))


def open_groups(user):
    """Return an opening for each group that ``user`` may change and that has not ended."""
    openings = []
    groups = GroupPage.objects.filter(not_elsewhere()).exclude(ended_on__lt=timezone.localdate())
    for group in groups.order_by("path"):
        if may_change(group.permissions_for_user(user)):
            seats = list(group.get_latest_revision_as_object().seats.all())
            found = vacant(seats)
            posts = {seats.index(found[seat]): f"{seat}, {group}" for seat in found}
            openings.append(GroupOpening(group, posts))
    return openings


def scrutineer_pages(user):
    """Return an opening for each Members page without an independent scrutineer."""
    pages = MembersPage.objects.filter(not_elsewhere()).select_related("scrutineer")
    return [
        ScrutineerOpening(page, {"scrutineer": f"Independent scrutineer, {page} (at once)"})
        for page in pages
        if not (page.scrutineer and page.scrutineer.in_post)
        and may_change(page.permissions_for_user(user))
    ]


HOLDINGS = [groups_of, scrutineer_pages_of]
OPENINGS = [open_groups, scrutineer_pages]
