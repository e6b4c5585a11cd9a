"""‘Report a concern’ leads with numbers to call, those that a person has verified."""

import pytest
from django.core.exceptions import ValidationError
from wagtail.models import Site

from partnership.directory.models import Area, Contact
from partnership.pages.models import PartnershipSettings

pytestmark = pytest.mark.django_db


@pytest.fixture
def shown(client):
    """A function that returns the page’s HTML, on one line."""
    return lambda: " ".join(client.get("/report-a-concern/").content.decode().split())


@pytest.fixture
def ways(shown):
    """A function that returns the top of the page: the situations, each with what to select."""
    return lambda: shown().partition('class="ways"')[2].partition("</ul>")[0].split("<li ")[1:]


def verify(**fields):
    for contact in Contact.objects.filter(**fields):
        contact.value = contact.value or "01539 000000"
        contact.verify(None)
        contact.save()


def test_each_situation_begins_with_its_number(ways):
    danger, child, worried, practitioner = ways()
    assert 'href="tel:999"' in danger
    assert 'href="tel:08001111"' in child
    assert 'href="tel:08088005000"' in worried
    assert "See what to do" in practitioner
    assert "tel:" not in practitioner


def test_numbers_come_before_words(shown):
    routes = shown().split('<section class="route')[1:]
    assert len(routes) == 4
    for route in routes[:3]:
        assert 0 < route.index("tel:") < route.index('class="route__text"')


def test_a_number_of_one_area_alone_is_called_first(ways):
    verify(name="Westmorland and Furness children’s services, daytime")
    assert 'href="tel:01539000000"' in ways()[2]


def test_where_each_area_has_its_own_number_the_one_for_all_is_called_first(ways):
    verify(name__endswith="daytime")
    assert 'href="tel:08088005000"' in ways()[2]


def test_999_is_there_even_if_nobody_has_verified_it_again(shown, ways):
    Contact.objects.filter(name="Emergency services").update(verified_on=None)
    assert 'href="tel:999"' in ways()[0]
    urgent = shown().partition("route--urgent")[2].partition("</section>")[0]
    assert 'href="tel:999"' in urgent


def test_an_area_without_a_verified_number_says_that_there_is_one(shown):
    one = "The council for Westmorland and Furness has a number of its own."
    both = "The councils for Westmorland and Furness and Cumberland have numbers of their own"
    assert (shown().count(one), shown().count(both)) == (1, 1)
    verify(area=Area.objects.get(name="Cumberland"))
    assert (shown().count(one), shown().count(both)) == (2, 0)


class TestOtherWays:
    def test_are_shown_below_the_number_once_they_are_verified(self, shown):
        assert "https://999bsl.co.uk" in shown()
        assert "18000" not in shown()
        verify(name="Text relay")
        emergency = shown().partition("route--urgent")[2].partition("</section>")[0]
        assert 'href="tel:18000"' in emergency

    def test_in_text_messages_open_a_message(self, shown):
        verify(name="Text message to 999")
        assert 'href="sms:999"' in shown()

    @pytest.mark.parametrize("of", ["itself", "another of them"])
    def test_lead_to_a_contact_that_is_none_of_them(self, of):
        relay = Contact.objects.get(name="Text relay")
        other = Contact.objects.get(name="British Sign Language")
        relay.other_way_to = {"itself": relay, "another of them": other}[of]
        with pytest.raises(ValidationError, match="another contact|another way itself"):
            relay.full_clean()


def test_home_begins_with_who_to_call(client):
    html = client.get("/").content.decode()
    assert PartnershipSettings.for_site(Site.objects.get()).report_page
    assert html.index("See who to call") < html.index("<h1>")
    assert html.index('button--urgent" href="tel:999"') < html.index("<h1>")
