"""The worker: sweeps over the jobs and runs those that are due.

A job's row stays locked while the job runs, and the lock ends with the connection. So any number of
workers may run, and if one dies during a job, another can run that job.

Each lane has a thread, and one for its jobs, so that a long job holds up only jobs of its own lane.
Their connections last: opening one for each run costs the database more than most jobs do.
"""

import logging
from concurrent.futures import ThreadPoolExecutor
from contextlib import nullcontext
from queue import Empty, SimpleQueue

from django.db import Error, close_old_connections, connections, transaction
from django.utils import timezone

from .models import Job, registered_jobs
from .registry import all_jobs, lanes

logger = logging.getLogger(__name__)

PAUSE = 5  # seconds between two sweeps
LONGEST_WAIT = 30  # seconds between attempts while the database does not answer


class Worker:
    """Sweeps over the jobs of each lane until it is stopped."""

    def __init__(self):
        # A SimpleQueue, as its put is safe in a signal handler; an Event's set may deadlock there.
        self._stop = SimpleQueue()

    def stop(self, *signal_details):
        """Stop after the current jobs; may be used as a signal handler."""
        for _ in lanes():  # each takes one
            self._stop.put(True)

    def run(self):
        """Run all lanes until stopped; an error that ends one of them ends all."""
        with ThreadPoolExecutor(len(lanes())) as threads:
            for lane in [threads.submit(self._run_lane, lane) for lane in lanes()]:
                lane.result()

    def _run_lane(self, lane):
        try:
            self._sweep_again_and_again(lane)
        finally:
            self.stop()
            connections.close_all()

    def _sweep_again_and_again(self, lane):
        """Sweep, pause and sweep again; while the database is down, wait for it."""
        wait = failures = 0
        with JobThread() as thread:
            while not self._wait_for_stop(wait):
                try:
                    self.sweep([lane], thread)
                    wait, failures = PAUSE, 0
                except Error as error:
                    wait = min(2**failures, LONGEST_WAIT)
                    failures += 1
                    logger.warning("Database error, trying again in %s s: %s", wait, error)
                    connections.close_all()

    def sweep(self, among=None, thread=None):
        """Run each job ``among`` lanes, or of all, that is due and that no worker is running."""
        jobs = registered_jobs(among)
        Job.objects.bulk_create([job for job in jobs if job._state.adding], ignore_conflicts=True)
        for job in jobs:
            if not self._stop.empty():
                return
            if job.is_due():
                run_if_free(job.name, thread)

    def _wait_for_stop(self, seconds):
        try:
            return self._stop.get(timeout=seconds)
        except Empty:
            return False


class JobThread:
    """A thread in which jobs run one after another, with a database connection of its own."""

    def __enter__(self):
        self._executor = ThreadPoolExecutor(max_workers=1)
        return self

    def __exit__(self, *error):
        self._executor.submit(connections.close_all)
        self._executor.shutdown()

    def run(self, name):
        """Run the job and return its error, or an empty string."""
        return self._executor.submit(_run, name).result()


@transaction.atomic
def run_if_free(name, thread=None):
    """Run the job ``name`` and record the outcome, unless another worker has it or just had it.

    The job runs in a ``JobThread``, so this transaction can hold the row's lock while the job
    commits or rolls back.
    """
    job = Job.objects.select_for_update(skip_locked=True).filter(name=name).first()
    if job is None or not job.is_due():
        return
    job.last_started_at = timezone.now()
    with nullcontext(thread) if thread else JobThread() as thread:
        job.last_error = thread.run(name)
    job.last_finished_at = timezone.now()
    job.save()


def _run(name):
    """Run the job; return its error as text that PostgreSQL can store, or an empty string."""
    close_old_connections()
    try:
        all_jobs()[name].function()
    except Exception as error:
        connections.close_all()
        logger.exception("Job %s failed", name)
        text = f"{type(error).__name__}: {error}"
        return text.encode(errors="replace").decode().replace("\0", "")[:1000]
    else:
        return ""
