"""What every page shows for somebody in danger is replaced, never just removed."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page, ReferenceIndex

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


class TestContactOfTheSettings:
    """The emergency number is shown on every page, even where no page names it."""

    @pytest.fixture
    def contact(self, settings):
        contact = Contact(name="Only in the bar", value="112")
        contact.verify(None)
        contact.save()
        settings.emergency_contact = contact
        settings.save()
        return contact

    def test_it_is_not_deleted(self, contact, admin_client):
        address = reverse("wagtailsnippets_directory_contact:delete", args=[contact.pk])
        told = admin_client.post(address, follow=True).content.decode()
        assert "was not deleted, because it is shown in these places" in told
        assert Contact.objects.filter(pk=contact.pk).exists()

    def test_hiding_it_names_what_is_lost(self, contact, admin_client):
        address = reverse("wagtailsnippets_directory_contact:edit", args=[contact.pk])
        form = {"name": contact.name, "kind": "telephone", "value": "112", "verify_every": "365"}
        told = admin_client.post(address, form | {"hide_now": "on"}).content.decode()
        assert "Visitors would find no contact here" in told
        contact.refresh_from_db()
        assert contact.is_public

    def test_settings_of_an_earlier_release_count(self, contact, settings):
        ReferenceIndex.remove_for_object(settings)
        call_command("migrate", verbosity=0)
        assert ReferenceIndex.get_references_to(contact).exists()


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

    def test_is_not_deleted(self, try_to, report_page):
        told = try_to("wagtailadmin_pages:delete", report_page.pk)
        assert "Nothing was deleted" in told
        assert report_page.title in told
        assert ReportConcernPage.objects.live().filter(pk=report_page.pk).exists()

    def test_is_not_unpublished_and_nobody_is_offered_to(self, try_to, report_page, admin_client):
        address = reverse("wagtailadmin_pages:unpublish", args=[report_page.pk])
        form = reverse("wagtailadmin_pages:edit", args=[report_page.pk])
        assert address not in admin_client.get(form).content.decode()
        try_to("wagtailadmin_pages:unpublish", report_page.pk)
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
        try_to("wagtail_bulk_action", "wagtailcore", "page", action, query=query)
        assert ReportConcernPage.objects.live().filter(pk=report_page.pk).exists()

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
        with pytest.raises(ValidationError, match="cannot be taken down"):
            page.full_clean()


class TestNumberToCall:
    """The report page keeps the number that every page shows for a child in danger."""

    @pytest.fixture
    def page(self, settings):
        return settings.report_page.specific

    @pytest.fixture
    def other(self, db):
        """Another verified contact."""
        contact = Contact(name="Another number", value="112")
        contact.verify(None)
        contact.save()
        return contact

    def replace(self, page, *contacts):
        """Save a draft whose urgent routes have only ``contacts``."""
        draft = page.get_latest_revision_as_object()
        for route in draft.routes:
            if route.value["urgent"]:
                route.value["contacts"] = list(contacts)
        return draft.save_revision()

    def refused(self, revision, words):
        with pytest.raises(ValidationError, match=words) as refused:
            revision.publish()
        assert "routes" in refused.value.message_dict

    def test_the_red_box_is_not_emptied(self, page):
        self.refused(self.replace(page), "red box of this page would be empty")

    def test_the_emergency_number_is_not_replaced_by_another(self, page, other, settings):
        revision = self.replace(page, other)
        self.refused(revision, f"Keep ‘{settings.emergency_contact.name}’")

    def test_a_contact_that_visitors_do_not_see_is_not_enough(self, page):
        hidden = Contact.objects.create(name="Not checked", value="112")
        self.refused(self.replace(page, hidden), "red box of this page would be empty")

    def test_it_is_replaced_after_the_one_in_the_settings(self, page, other, settings):
        settings.emergency_contact = other
        settings.save()
        self.replace(page, other).publish()
        assert "112" in Client().get(page.url).content.decode()

    def test_a_draft_waits_for_the_number(self, page):
        self.replace(page)
        assert "999" in Client().get(page.url).content.decode()

    def test_several_drafts_are_published_without_it(self, page, admin_client):
        self.replace(page)
        address = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])
        told = admin_client.post(
            f"{address}?next=/admin/&id={page.pk}", follow=True
        ).content.decode()
        assert "was not published" in told
        assert "red box of this page would be empty" in told
