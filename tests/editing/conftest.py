"""Fixtures for tests of what holds for every screen of the admin."""

import pytest


@pytest.fixture
def _mail_waits_in_the_outbox(settings):
    settings.EMAIL_BACKEND = "partnership.outbox.backend.OutboxBackend"
