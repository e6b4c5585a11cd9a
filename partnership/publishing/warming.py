"""The busiest pages are read before visitors are led to a new generation."""

import socket
import threading
import time
from collections import Counter
from contextlib import closing
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from typing import NamedTuple

MOST_SECONDS = 0.4  # visitors wait no longer for a change
BUSIEST = 12
LAST_BYTES = 500_000  # of the log: the visits of the last minutes, or hours on a quiet day
SHARE_OF_TIME = 4  # reading again takes at most a quarter of one processor


class Visit(NamedTuple):
    """What one visitor asked for, as far as the answer depends on it."""

    scheme: str
    host: str
    address: str
    coding: str


def visits(log, last_bytes=None):
    """Count the visits that found a page, in the ``last_bytes`` of nginx's ``log`` or in all."""
    try:
        with Path(log).open("rb") as file:
            if last_bytes:
                file.seek(max(0, Path(log).stat().st_size - last_bytes))
            lines = file.read().decode(errors="replace").splitlines()
    except FileNotFoundError:
        return Counter()
    return Counter(visit for line in lines if (visit := _visit_of(line)))


def _visit_of(line):
    """Return the ``Visit`` that a ``line`` of nginx's log is about, if it found a page."""
    parts = line.split(" ")
    if len(parts) != 7 or parts[4] != "200":
        return None
    _, scheme, host, address, _, coding, _ = parts
    return Visit(scheme, host, address, coding)


class Reader:
    """Reads pages through nginx for a generation that it need not be answering from yet."""

    def __init__(self, socket_path, log):
        self.socket_path = str(socket_path)
        self.log = log
        self._again = None  # the thread that reads everything again

    def warm(self, present):
        """Read the busiest pages for ``present``, as many as there is time for."""
        deadline = time.monotonic() + MOST_SECONDS
        for visit, _ in visits(self.log, LAST_BYTES).most_common(BUSIEST):
            left = deadline - time.monotonic()
            if left <= 0:
                return
            self._read(visit, present, left)

    def read_again(self, present):
        """Read every page that visitors read lately, beside everything else.

        So that there is a copy to show while the application is away.
        """
        self._again = threading.Thread(target=self._read_all, args=[present], daemon=True)
        self._again.start()

    def _read_all(self, present):
        for visit, _ in visits(self.log).most_common():
            if threading.current_thread() is not self._again:
                return  # a newer generation is being read
            started = time.monotonic()
            self._read(visit, present, seconds=10)
            time.sleep((time.monotonic() - started) * SHARE_OF_TIME)

    def _read(self, visit, present, seconds):
        try:
            with closing(_Connection(self.socket_path, seconds)) as connection:
                headers = {
                    "Host": visit.host,
                    "Accept-Encoding": visit.coding.strip("-"),
                    "X-Forwarded-Proto": visit.scheme,
                    "X-Edge-Generation": str(present),
                    "X-Edge-Withdrawn": str(present.withdrawn),
                }
                connection.request("GET", visit.address, headers=headers)
                connection.getresponse().read()
        except (OSError, HTTPException):
            pass  # whoever visits it asks again


class _Connection(HTTPConnection):
    """A connection to a server that listens at a path."""

    def __init__(self, path, seconds):
        super().__init__("localhost", timeout=seconds)
        self._path = path

    def connect(self):
        self.sock = socket.socket(socket.AF_UNIX)
        self.sock.settimeout(self.timeout)
        self.sock.connect(self._path)
