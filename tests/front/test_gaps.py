"""The report of gaps lists what the website still lacks, and nothing that it has."""

import pytest
from django.utils.timezone import localdate
from wagtail.models import Collection, CollectionViewRestriction, PageViewRestriction

from partnership.directory.models import Contact, Membership, Person, Representative
from partnership.front.gaps import gaps
from partnership.library.models import PartnershipDocument, PartnershipImage
from partnership.newsletters.models import NewsletterPage
from partnership.pages.models import (
    ArrangementsPage,
    GroupPage,
    MembersPage,
    NewsPage,
    Seat,
    ValuesPage,
)
from partnership.policies.models import PoliciesPage

pytestmark = pytest.mark.django_db


def listed():
    """The gaps as an editor reads them."""
    return {(str(gap.source), gap.what) for gap in gaps()}


@pytest.mark.parametrize(
    "gap",
    [
        ("Vision and values", "The list of our priorities"),
        ("Our arrangements", "The threshold document"),
        ("Our arrangements", "The file or the address of ‘CSCP Annual Report 24/25’"),
        ("Members and structure", "The name of the independent scrutineer"),
        ("Safeguarding Accountability Board", "Its members: no seat is listed"),
        (
            "Policies and procedures",
            "A check of the link to the manual ‘The pan-Cumbria procedures manual’",
        ),
        ("Multi-agency safeguarding arrangements", "The file itself: visitors get a sample"),
    ],
)
def test_the_starter_site_says_what_it_lacks(gap):
    assert gap in listed()


def test_each_line_that_an_editor_notes_is_a_gap():
    page = ValuesPage.objects.get()
    page.still_missing = "A photograph\n\n  The new vision "
    page.save()
    noted = {what for where, what in listed() if where == page.title}
    assert noted == {"A photograph", "The new vision"}


def test_a_list_is_a_gap_until_something_is_published_in_it():
    editions = NewsletterPage.objects.live()
    assert editions
    assert ("Newsletters", "A first edition") not in listed()
    editions.update(live=False)
    assert ("Newsletters", "A first edition") in listed()


def test_a_page_that_nobody_can_see_lacks_nothing():
    page = NewsPage.objects.first()
    NewsPage.objects.filter(pk=page.pk).update(still_missing="A photograph", live=False)
    assert "A photograph" not in {what for _, what in listed()}


def test_a_named_scrutineer_is_no_gap():
    MembersPage.objects.update(scrutineer=Person.objects.first())
    assert "The name of the independent scrutineer" not in {what for _, what in listed()}


def test_a_group_with_members_lacks_the_name_of_its_chair_until_someone_chairs_it():
    board = GroupPage.objects.get(title="Safeguarding Accountability Board")
    holder = Person.objects.first()
    Seat.objects.create(page=board, name="Member", holder=holder)
    assert (board.title, "The name of the chair") in listed()
    Seat.objects.create(page=board, name="Chair", is_chair=True, holder=holder)
    about_the_board = {what for where, what in listed() if where == board.title}
    assert about_the_board == {"How often the board meets", "Its terms of reference"}


def test_a_partner_without_a_named_lead_is_a_gap_until_there_is_one():
    member = Membership.objects.get(organisation__name="Cumbria Police")
    wanted = (str(member), "The name of the Lead Safeguarding Partner")
    assert wanted in listed()
    Representative.objects.create(membership=member, role="lead", holder=Person.objects.first())
    assert wanted not in listed()


def test_a_contact_is_a_gap_until_someone_verifies_it():
    contact = next(contact for contact in Contact.objects.all() if contact.hidden_because)
    wanted = (str(contact), "A verified number or address: not verified yet")
    assert wanted in listed()
    contact.value = contact.value or "01539 000000"
    contact.verify(None)
    contact.save()
    assert str(contact) not in {where for where, _ in listed()}


def test_a_checked_link_and_the_real_file_are_no_gaps():
    PoliciesPage.objects.get().manuals.update(checked_on=localdate())
    PartnershipDocument.objects.update(is_sample=False)
    lacking = {what.partition(":")[0] for _, what in listed()}
    assert "The file itself" not in lacking
    assert not any(what.startswith("A check of the link") for what in lacking)


@pytest.mark.parametrize(
    ("kind", "page", "noun"),
    [
        (PartnershipImage, "About us", "picture"),
        (PartnershipDocument, "Our arrangements", "document"),
    ],
)
def test_a_file_that_visitors_of_its_page_may_not_see_is_a_gap(kind, page, noun):
    file = next(file for file in kind.objects.all() if page in str(file.get_usage()[0][0]))
    wanted = f"A {noun} that visitors may see: ‘{file.title}’ is in a private collection"
    assert (page, wanted) not in listed()
    collection = Collection.get_first_root_node().add_child(name="For us")
    CollectionViewRestriction.objects.create(
        collection=collection, restriction_type=CollectionViewRestriction.LOGIN
    )
    file.collection = collection
    file.save()
    assert (page, wanted) in listed()


def test_a_document_that_everyone_may_read_is_a_gap_once_only_private_pages_use_it():
    page = ArrangementsPage.objects.get()
    document = page.publications.exclude(document=None).first().document
    wanted = "A private collection: everyone can find it, but only private pages use it, such as"
    found = (document.title, f"{wanted} ‘{page.title}’")
    assert found not in listed()
    PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)
    assert found in listed()
    news = NewsPage.objects.first()
    news.body = [("documents", [document])]
    news.save()
    assert found not in listed()


def test_editors_read_them_in_reports_and_visitors_nowhere(person, browser_of, client):
    report = browser_of(person("editor")).get("/admin/reports/gaps/").content.decode()
    assert "The list of our priorities" in report
    assert "The list of our priorities" not in client.get("/vision-and-values/").content.decode()
