"""What every page shows for somebody in danger is replaced, never just removed."""

import pytest
from django.core.exceptions import ValidationError

from partnership.directory.models import Contact
from partnership.pages.models import PartnershipSettings


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
