"""An installation in which all is well, for tests to break."""

import pytest
from django.utils import timezone

from partnership.operations import health
from partnership.operations.models import Job
from partnership.operations.registry import all_jobs


@pytest.fixture
def healthy(db, monkeypatch):
    """Every background job has just succeeded, and the disk of these tests is large enough."""
    monkeypatch.setattr(health, "LEAST_FREE", 0)
    Job.objects.all().delete()
    now = timezone.now()
    Job.objects.bulk_create(
        Job(name=name, last_started_at=now, last_finished_at=now) for name in all_jobs()
    )
