"""Contacts as a page shows them."""

import pytest
from django.template.loader import render_to_string

from partnership.directory.models import Contact

pytestmark = pytest.mark.django_db


def test_a_long_email_address_breaks_before_the_at_sign_and_is_escaped():
    contact = Contact(name="Training", kind="email", value="<training>@example.org")
    html = render_to_string("components/contact.html", {"contact": contact})
    assert "&lt;training&gt;<wbr>@example.org</a>" in html
