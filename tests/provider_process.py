"""A sign-in provider in its own process."""

import socket
import sys
from contextlib import contextmanager

from wfscp_site.serving import answers, ended, start, stop


@contextmanager
def running_provider():
    """Run a provider that accepts any user without proof, and yield its address."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    process = start((sys.executable, "-m", "oidc_provider_mock", f"--port={port}"), process_group=0)
    try:
        while not answers(port):
            assert not ended(process, seconds=0.1), "The provider ended when it started."
        yield f"http://localhost:{port}"
    finally:
        stop(process)
