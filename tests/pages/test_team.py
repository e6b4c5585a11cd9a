"""The business team in the directory is shown wherever no other list of people is chosen."""

from datetime import timedelta

import pytest
from django.utils import timezone
from wagtail.models import Site

from partnership.directory.models import Person
from partnership.pages.models import AboutPage, TeamMember
from partnership.search.models import Entry

ADDRESSES = ("/about-us/", "/contact/")


def people_at(client, address):
    """Return the names of the people on a page, in their order."""
    html = client.get(address).content.decode()
    return [part.partition("<")[0] for part in html.split('<div class="person__name">')[1:]]


@pytest.fixture
def site(db):
    return Site.objects.get()


@pytest.mark.parametrize("address", ADDRESSES)
def test_a_new_colleague_is_on_every_list_in_the_order_of_the_team(client, site, address):
    before = people_at(client, address)
    assert before == [person.name for person in Person.objects.team(site)]
    person = Person.objects.create(name="Ash Example", team_position=15)
    assert people_at(client, address) == before
    person.team_of.add(site)
    assert people_at(client, address) == [before[0], "Ash Example", *before[1:]]


@pytest.mark.parametrize("address", ADDRESSES)
def test_a_colleague_who_has_left_is_on_none(client, site, address):
    gone = Person.objects.team(site).first()
    gone.left_on = timezone.localdate() - timedelta(days=1)
    gone.save()
    assert gone.name not in people_at(client, address)
    assert len(people_at(client, address)) == 2


def test_the_list_that_a_page_has_of_its_own_wins(client, site):
    page = AboutPage.objects.get()
    page.team = [TeamMember(person=Person.objects.create(name="Ash Example"))]
    page.save_revision().publish()
    assert people_at(client, "/about-us/") == ["Ash Example"]


@pytest.mark.parametrize("address", ADDRESSES)
def test_the_team_of_another_partnership_is_not_shown(client, site, address):
    there = Site.objects.create(hostname="there.example", root_page=site.root_page.get_parent())
    Person.objects.create(name="Ash Example").team_of.add(there)
    Person.objects.create(name="Bo Example")
    assert {"Ash Example", "Bo Example"}.isdisjoint(people_at(client, address))


def test_the_search_learns_of_a_new_colleague(site):
    entry = Entry.objects.get(page=AboutPage.objects.get())
    Person.objects.create(name="Ash Example").team_of.add(site)
    assert Entry.objects.get(pk=entry.pk).written_at < entry.written_at
    assert "Ash Example" in " ".join(AboutPage.objects.get().people_in_words())
