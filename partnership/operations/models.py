"""Background jobs: when each last ran, and the outcome."""

from datetime import timedelta
from inspect import getdoc

from django.db import models
from django.utils import timezone

from .registry import all_jobs, lanes

# In each lane a job is due at least twice a minute, so after this long its worker is not running.
SILENCE = timedelta(minutes=2)


class Job(models.Model):
    """The last run of one registered job; its row is locked while a worker runs the job."""

    name = models.CharField(max_length=100, primary_key=True)
    last_started_at = models.DateTimeField("last started", null=True)
    last_finished_at = models.DateTimeField("last run", null=True)
    last_error = models.TextField("error", blank=True)

    class Meta:
        verbose_name = "background job"
        default_permissions = ("view",)

    def __str__(self):
        return self.name.rpartition(".")[2].replace("_", " ").capitalize()

    @property
    def description(self):
        """The job's docstring, as one paragraph."""
        return " ".join(getdoc(all_jobs()[self.name].function).split())

    @property
    def outcome(self):
        """The outcome of the last run, in plain English."""
        if self.last_finished_at is None:
            return "Not run yet"
        return f"Failed. {self.last_error}" if self.last_error else "Succeeded"

    def is_due(self):
        """Whether it is time to run; a start in the future, set by a wrong clock, is ignored."""
        now = timezone.now()
        every = all_jobs()[self.name].every
        if self.last_started_at is None:
            return True
        ran_recently = now - every < self.last_started_at <= now
        return not ran_recently


def registered_jobs(among=None):
    """Return a Job for every registered job ``among`` lanes, or for all; some have no row yet."""
    names = [name for name, job in all_jobs().items() if among is None or job.lane in among]
    rows = Job.objects.in_bulk(names)
    return [rows.get(name) or Job(name=name) for name in names]


def worker_is_running(jobs):
    """Whether in each lane one of ``jobs`` ended recently enough for a worker to be running."""
    now = timezone.now()
    return lanes() == {
        all_jobs()[job.name].lane
        for job in jobs
        if job.last_finished_at and abs(now - job.last_finished_at) < SILENCE
    }
