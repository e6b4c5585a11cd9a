"""What every page shows for somebody in danger is replaced, never just removed."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page

from partnership.directory.models import Contact
from partnership.front.models import HomePage
from partnership.pages.models import PartnershipSettings, ReportConcernPage


@pytest.fixture
def settings(db):
    """The settings of the starter site."""
    return PartnershipSettings.objects.get()


@pytest.mark.parametrize("name", ["report_page", "emergency_contact"])
def test_it_cannot_be_emptied(settings, name):
    setattr(settings, name, None)
    with pytest.raises(ValidationError, match="Choose another one") as refused:
        settings.full_clean()
    assert name in refused.value.message_dict


def test_a_contact_that_visitors_do_not_see_cannot_replace_the_emergency_number(settings):
    settings.emergency_contact = Contact.objects.create(name="Not checked", value="112")
    with pytest.raises(ValidationError, match="no page would show a number to call"):
        settings.full_clean()


def test_another_verified_contact_can_replace_it(settings):
    contact = Contact(name="Checked", value="112")
    contact.verify(None)
    contact.save()
    settings.emergency_contact = contact
    settings.full_clean()


def test_a_new_site_may_still_lack_both(db):
    PartnershipSettings(name="New").clean()


class TestReportPage:
    @pytest.fixture
    def report_page(self, settings):
        return settings.report_page

    @pytest.fixture
    def try_to(self, admin_client):
        """A function that sends a form of the admin, and returns what the next page says."""

        def send(name, *args, query="", **fields):
            address = reverse(name, args=args) + query
            return admin_client.post(address, fields, follow=True).content.decode()

        return send

    def test_is_neither_deleted_nor_unpublished(self, try_to, report_page):
        for name, done in (("delete", "deleted"), ("unpublish", "unpublished")):
            told = try_to(f"wagtailadmin_pages:{name}", report_page.pk)
            assert f"Nothing was {done}" in told
            assert report_page.title in told
        assert ReportConcernPage.objects.live().filter(pk=report_page.pk).exists()

    def test_is_not_lost_with_the_pages_above_it(self, try_to, report_page):
        home = report_page.get_parent()
        assert isinstance(home.specific, HomePage)
        assert "Nothing was deleted" in try_to("wagtailadmin_pages:delete", home.pk)
        told = try_to("wagtailadmin_pages:unpublish", home.pk, include_descendants="on")
        assert "Nothing was unpublished" in told
        assert ReportConcernPage.objects.live().filter(pk=report_page.pk).exists()

    @pytest.mark.parametrize("action", ["delete", "unpublish"])
    def test_is_not_lost_in_bulk(self, action, try_to, report_page):
        other = Page.objects.get(slug="about-us")
        query = f"?id={other.pk}&id={report_page.pk}"
        told = try_to("wagtail_bulk_action", "wagtailcore", "page", action, query=query)
        assert "Nothing was" in told
        assert Page.objects.live().filter(pk__in=[other.pk, report_page.pk]).count() == 2

    def test_can_be_deleted_once_another_is_chosen(self, try_to, report_page, settings):
        settings.report_page = Page.objects.get(slug="contact")
        settings.save()
        try_to("wagtailadmin_pages:delete", report_page.pk)
        assert not Page.objects.filter(pk=report_page.pk).exists()

    def test_cannot_be_made_private(self, admin_client, report_page):
        address = reverse("wagtailadmin_pages:set_privacy", args=[report_page.pk])
        admin_client.post(address, {"restriction_type": "login"})
        assert not report_page.view_restrictions.exists()

    def test_cannot_expire(self, report_page):
        page = report_page.specific
        page.expire_at = timezone.now() + timedelta(days=1)
        with pytest.raises(ValidationError, match="cannot expire"):
            page.full_clean()
