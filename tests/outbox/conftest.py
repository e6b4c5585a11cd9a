"""Fixtures for the tests of outgoing mail."""

import pytest
from django.core.mail import EmailMultiAlternatives

from partnership.outbox.models import Message


@pytest.fixture
def write(db):
    """Return a function that puts one message into the outbox and returns its row."""

    def put(to="reader@example.org", subject="Hello", body="A line.\n", html=None, **options):
        email = EmailMultiAlternatives(subject, body, "team@example.org", [to], **options)
        if html:
            email.attach_alternative(html, "text/html")
        (message,) = Message.objects.put(email)
        return message

    return put
