"""How long a request waits for a database that does not answer.

A database server that is frozen, or a host that has gone, leaves its connections open and silent: a
request would wait for ever. A slow query is silent too, so whoever has waited a little asks the
server whether it still takes connections, and goes on waiting if it does, within reason.
"""

import socket
import struct
import time
from contextlib import closing
from pathlib import PurePath
from select import select

import psycopg2
from psycopg2.extensions import POLL_OK, POLL_READ, POLL_WRITE, set_wait_callback

SECONDS_OF_SILENCE = 2  # before the server is asked
SECONDS_TO_ANSWER = 1
MOST_SECONDS = 30  # for one query
DEFAULT_PORT = 5432
# PostgreSQL answers it before anything else: 'S' or 'N'.
SSL_REQUEST = struct.pack("!ii", 8, 80877103)


def limit_patience():
    """Let this process wait for the database only while the server answers."""
    set_wait_callback(wait)


def wait(connection):
    """Wait until psycopg2 can go on with ``connection``; raises OperationalError if it is in vain.

    psycopg2 then closes the connection.
    """
    deadline = time.monotonic() + MOST_SECONDS
    while (state := connection.poll()) != POLL_OK:
        readable = [connection.fileno()] if state == POLL_READ else []
        writable = [connection.fileno()] if state == POLL_WRITE else []
        is_silent = not any(select(readable, writable, [], SECONDS_OF_SILENCE))
        is_late = time.monotonic() > deadline
        if is_late or (is_silent and not server_answers(connection)):
            raise psycopg2.OperationalError("the database server does not answer")


def server_answers(connection):
    """Whether the server of ``connection`` still takes new ones."""
    parameters = connection.get_dsn_parameters()
    host, port = parameters.get("host", ""), int(parameters.get("port") or DEFAULT_PORT)
    try:
        with closing(_connect(host, port)) as probe:
            probe.settimeout(SECONDS_TO_ANSWER)
            probe.sendall(SSL_REQUEST)
            return probe.recv(1) != b""
    except OSError:
        return False


def _connect(host, port):
    if not PurePath(host).is_absolute():
        return socket.create_connection((host or "localhost", port), SECONDS_TO_ANSWER)
    probe = socket.socket(socket.AF_UNIX)
    probe.settimeout(SECONDS_TO_ANSWER)
    probe.connect(f"{host}/.s.PGSQL.{port}")
    return probe
