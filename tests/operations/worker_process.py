"""A worker in its own process, whose one job waits for a line of input before it ends.

Its argument is the connection's settings as JSON. It prints 'started' whenever the job starts.
"""

import json
import sys
from datetime import timedelta

import django
from django.conf import settings
from django.core.management import call_command


def wait_for_word():
    """Waits until the test sends a line."""
    print("started", flush=True)
    sys.stdin.readline()


if __name__ == "__main__":
    settings.DATABASES["default"].update(json.loads(sys.argv[1]))
    django.setup()

    from partnership.operations import worker
    from partnership.operations.registry import RegisteredJob, all_jobs

    all_jobs().clear()
    all_jobs()["tests.wait_for_word"] = RegisteredJob(wait_for_word, timedelta(hours=1))
    worker.PAUSE = 0.05
    call_command("worker")
