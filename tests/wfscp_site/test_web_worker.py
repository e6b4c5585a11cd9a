"""The processes that gunicorn runs, with connections as browsers open them."""

import http.client
import socket
import sys
from contextlib import ExitStack

import pytest

from wfscp_site.serving import answers, ended, start, stop

APPLICATION = """
def application(environ, start_response):
    start_response("200 OK", [("Content-Length", "2")])
    return [b"ok"]
"""


@pytest.fixture
def port(tmp_path):
    """The port of one process of a small application."""
    (tmp_path / "small.py").write_text(APPLICATION)
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        free = probe.getsockname()[1]
    gunicorn = (sys.executable, "-m", "gunicorn", "small:application", f"--pythonpath={tmp_path}")
    process = start((*gunicorn, f"--bind=127.0.0.1:{free}", "--workers=1"), process_group=0)
    try:
        while not answers(free):
            assert not ended(process, seconds=0.1), "The server ended as it started."
        yield free
    finally:
        stop(process)


def test_connections_that_say_nothing_hold_up_no_request(port):
    with ExitStack() as opened:
        for _ in range(12):  # five seconds each, one after another, in gunicorn's own class
            opened.enter_context(socket.create_connection(("127.0.0.1", port)))
        asking = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
        asking.request("GET", "/")
        assert asking.getresponse().read() == b"ok"
        asking.close()


def test_a_connection_that_spoke_late_is_served(port):
    with socket.create_connection(("127.0.0.1", port)) as late:
        assert answers(port)
        late.sendall(b"GET / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
        assert late.makefile("rb").read().endswith(b"ok")
