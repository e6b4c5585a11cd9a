"""A scheduled job runs once, whatever process dies during it."""

import json
import logging
import signal
import subprocess
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import timedelta
from unittest.mock import patch

import pytest
from django.conf import settings
from django.core.management import call_command
from django.db import connection, connections, transaction
from django.utils import timezone
from wagtail.models import Locale, Page, Revision

from partnership.operations import worker as worker_module
from partnership.operations.jobs import publish_scheduled_pages
from partnership.operations.models import Job, registered_jobs, worker_is_running
from partnership.operations.registry import RegisteredJob, all_jobs
from partnership.operations.worker import Worker, run_if_free

A_MINUTE_AGO = timedelta(minutes=1)


@pytest.fixture
def committed_database(db):
    """Connect outside the test's transaction, so that others see what the test writes.

    Only the rows of these tests are removed: other tests need those that migrations made.
    """
    in_transaction = connections["default"]
    connections["default"] = connections.create_connection("default")
    pages = set(Page.objects.values_list("pk", flat=True))
    sessions = database_sessions()
    yield
    until(lambda: database_sessions() <= sessions)
    Page.objects.exclude(pk__in=pages).delete()
    Page.fix_tree()
    Job.objects.all().delete()
    connection.close()
    connections["default"] = in_transaction


@pytest.fixture
def jobs():
    """Empty the register of jobs, for a test to fill."""
    with patch.dict(all_jobs(), clear=True):
        yield all_jobs()


@pytest.fixture
def counted_job(jobs):
    """Return a list that grows by one at each run of the job 'tests.wait_for_word'."""
    runs = []
    jobs["tests.wait_for_word"] = RegisteredJob(lambda: runs.append(1), timedelta(hours=1))
    return runs


@contextmanager
def worker_process():
    """Run a worker in another process, in the middle of its job (see worker_process.py)."""
    keys = ("NAME", "USER", "PASSWORD", "HOST", "PORT", "OPTIONS")
    database = json.dumps({key: connection.settings_dict[key] for key in keys})
    with subprocess.Popen(
        [sys.executable, "-m", "tests.operations.worker_process", database],
        cwd=settings.BASE_DIR,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        try:
            assert process.stdout.readline() == "started\n"
            yield process
        finally:
            process.kill()


def go_on(process):
    process.stdin.write("\n")
    process.stdin.flush()


def until(condition, seconds=20):
    """Return once ``condition()`` is true; fail after ``seconds``."""
    deadline = time.monotonic() + seconds
    poll = threading.Event()
    while not condition():
        assert time.monotonic() < deadline, "waited too long"
        poll.wait(0.02)


def has_finished(name="tests.wait_for_word"):
    return Job.objects.filter(name=name, last_finished_at__isnull=False).exists()


def database_sessions():
    """Return the server's process numbers for all connections to the database."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pid FROM pg_stat_activity"
            " WHERE datname = current_database() AND backend_type = 'client backend'"
        )
        return {pid for (pid,) in cursor}


def page_below_root(title, **fields):
    Locale.objects.get_or_create(language_code="en-gb")
    root = Page.get_first_root_node() or Page.add_root(instance=Page(title="Root", slug="root"))
    return root.add_child(instance=Page(title=title, **fields))


def schedule(page):
    """Schedule ``page`` to be published at a time that has passed."""
    page.go_live_at = timezone.now() - A_MINUTE_AGO
    return page.save_revision(approved_go_live_at=page.go_live_at)


def test_one_sweep_publishes_due_pages_and_every_job_succeeds(committed_database):
    page = page_below_root("Due", live=False)
    schedule(page)
    call_command("worker", once=True)
    page.refresh_from_db()
    assert page.live
    assert {job.name: job.last_error for job in Job.objects.all()} == dict.fromkeys(all_jobs(), "")


def test_one_sweep_unpublishes_expired_pages(committed_database):
    page = page_below_root("Over", live=True, expire_at=timezone.now() - A_MINUTE_AGO)
    call_command("worker", once=True)
    page.refresh_from_db()
    assert not page.live
    assert page.expired


def test_a_page_that_cannot_be_published_is_named_and_holds_back_no_other(committed_database):
    clash = page_below_root("Clash", slug="clash")
    clash.slug = "taken"
    schedule(clash)
    page_below_root("Taken", slug="taken")
    good = page_below_root("Good", live=False)
    schedule(good)

    call_command("worker", once=True)

    good.refresh_from_db()
    assert good.live
    error = Job.objects.get(pk="operations.publish_scheduled_pages").last_error
    assert "‘Clash’: The slug 'taken' is already in use" in error
    assert Revision.objects.filter(object_id=clash.pk, approved_go_live_at__isnull=False).exists()


def test_two_workers_at_once_run_a_job_once(committed_database, counted_job):
    with worker_process() as other:
        Worker().sweep()
        assert counted_job == []
        go_on(other)
        until(has_finished)
        Worker().sweep()
        assert counted_job == []


def test_a_job_whose_worker_was_killed_can_be_claimed_at_once(committed_database, counted_job):
    with worker_process() as other:
        other.send_signal(signal.SIGKILL)
        other.wait()

        def sweep_claims_it():
            Worker().sweep()
            return counted_job

        until(sweep_claims_it, seconds=5)


def test_a_stopped_worker_finishes_its_job_first(committed_database):
    with worker_process() as process:
        process.send_signal(signal.SIGTERM)
        assert process.poll() is None
        go_on(process)
        assert process.wait(timeout=20) == 0
    assert has_finished()


@pytest.fixture
def _not_logged():
    """Log nothing: pytest-xdist can't send text that is not valid Unicode."""
    logging.disable()
    yield
    logging.disable(logging.NOTSET)


@pytest.mark.usefixtures("_not_logged")
def test_a_failing_job_is_recorded_and_the_next_one_runs(committed_database, jobs):
    def fail():
        with transaction.atomic():
            Job.objects.create(name="tests.half_done")
            raise ValueError("the file was \0 empty \udc80")

    runs = []
    jobs["tests.fail"] = RegisteredJob(fail, timedelta(hours=1))
    jobs["tests.next"] = RegisteredJob(lambda: runs.append(1), timedelta(hours=1))
    Worker().sweep()
    assert Job.objects.get(pk="tests.fail").last_error == "ValueError: the file was  empty ?"
    assert not Job.objects.filter(pk="tests.half_done").exists()
    assert runs == [1]


def test_a_job_runs_again_when_it_is_due(committed_database, counted_job):
    Worker().sweep()
    Worker().sweep()
    assert counted_job == [1]
    Job.objects.update(last_started_at=timezone.now() - timedelta(hours=1))
    Worker().sweep()
    assert counted_job == [1, 1]


def test_a_job_that_another_worker_just_ran_is_skipped(committed_database, counted_job):
    Job.objects.create(name="tests.wait_for_word")
    run_if_free("tests.wait_for_word")
    run_if_free("tests.wait_for_word")
    assert counted_job == [1]


def test_a_wrong_clock_does_not_stop_a_job_for_ever(committed_database, counted_job):
    Job.objects.create(
        name="tests.wait_for_word", last_started_at=timezone.now() + timedelta(days=365)
    )
    Worker().sweep()
    assert counted_job == [1]


@contextmanager
def running_worker(monkeypatch):
    """Run a worker in a thread; afterwards stop it and wait for its end."""
    monkeypatch.setattr(worker_module, "PAUSE", 0.05)
    worker = Worker()
    with ThreadPoolExecutor(1) as thread:
        ended = thread.submit(worker.run)
        try:
            yield ended
        finally:
            worker.stop()


class TestLanes:
    """What is urgent waits for no other job."""

    @pytest.fixture(autouse=True)
    def _committed(self, committed_database):
        pass

    @contextmanager
    def long_job_under_way(self, jobs, monkeypatch):
        """Run a worker whose ordinary lane is in the middle of a job until the block ends."""
        started, is_over = threading.Event(), threading.Event()

        def wait():
            started.set()
            is_over.wait(20)

        jobs["tests.long"] = RegisteredJob(wait, timedelta(hours=1))
        with running_worker(monkeypatch):
            try:
                assert started.wait(20)
                yield
                assert not has_finished("tests.long")
            finally:
                is_over.set()

    def test_an_urgent_job_runs_again_and_again_during_a_long_one(self, jobs, monkeypatch):
        runs = []
        jobs["tests.urgent"] = RegisteredJob(lambda: runs.append(1), timedelta(0), "urgent")
        with self.long_job_under_way(jobs, monkeypatch):
            before = len(runs)
            until(lambda: len(runs) > before + 2)

    def test_a_page_is_published_on_time_during_a_long_job(self, jobs, monkeypatch):
        jobs["tests.publish"] = RegisteredJob(publish_scheduled_pages, timedelta(0), "urgent")
        with self.long_job_under_way(jobs, monkeypatch):
            page = page_below_root("Due", live=False)
            schedule(page)
            until(lambda: Page.objects.filter(pk=page.pk, live=True).exists())

    def test_scheduled_publishing_and_mail_wait_neither_for_others_nor_for_one_another(self):
        urgent = {name: job.lane for name, job in all_jobs().items() if job.lane}
        assert {"operations.publish_scheduled_pages", "outbox.send_messages"} <= urgent.keys()
        assert urgent["operations.publish_scheduled_pages"] != urgent["outbox.send_messages"]

    def test_a_lane_that_ends_with_an_error_ends_the_worker(self, counted_job, monkeypatch):
        def fail(*args):
            raise RuntimeError("a fault in the worker itself")

        monkeypatch.setattr(worker_module, "run_if_free", fail)
        with running_worker(monkeypatch) as ended, pytest.raises(RuntimeError):
            ended.result(timeout=20)

    def test_the_jobs_of_a_lane_share_a_database_connection_that_lasts(self, jobs, monkeypatch):
        sessions = []

        def note_session():
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_backend_pid()")
                sessions.extend(cursor.fetchone())

        jobs["tests.often"] = RegisteredJob(note_session, timedelta(0))
        with running_worker(monkeypatch):
            until(lambda: len(sessions) > 3)
        assert len(set(sessions)) == 1

    def test_administrators_are_warned_when_one_lane_is_silent(self, jobs):
        jobs["tests.often"] = RegisteredJob(lambda: None, timedelta(0))
        jobs["tests.urgent"] = RegisteredJob(lambda: None, timedelta(0), "urgent")
        Worker().sweep()
        assert worker_is_running(registered_jobs())
        Job.objects.filter(pk="tests.urgent").update(
            last_finished_at=timezone.now() - timedelta(minutes=3)
        )
        assert not worker_is_running(registered_jobs())


def test_the_worker_outlives_its_database_connections(committed_database, counted_job, monkeypatch):
    others = database_sessions()
    with running_worker(monkeypatch):
        until(lambda: counted_job == [1])
        of_worker = database_sessions() - others
        assert of_worker
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_terminate_backend(pid) FROM unnest(%s) pid", [[*of_worker]])
        Job.objects.update(last_started_at=None)
        until(lambda: counted_job == [1, 1])
