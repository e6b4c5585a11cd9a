"""One report says what happens by itself, and when."""

import pytest
from django.urls import reverse
from django.utils.timezone import localdate, now, timedelta

from partnership.events.models import EventPage
from partnership.ground.diary import diary
from partnership.library.models import PartnershipDocument
from partnership.newsletters.models import NewsletterPage
from partnership.pages.models import NewsPage
from tests.sites import add_site

pytestmark = pytest.mark.django_db


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
        "The page expires: visitors no longer see it",
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
    assert "Nothing is scheduled, expires or closes." in html


def test_nothing_of_another_partnership_is_listed(everything, admin_client, settings):
    settings.ALLOWED_HOSTS = ["there.example"]
    add_site("there")
    html = admin_client.get(reverse("pages_diary"), headers={"host": "there.example"})
    assert "Nothing is scheduled" in html.content.decode()
