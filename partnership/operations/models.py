"""What is known of each background job: when it last ran and how it went."""

from datetime import timedelta
from inspect import getdoc

from django.db import models
from django.utils import timezone

from .registry import all_jobs

# Some job is due every few seconds, so a silence of this length means that no worker is running.
SILENCE = timedelta(minutes=2)


class Job(models.Model):
    """The last run of one registered job; its row is locked while a worker runs the job."""

    name = models.CharField(max_length=100, primary_key=True)
    last_started_at = models.DateTimeField("last started", null=True)
    last_finished_at = models.DateTimeField("last run", null=True)
    last_error = models.TextField("what went wrong", blank=True)

    class Meta:
        verbose_name = "background job"
        default_permissions = ("view",)

    def __str__(self):
        return self.name.rpartition(".")[2].replace("_", " ").capitalize()

    @property
    def description(self):
        """What the job does, in plain English."""
        return " ".join(getdoc(all_jobs()[self.name].function).split())

    @property
    def outcome(self):
        """How the last run went, in plain English."""
        if self.last_finished_at is None:
            return "Has not run yet"
        return f"Failed. {self.last_error}" if self.last_error else "Went well"

    def is_due(self):
        """Whether it is time to run; it is after a start in the future, which a wrong clock set."""
        now = timezone.now()
        every = all_jobs()[self.name].every
        return self.last_started_at is None or not now - every < self.last_started_at <= now


def registered_jobs():
    """Return a Job for every registered job; one that has never run has no row yet."""
    rows = Job.objects.in_bulk(all_jobs())
    return [rows.get(name) or Job(name=name) for name in all_jobs()]


def worker_is_running(jobs):
    """Whether any of ``jobs`` ended lately enough for a worker to be alive."""
    now = timezone.now()
    return any(job.last_finished_at and abs(now - job.last_finished_at) < SILENCE for job in jobs)
