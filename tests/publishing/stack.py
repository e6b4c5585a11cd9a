"""The site as production runs it: nginx, its companion and gunicorn, on a database of its own."""

import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
from contextlib import ExitStack, closing, contextmanager
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from typing import NamedTuple

from partnership.publishing.leases import Leases
from tests.starter_site import address_of, copy_files
from tests.upgrade.release_data import clean_environment
from wfscp_site import edge_server, launcher

SECONDS_TO_START = 60


class Answer(NamedTuple):
    """What nginx answered."""

    status: int
    headers: dict
    body: bytes

    @property
    def text(self):
        return self.body.decode()


class Stack:
    """Programs that can be killed and started again, each by its name."""

    def __init__(self, database, folder, workers=2):
        self.run = tempfile.mkdtemp(prefix="edge-")
        self.data = Path(folder)
        self.port = free_port()
        self.database_name = database
        self.database = address_of(database)
        self.environment = clean_environment() | {
            "BASE_URL": f"http://127.0.0.1:{self.port}",
            "DATABASE_URL": self.database,
            "DATA_DIR": str(folder),
            "EDGE_FOLDER": self.run,
            "SECRET_KEY": "known to all, so fit for tests alone",
            "EMAIL_HOST": "",
            "SECOND_FACTOR": "offered",
        }
        copy_files(self.data)
        self.configuration = edge_server.write_configuration(
            self.run, self.data / "edge", f"127.0.0.1:{self.port}", level="alert"
        )
        python = sys.executable
        self.commands = {
            "application": [
                *(python, "-m", "gunicorn", "wfscp_site.wsgi", f"--workers={workers}"),
                *(f"--bind=unix:{self.run}/application.sock", "--log-level=error"),
            ],
            "companion": [python, "manage.py", "edge"],
        }
        self.processes = {}

    def start(self, *names):
        """Start the programs ``names``, or all; what they say is in the file ``messages``."""
        with (self.data / "messages").open("a") as messages:
            for name in names or (*self.commands, "nginx"):
                if name == "nginx":
                    self.processes[name] = edge_server.start_nginx(
                        self.configuration, stderr=messages
                    )
                else:
                    self.processes[name] = subprocess.Popen(
                        self.commands[name],
                        cwd=launcher.BASE_DIR,
                        env=self.environment,
                        process_group=0,
                        stderr=messages,
                    )

    def kill(self, name, number=signal.SIGKILL):
        """End the program ``name`` with all its processes, without a chance to tidy up."""
        process = self.processes.pop(name)
        os.killpg(process.pid, number)
        process.wait()

    def stop(self):
        """End everything."""
        for name in list(self.processes):
            self.kill(name)

    def get(self, address="/", method="GET", **headers):
        """Ask nginx for ``address`` on a connection of its own."""
        with closing(HTTPConnection("127.0.0.1", self.port, timeout=60)) as connection:
            names = {name.replace("_", "-"): value for name, value in headers.items()}
            connection.request(method, address, headers=names)
            response = connection.getresponse()
            answer_headers = {name.lower(): value for name, value in response.getheaders()}
            return Answer(response.status, answer_headers, response.read())

    def sql(self, *statements):
        """Run ``statements``, each in a transaction of its own; return the rows of the last."""
        with closing(launcher.connect(self.database)) as connection:
            connection.autocommit = True
            with connection.cursor() as cursor:
                for statement in statements:
                    cursor.execute(statement)
                return cursor.fetchall() if cursor.description else []

    def elsewhere(self, *statements):
        """Run ``statements`` in another database of the same server."""
        with closing(launcher.connect(address_of("postgres"))) as connection:
            connection.autocommit = True
            for statement in statements:
                connection.cursor().execute(statement)

    def take_connections(self, allowed):
        """Let the database take connections or not; without that, it ends all it has."""
        self.elsewhere(f'ALTER DATABASE "{self.database_name}" ALLOW_CONNECTIONS {allowed}')
        if not allowed:
            self.end_connections()

    def end_connections(self):
        """Let the database end every connection that it has."""
        self.elsewhere(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
            f" WHERE datname = '{self.database_name}'"
        )

    def rename(self, words):
        """Give the partnership another name, which every page shows."""
        self.sql(f"UPDATE pages_partnershipsettings SET name = '{words}'")

    def arrives(self, words, address="/", seconds=60):
        """Wait until ``address`` shows ``words``; return after how many seconds, or None."""
        started = time.monotonic()
        while time.monotonic() - started < seconds:
            if words in self.get(address).text:
                return time.monotonic() - started
        return None

    def wait_until(self, condition, seconds=SECONDS_TO_START):
        """Wait until ``condition`` holds; it may raise what a connection raises."""
        deadline = time.monotonic() + seconds
        while time.monotonic() < deadline:
            try:
                if condition():
                    return
            except (OSError, HTTPException):
                pass
            time.sleep(0.02)
        raise AssertionError(f"{condition} did not come true in {seconds} s")

    def is_settled(self):
        """Whether nginx answers from the present generation."""
        ((number, withdrawn),) = self.sql("SELECT number, withdrawn FROM publishing_generation")
        return Leases(self.run).present() == f"{number}-{withdrawn}"

    def keeps(self, words, address="/"):
        """Whether nginx answers ``address`` from its cache, and with these ``words``."""
        answer = self.get(address)
        return answer.headers.get("x-cache") == "HIT" and words in answer.text

    def answers(self):
        """Whether the application itself answers: of this address nobody keeps a copy."""
        return self.get("/?a-word").status == 200

    def is_kept(self, address="/"):
        """Whether nginx answers ``address`` from its cache."""
        self.get(address)
        return self.get(address).headers.get("x-cache") == "HIT"


def running_stack(database, folder, **options):
    """A new ``Stack``, ``running``."""
    return running(Stack(database, folder, **options))


@contextmanager
def running(stack):
    """The ``stack``, which runs while the block does, answering from its cache."""
    with ExitStack() as undo:
        undo.callback(stack.stop)
        stack.start()
        stack.wait_until(stack.is_kept)
        yield stack


def free_port():
    with closing(socket.socket()) as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]
