"""One report says what happens or is due, and when."""

import pytest
from django.urls import reverse
from django.utils.timezone import localdate, now, timedelta
from wagtail.models import Site

from partnership.directory.models import Contact, Membership, Person, Representative
from partnership.events.models import EventPage
from partnership.ground.diary import diary
from partnership.library.models import PartnershipDocument
from partnership.newsletters.models import NewsletterPage
from partnership.pages.models import GroupPage, NewsPage, Publication, Seat
from partnership.policies.models import PolicyPage
from tests.sites import add_site

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _nothing_else():
    """The starter site has nothing to come but what the test adds."""
    Contact.objects.all().update(verified_on=None)
    PolicyPage.objects.update(review_on=None)
    Publication.objects.update(review_on=None)


def listed():
    """Return ``[(what happens, to what), ...]`` in order."""
    return [(entry.what, str(entry.source)) for entry in diary()]


@pytest.fixture
def everything():
    """Five things that happen in the days to come, the last first; return their names in order."""
    page, today = NewsPage.objects.live().first(), localdate()
    page.go_live_at = now() + timedelta(days=5)
    page.save_revision().publish()
    edition = NewsletterPage.objects.live().first()
    item = {"heading": "A survey", "content": [], "closes_on": today + timedelta(days=4)}
    edition.items = [("item", item)]
    edition.expire_at = now() + timedelta(days=3)
    edition.save()
    event = EventPage.objects.live().first()
    sessions = event.sessions.all()
    sessions.update(date=today + timedelta(days=20), ends_on=None)
    EventPage.objects.filter(pk=event.pk).update(
        booking="later", booking_closes_on=today + timedelta(days=2), is_full=False
    )
    document = PartnershipDocument.objects.first()
    PartnershipDocument.objects.filter(pk=document.pk).update(
        is_published=False, publish_at=now() + timedelta(days=1)
    )
    return [str(record) for record in (document, event, edition, edition, page)]


def test_everything_to_come_is_listed_by_day(everything):
    assert [source for _, source in listed()] == everything
    assert [what for what, _ in listed()] == [
        "Visitors can open the document",
        "The last day to book",
        "The page is taken down: visitors no longer see it",
        "The last day for ‘A survey’",
        "A new version is published",
    ]


def test_what_is_over_and_what_nobody_sees_is_not_listed(everything):
    yesterday = localdate() - timedelta(days=1)
    EventPage.objects.update(booking_closes_on=yesterday)
    NewsletterPage.objects.update(live=False)
    assert [what for what, _ in listed()] == [
        "Visitors can open the document",
        "A new version is published",
    ]


def in_days(days):
    return localdate() + timedelta(days=days)


def test_last_days_and_first_days_in_seats_and_posts_are_listed():
    leaver, successor = (Person.objects.create(name=name) for name in ("Jo Leaver", "Al Next"))
    member = Membership.objects.first()
    for dates in ({"holder": leaver}, {"holder": successor, "started_on": in_days(3)}):
        Representative.objects.create(membership=member, role="lead", **dates)
    group = GroupPage.objects.live().first()
    Seat.objects.create(page=group, name="Vice chair", holder=leaver)
    Person.objects.filter(pk=leaver.pk).update(left_on=in_days(2))
    assert listed() == [
        ("Jo Leaver’s last day as Lead Safeguarding Partner", str(member)),
        ("Jo Leaver’s last day as Vice chair", str(group)),
        ("Al Next’s first day as Lead Safeguarding Partner", str(member)),
    ]


def test_the_last_day_in_the_business_team_is_listed():
    person = Person.objects.create(name="Jo Leaver", left_on=localdate())
    person.team_of.add(Site.objects.get())
    Person.objects.create(name="Of another place", left_on=localdate())
    assert listed() == [("Jo Leaver’s last day in the business team", "Jo Leaver")]


def test_the_last_day_of_a_group_is_listed():
    group = GroupPage.objects.live().first()
    GroupPage.objects.filter(pk=group.pk).update(ended_on=in_days(1))
    assert listed() == [("The group’s last day", str(group))]


def test_contacts_that_lapse_are_listed():
    contact = Contact(name="A helpline", value="0800 000 0000", verify_every=10)
    contact.verify(None)
    contact.save()
    (entry,) = diary()
    assert (entry.at, entry.source) == (in_days(10), contact)


def test_reviews_are_listed_until_they_are_done():
    policy = PolicyPage.objects.live().first()
    PolicyPage.objects.filter(pk=policy.pk).update(review_on=in_days(-1))
    publication = Publication.objects.filter(page__live=True).first()
    Publication.objects.filter(pk=publication.pk).update(review_on=in_days(1), document=None)
    assert listed() == [
        ("The review of the policy has been due since this day", str(policy)),
        (f"The review of ‘{publication}’ is due", str(publication.page)),
    ]
    Publication.objects.filter(pk=publication.pk).update(superseded_on=localdate())
    assert len(listed()) == 1


def test_the_report_leads_to_each_form(everything, person, browser_of):
    html = browser_of(person("publisher")).get(reverse("pages_diary")).content.decode()
    for page in (EventPage, NewsletterPage, NewsPage):
        assert f'href="/admin/pages/{page.objects.live().first().pk}/edit/"' in html
    document = PartnershipDocument.objects.get(is_published=False)
    assert reverse("wagtaildocs:edit", args=[document.pk]) in html
    day = localdate() + timedelta(days=2)
    assert f"{day:%A} {day.day} {day:%B} {day.year}" in html


def test_a_website_on_which_nothing_is_to_come_says_so(admin_client):
    html = admin_client.get(reverse("pages_diary")).content.decode()
    assert "Nothing is scheduled, due or about to end." in html


def test_nothing_of_another_partnership_is_listed(everything, admin_client, settings):
    settings.ALLOWED_HOSTS = ["there.example"]
    add_site("there")
    html = admin_client.get(reverse("pages_diary"), headers={"host": "there.example"})
    assert "Nothing is scheduled" in html.content.decode()
