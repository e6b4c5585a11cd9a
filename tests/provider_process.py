"""A provider of sign-ins, as a process of its own."""

import socket
import sys
from contextlib import contextmanager

from wfscp_site.launcher import answers, ended, start, stop


@contextmanager
def running_provider():
    """The address of a provider that takes anybody's word for who they are."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    process = start((sys.executable, "-m", "oidc_provider_mock", f"--port={port}"), process_group=0)
    try:
        while not answers(port):
            assert not ended(process, seconds=0.1), "The provider ended as it started."
        yield f"http://localhost:{port}"
    finally:
        stop(process)
