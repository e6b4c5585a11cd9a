"""Break what runs a site, piece by piece, while visitors read. ``make drill`` prints a table.

For each fault: how many of the visits meanwhile failed (no page, or another status than 200), the
longest visit, how long until a change of the name was to be seen after the fault was over, and how
many of 1,000 visits after that were outdated.
"""

import os
import random
import signal
import subprocess
import threading
import time
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from tempfile import TemporaryDirectory

from tests import conftest  # first: it prepares the environment

# isort: split
import psutil
import psycopg2
from django.db import connection, connections
from django.test.utils import setup_test_environment

from partnership.publishing.warming import MOST_SECONDS
from tests.publishing.stack import running_stack
from tests.starter_site import run, use_starter_site

READ = ["/", "/news/", "/about-us/", "/learning-and-training/events/"]
VISITS = 1_000
PUBLISHES = 100
KILLS = 30
SECONDS = 4  # that a fault lasts
MAY_MOUNT = os.geteuid() == 0


@dataclass
class Visitors:
    """People who read pages that were read before, one after the other, until they stop."""

    stack: object
    seconds: list = field(default_factory=list)
    failed: int = 0
    is_over: bool = False

    @contextmanager
    def reading(self):
        thread = threading.Thread(target=self._read)
        thread.start()
        try:
            yield self
        finally:
            self.is_over = True
            thread.join()

    def _read(self):
        while not self.is_over:
            for address in READ:
                started = time.monotonic()
                try:
                    self.failed += self.stack.get(address).status != 200
                except (OSError, HTTPException):
                    self.failed += 1
                self.seconds.append(time.monotonic() - started)
            time.sleep(0.02)


def rename(stack, name):
    """Give the partnership another name; return once an editor would be told so."""
    stack.rename(name)
    stack.wait_until(stack.is_settled)


def outdated(stack, name, visits=VISITS):
    """Return how many of ``visits`` do not show ``name``."""
    count = 0
    visitor = HTTPConnection("127.0.0.1", stack.port, timeout=30)
    for number in range(visits):
        visitor.request("GET", READ[number % len(READ)])
        count += name.encode() not in visitor.getresponse().read()
    visitor.close()
    return count


def wait_for(stack, name):
    """Rename the partnership until that works, and return the seconds until visitors see it."""
    started = time.monotonic()
    while True:
        with suppress(psycopg2.Error):
            stack.rename(name)
            break
        time.sleep(0.05)
    stack.wait_until(lambda: stack.keeps(name), seconds=60)
    return time.monotonic() - started


def killed_while_publishing(stack, program):
    """Kill ``program`` at a moment of each of many changes; return how many visits are outdated."""
    stale = 0
    for number in range(KILLS):
        name = f"Kill {number} of the {program}"
        stack.rename(name)
        time.sleep(random.uniform(0, MOST_SECONDS))
        stack.kill(program)
        stack.start(program)
        stack.wait_until(stack.is_settled)
        stack.wait_until(stack.answers)
        stale += outdated(stack, name, VISITS // KILLS)
    return stale


def database_refuses(stack):
    """The database ends all connections and takes none."""
    stack.take_connections(False)
    time.sleep(SECONDS)
    stack.take_connections(True)


def database_restarts(stack):
    """The database ends all connections, and takes new ones at once."""
    stack.end_connections()


def database_freezes(stack):
    """Every process of the database server stands still, and its connections stay open."""
    (folder,) = stack.sql("SHOW data_directory")[0]
    with open(f"{folder}/postmaster.pid") as file:
        server = psutil.Process(int(file.readline()))
    processes = [server, *server.children(recursive=True)]
    _each(processes, psutil.Process.suspend)
    time.sleep(2 * SECONDS)
    _each(processes, psutil.Process.resume)


def _each(processes, change):
    for process in processes:
        with suppress(psutil.NoSuchProcess):  # of a connection that has just ended
            change(process)


def killed(name, seconds):
    """Return a fault: the program ``name`` is killed, and started again after ``seconds``."""

    def fault(stack):
        stack.kill(name)
        time.sleep(seconds)
        stack.start(name)

    fault.__doc__ = f"The {name} is killed, and started again after {seconds} s."
    return fault


def companion_stands_still(stack):
    """The companion stands still: its last word runs out."""
    process = stack.processes["companion"].pid
    os.kill(process, signal.SIGSTOP)
    time.sleep(SECONDS)
    os.kill(process, signal.SIGCONT)


def disk_is_full(stack):
    """Not a byte is left on the disk of nginx's cache, and every page is a new one."""
    with (stack.data / "edge" / "of-others").open("wb") as file, suppress(OSError):
        while True:
            file.write(bytes(100_000))
            file.flush()
    stack.rename("On a full disk")
    stack.wait_until(lambda: "On a full disk" in stack.get("/").text)
    time.sleep(SECONDS)
    Path(file.name).unlink()


FAULTS = [
    database_restarts,
    database_refuses,
    database_freezes,
    killed("application", SECONDS),
    killed("companion", SECONDS),
    companion_stands_still,
    killed("nginx", 0),
]
if MAY_MOUNT:
    FAULTS.append(disk_is_full)


def report(stack):
    """Print a row for many publishes, and one for each fault."""
    for address in READ:
        stack.get(address)
    print(f"{'':62}{'visits':>8}{'failed':>8}{'longest':>9}{'back':>8}{'outdated':>10}")
    stale = 0
    with Visitors(stack).reading() as visitors:
        for number in range(PUBLISHES):
            name = f"Published {number}"
            rename(stack, name)
            stale += outdated(stack, name)
    row(f"{PUBLISHES} changes, {VISITS} visits after each", visitors, "", stale)
    for name in ("companion", "application", "nginx"):
        with Visitors(stack).reading() as visitors:
            stale = killed_while_publishing(stack, name)
        words = f"{KILLS} changes, the {name} killed between each and its being seen"
        row(words, visitors, "", stale)
    for number, fault in enumerate(FAULTS):
        with Visitors(stack).reading() as visitors:
            fault(stack)
            name = f"After fault {number}"
            back = wait_for(stack, name)
        row(fault.__doc__, visitors, f"{back:.1f} s", outdated(stack, name))


def row(words, visitors, back, stale):
    """Print what became of the ``visitors``."""
    longest = f"{max(visitors.seconds):.2f} s"
    print(
        f"{words:62}{len(visitors.seconds):8}{visitors.failed:8}{longest:>9}{back:>8}{stale:10}",
        flush=True,
    )


@contextmanager
def small_disk(folder):
    """Let ``folder`` be a disk of its own, so that it can be filled, where that is allowed."""
    if not MAY_MOUNT:
        yield
        return
    folder.mkdir()
    subprocess.run(["mount", "-t", "tmpfs", "-o", "size=40m", "none", folder], check=True)
    try:
        yield
    finally:
        subprocess.run(["umount", "--lazy", folder], check=True)


def main():
    """Run the drill on a copy of the starter site."""
    setup_test_environment()
    use_starter_site(conftest.shared_folder, "drill")
    database = connection.settings_dict["NAME"]
    connections.close_all()
    with (
        TemporaryDirectory() as folder,
        small_disk(Path(folder) / "edge"),
        running_stack(database, folder) as stack,
    ):
        report(stack)
    run(f"DROP DATABASE {database} WITH (FORCE)")
    conftest.running.close()


if __name__ == "__main__":
    main()
