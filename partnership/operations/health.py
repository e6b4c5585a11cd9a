"""What can be wrong with the machine, its database and its worker."""

import shutil
from contextlib import suppress
from functools import cache
from pathlib import Path

from cryptography import x509
from django.conf import settings
from django.db import Error, NotSupportedError, ProgrammingError, connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder
from django.utils import timezone

from partnership.ground.health import Fault, Metric, asks_database

from . import installation
from .connecting import TOO_OLD, explain_connection
from .models import registered_jobs, worker_is_running

LEAST_FREE = 1_000_000_000  # bytes; one upload may take 60 million, a database grows meanwhile
DAYS_TO_RENEW = 14  # before a certificate ends; programs that renew it do so at 30
MOST_SECONDS_APART = 5
EMPTY = Fault(
    "The database is empty.",
    "If there should be data, check DATABASE_URL, or restore the backup. Then run `manage.py "
    "migrate`.",
)


def database():
    """Whether the database answers."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except NotSupportedError:
        return TOO_OLD
    except Error as error:
        return explain_connection(str(error))


@asks_database
def migrations():
    """Whether the database has the tables that this version needs."""
    applied = MigrationRecorder.Migration.objects.values_list("app", "name")
    try:
        missing = our_migrations() - set(applied)
    except ProgrammingError:
        return EMPTY
    if missing:
        count = f"{len(missing)} migrations are" if len(missing) > 1 else "1 migration is"
        return Fault(
            f"The database is not up to date: {count} missing.",
            "Back up the database, then run `manage.py migrate`.",
        )


@cache
def our_migrations():
    """Return (app, name) of every migration in the code of this process."""
    return frozenset(MigrationLoader(None, ignore_no_migrations=True).disk_migrations)


@asks_database
def worker():
    """Whether the background jobs run."""
    if not worker_is_running(registered_jobs()):
        return Fault(
            "The worker is not running, or part of it is stuck: emails wait, and pages are not "
            "published at the times that editors chose.",
            "Start `manage.py worker`, and have the service manager restart it when it ends. If "
            "it runs, look at the end of its log.",
        )


def disk():
    """Whether the disk with the data folder has room."""
    try:
        free = shutil.disk_usage(settings.DATA_DIR).free
    except OSError:
        return None  # the folder itself is what is wrong: see data_folder
    if free < LEAST_FREE:
        return Fault(
            f"The disk with {settings.DATA_DIR} is nearly full: {free // 1_000_000} MB are free.",
            "Make room, or give it more space. Old backups and logs are the first to look at.",
        )


def certificate():
    """Whether the certificate in CERTIFICATE_FILE will last."""
    if not settings.CERTIFICATE_FILE:
        return None
    try:
        days = certificate_days()
    except (OSError, ValueError) as error:
        return Fault(
            f"The certificate in {settings.CERTIFICATE_FILE} can’t be read ({error}).",
            "Correct CERTIFICATE_FILE, and let the site’s user read that file. It has no secret.",
        )
    if days < DAYS_TO_RENEW:
        state = f"ends in {days:.0f} days" if days > 0 else "has ended: browsers refuse the site"
        return Fault(
            f"The certificate in {settings.CERTIFICATE_FILE} {state}.",
            "Renew it, then have nginx read it again: `nginx -s reload`.",
        )


def certificate_days():
    """Return in how many days the first certificate in CERTIFICATE_FILE ends."""
    first = x509.load_pem_x509_certificate(Path(settings.CERTIFICATE_FILE).read_bytes())
    return (first.not_valid_after_utc - timezone.now()).total_seconds() / 86_400


@asks_database
def jobs():
    """Whether the last run of every background job succeeded."""
    failed = [f"{job}: {job.last_error}" for job in registered_jobs() if job.last_error]
    if failed:
        return Fault(
            f"Background jobs failed. {' '.join(failed)}",
            "Correct what the message names; each job runs again by itself. The worker’s log has "
            "the details.",
        )


@asks_database
def clock():
    """Whether this machine and the database agree what time it is."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT clock_timestamp()")
        (at_database,) = cursor.fetchone()
    apart = abs((timezone.now() - at_database).total_seconds())
    if apart > MOST_SECONDS_APART:
        return Fault(
            f"The clocks of this machine and of the database differ by {apart:.0f} seconds.",
            "Have both set theirs from the network: on Debian, install systemd-timesyncd.",
        )


def metrics_of_machine():
    """Yield what the disk, the settings and the certificate say."""
    yield Metric("info", "Always 1; the version of the site.", {settings.VERSION: 1}, "version")
    with suppress(OSError):
        usage = shutil.disk_usage(settings.DATA_DIR)
        yield Metric("disk_free_bytes", "Room on the disk with the data folder.", usage.free)
        yield Metric("disk_bytes", "Size of the disk with the data folder.", usage.total)
    with suppress(OSError, ValueError):  # none, or one that the check names
        days = certificate_days()
        yield Metric("certificate_days", "Days until the certificate ends.", round(days, 2))


@asks_database
def metrics_of_jobs():
    """Yield how each background job did."""
    now, listed = timezone.now(), registered_jobs()
    ages = {
        job.name: round((now - job.last_finished_at).total_seconds(), 1)
        for job in listed
        if job.last_finished_at
    }
    yield Metric("job_age_seconds", "Time since the last run of a job ended.", ages, "job")
    failed = {job.name: int(bool(job.last_error)) for job in listed}
    yield Metric("job_failed", "1 if the last run of a job failed.", failed, "job")


WATCHED = [database, migrations, worker, disk, certificate]
EXAMINED = [jobs, clock, *installation.CHECKED]
METRICS = [metrics_of_machine, metrics_of_jobs]
