"""The programs of a running site: each is started again when it ends, until it is no use."""

import ctypes
import http.client
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field

MANAGE = (sys.executable, "manage.py")
SECONDS_BETWEEN_LOOKS = 0.5
LONGEST_PAUSE = 30  # seconds between two attempts
STEADY = 60  # seconds after which a program is taken to run well
MOST_FAILURES = 6  # in a row


class GaveUp(Exception):
    """A program that the site cannot do without ends again and again; says so in a sentence."""


@dataclass
class Kept:
    """A program that is kept running: ``start`` it whenever ``is_running`` is false.

    ``advice`` says where to look once there is no more use; without it, attempts never end.
    """

    name: str
    start: Callable
    is_running: Callable
    advice: str = ""
    failures: int = 0
    started_at: float = field(default_factory=time.monotonic)
    next_try: float = 0

    def look_after(self):
        """Start the program again if it has ended and its pause is over; raises ``GaveUp``."""
        now = time.monotonic()
        if self.is_running():
            if now - self.started_at > STEADY:
                self.failures = 0
            return
        if now < self.next_try:
            return
        self.failures += 1
        if self.advice and self.failures > MOST_FAILURES:
            raise GaveUp(f"{self.name} has ended {MOST_FAILURES} times in a row: {self.advice}.")
        print(f"{self.name} has ended. Starting it again.", flush=True)
        try:
            self.start()
        except Exception as error:  # whatever is wrong may be over at the next attempt
            print(f"{self.name} did not start: {error}", flush=True)
        self.started_at = time.monotonic()
        self.next_try = self.started_at + min(2 ** (self.failures - 1), LONGEST_PAUSE)


class Child:
    """A child process that can be started again."""

    def __init__(self, start):
        self._start = start
        self.process = start()

    def start(self):
        self.end_what_is_left()
        self.process = self._start()

    def stop(self):
        stop(self.process)
        self.end_what_is_left()

    def end_what_is_left(self):
        """End what the process had started in its group, and left behind when it was killed."""
        with suppress(ProcessLookupError):
            os.killpg(self.process.pid, signal.SIGKILL)

    def is_running(self):
        return self.process.poll() is None


def serve(database_server, port, command, in_front, **options):
    """Keep the web server of ``command``, a worker and the database running; return a status.

    And what is ``in_front`` of the web server: a list of (name, function that starts it).
    """
    server = Child(lambda: start(command, **options))
    worker = Child(lambda: start((*MANAGE, "worker"), process_group=0))
    front = {name: Child(starting) for name, starting in in_front}
    kept = [
        Kept("The web server", server.start, server.is_running, "see its messages above"),
        Kept("The worker", worker.start, worker.is_running),
        *(Kept(name, child.start, child.is_running) for name, child in front.items()),
    ]
    if database_server:
        log = f"see {database_server.folder / 'log'} for the reason"
        kept.insert(0, Kept("The database", database_server.start, database_server.is_running, log))
    try:
        while not answers(port):
            if ended(server.process, seconds=0.1):
                raise GaveUp("The web server did not start: see its messages above.")
        print(
            f"\n  The site       {os.environ['BASE_URL']}/\n"
            f"  The admin      {os.environ['BASE_URL']}/admin/\n\n"
            "  Ctrl-C stops everything.\n",
            flush=True,
        )
        while True:
            for program in kept:
                program.look_after()
            time.sleep(SECONDS_BETWEEN_LOOKS)
    except GaveUp as sentence:
        print(f"{sentence} Everything else has stopped too.", flush=True)
        return 1
    finally:
        for child in (*front.values(), worker, server):
            child.stop()


def start(command, process_group, **options):
    """Start ``command`` as a child process that ends when this one does, even if it is killed.

    ``options`` are those of ``subprocess.Popen``.
    """
    return subprocess.Popen(
        command, process_group=process_group, preexec_fn=_end_with_launcher, **options
    )


def stop(process):
    """End ``process``, by force if it takes more than ten seconds."""
    process.terminate()
    if not ended(process, seconds=10):
        process.kill()
        process.wait()


def ended(process, seconds):
    """Wait up to ``seconds`` for ``process`` to end; return whether it has."""
    try:
        process.wait(seconds)
    except subprocess.TimeoutExpired:
        return False
    return True


def answers(port):
    """Return whether the web server on ``port`` answers, and not nginx alone, with an error."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=1)
    try:
        connection.request("GET", "/health/live")  # no cache keeps it
        return connection.getresponse().status < 500
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()


def _end_with_launcher():
    if sys.platform == "linux":
        set_parent_death_signal = 1  # PR_SET_PDEATHSIG
        ctypes.CDLL(None).prctl(set_parent_death_signal, signal.SIGTERM)
