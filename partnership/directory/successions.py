"""Who succeeds a leaver as lead or delegated safeguarding partner."""

from wagtail.log_actions import log

from partnership.ground.partnerships import of_site_at_work

from .leaving import Holding, held_now, succeed
from .models import Membership


class MembershipHolding(Holding):
    """The posts of a person in a member organisation."""

    def hand_over(self, successors, last_day, user):
        rows = self.record.representatives
        for tenure in list(rows.all()):
            if tenure.pk in successors:
                succeed(rows, tenure, successors[tenure.pk], last_day)
        self.record.save()
        log(self.record, "wagtail.edit", user=user)
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


HOLDINGS = [memberships_of]
