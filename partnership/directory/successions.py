"""Who succeeds a leaver as lead or delegated safeguarding partner, and which posts are vacant."""

from wagtail.log_actions import log

from partnership.ground.partnerships import of_site_at_work

from .models import Membership, Representative
from .posts import Holding, Opening
from .tenures import fill, held_now, succeed, vacant


class MembershipHolding(Holding):
    """The posts of a person in a member organisation."""

    def hand_over(self, successors, last_day, user):
        rows = self.record.representatives
        for tenure in list(rows.all()):
            if tenure.pk in successors:
                succeed(rows, tenure, successors[tenure.pk], last_day)
        return _save(self.record, user)


class MembershipOpening(Opening):
    """The posts that no one has in a member organisation, by their role."""

    def take(self, keys, person, first_day, user):
        rows = self.record.representatives
        found = vacant(rows.all())
        for role in map(Representative.Role, keys):
            fill(rows, found.get(role.label, Representative(role=role)), person, first_day)
        return _save(self.record, user)


def _save(membership, user):
    membership.save()
    log(membership, "wagtail.edit", user=user)
    return True


def memberships_of(person, user):
    """Return a holding for each membership that ``person`` represents."""
    if not user.has_perm("directory.change_membership"):
        return []
    found = Membership.objects.filter(of_site_at_work(), representatives__holder=person).distinct()
    held = [(each, held_now(each.representatives.all(), person)) for each in found]
    return [
        MembershipHolding(each, {row.pk: f"{row.described}, {each.organisation}" for row in rows})
        for each, rows in held
    ]


def open_memberships(user):
    """Return an opening for each statutory partner that no one represents in one of its posts."""
    if not user.has_perm("directory.change_membership"):
        return []
    statutory = Membership.objects.filter(of_site_at_work(), organisation__kind__is_statutory=True)
    openings = []
    for each in statutory.select_related("organisation"):
        rows = each.representatives.select_related("holder")
        named, found = {row.described for row in rows}, vacant(rows)
        posts = {
            role.value: f"{role.label}, {each.organisation}"
            for role in Representative.Role
            if role.label in found or role.label not in named
        }
        openings.append(MembershipOpening(each, posts))
    return openings


HOLDINGS = [memberships_of]
OPENINGS = [open_memberships]
