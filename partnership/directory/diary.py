"""People's first and last days in their posts, and contacts whose verification ends."""

from django.db.models import Q
from django.utils import timezone

from partnership.ground.diary import DiaryEntry
from partnership.ground.partnerships import of_site_at_work, site_at_work

from .models import Contact, Person, Representative


def days_of(tenures, source):
    """Yield the first and last day to come of each holder of ``tenures``.

    ``source`` returns the page or record of a tenure.
    """
    today = timezone.localdate()
    for tenure in tenures:
        first, last = tenure.started_on, tenure.last_day
        if tenure.holder and first and first > today:
            what = f"{tenure.holder.name}’s first day as {tenure.described}"
            yield DiaryEntry(first, what, source(tenure))
        if tenure.holder and last and last >= today:
            what = f"{tenure.holder.name}’s last day as {tenure.described}"
            yield DiaryEntry(last, what, source(tenure))


def representatives():
    own = Representative.objects.filter(of_site_at_work("membership__"))
    with_all = own.select_related("holder", "membership__organisation", "membership__site")
    yield from days_of(with_all, lambda tenure: tenure.membership)


def team():
    site = site_at_work()
    own = Q(team_of=site) if site else Q(team_of__isnull=False)
    for person in Person.objects.filter(own, left_on__gte=timezone.localdate()).distinct():
        yield DiaryEntry(person.left_on, f"{person.name}’s last day in the business team", person)


def lapsing_contacts():
    for contact in Contact.objects.public().filter(of_site_at_work()):
        what = "The last day visitors see the contact, unless someone verifies it again"
        yield DiaryEntry(contact.verify_again_by, what, contact)


DIARY = [representatives, team, lapsing_contacts]
