"""A page that nginx answers from its cache, beside the same bytes that nginx reads from a file.

Both are started with the shipped nginx.conf, so they have as many workers. The file is compressed
beforehand and has the headers of the page, and its visits are not logged: the most that nginx can
do on this machine.
"""

import socket
import subprocess
import threading
from contextlib import ExitStack, closing, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.bench.applications import own_database
from tests.bench.load import Target, has_wrk, side_by_side, with_children
from tests.publishing.stack import Stack
from wfscp_site import edge_server

CONNECTIONS = (16, 64, 512, 1_000)
ROUNDS, SECONDS = 3, 4
BETWEEN_CHANGES = 2  # seconds
CODING, MODULE, ENDING = (
    ("br", "brotli", "br") if edge_server.has_brotli() else ("gzip", "gzip", "gz")
)
# What nginx says itself of a file.
OF_NGINX = {
    *("connection", "content-encoding", "content-length", "content-type", "date", "etag"),
    *("last-modified", "server", "transfer-encoding", "x-cache"),
}
FILES = """
open_file_cache max=2000 inactive=30s;
open_file_cache_valid 10s;
access_log off;
server {{
    {listen}
    server_tokens off;
    root "{folder}";
    {static}_static on;
    {headers}
}}
"""


def report(database):
    """Print a row for each number of connections, quiet and changing, without and with TLS."""
    print("\nCached: nginx's cache beside a file of the same bytes")
    if not edge_server.find_nginx():
        print("Left out without nginx.")
    elif has_wrk():
        name = f"{database}_cached"
        with own_database(name, database), served(name) as (stack, targets):
            print(
                f"{'connections':>34}{'file':>10}{'cache':>10}{'ratio':>7}{'µs of each':>14}"
                f"{'ratio':>7}{'99 % in ms':>14}{'failed':>8}"
            )
            for changes in (quiet, during_publishes):
                for scheme, both in targets.items():
                    with changes(stack):
                        compare(f"{changes.__name__.replace('_', ' ')}, {scheme}", both)


def compare(words, targets):
    """Print what both ``targets`` do at each number of connections."""
    for connections in CONNECTIONS:
        file, cache = side_by_side(targets, connections, ROUNDS, SECONDS).values()
        print(
            f"{words:24}{connections:10,}{file.rate:10.0f}{cache.rate:10.0f}"
            f"{cache.rate / file.rate:7.2f}{file.cost * 1000:7.0f}{cache.cost * 1000:7.0f}"
            f"{file.cost / cache.cost:7.2f}{file.slowest:7.0f}{cache.slowest:7.0f}"
            f"{file.failed + cache.failed:8}",
            flush=True,
        )


@contextmanager
def quiet(stack):
    """Nothing changes."""
    yield


@contextmanager
def during_publishes(stack):
    """What every page shows changes again and again."""
    is_over = threading.Event()

    def change():
        number = 0
        while not is_over.wait(BETWEEN_CHANGES):
            number += 1
            stack.rename(f"Published {number % 10}")

    thread = threading.Thread(target=change)
    thread.start()
    try:
        yield
    finally:
        is_over.set()
        thread.join()


@contextmanager
def served(database):
    """Run the site behind nginx, and an nginx with the file; yield the first and all targets."""
    with ExitStack() as running:
        folder = Path(running.enter_context(TemporaryDirectory()))
        make_certificate(folder)
        stack = Stack(database, folder / "site")
        running.callback(stack.stop)
        cache_ports = {"http": stack.port, "https": free_port()}
        site = Path(stack.run) / "site.conf"
        plain = f"listen 127.0.0.1:{stack.port};"
        site.write_text(site.read_text().replace(plain, listen(cache_ports, folder)))
        stack.start()
        stack.wait_until(stack.is_kept)

        file_ports = {"http": free_port(), "https": free_port()}
        files = start_files(stack.get(accept_encoding=CODING), file_ports, folder)
        running.callback(files.wait)
        running.callback(files.terminate)
        yield (
            stack,
            {
                scheme: {
                    "file": target(scheme, file_ports, "/page.html", files),
                    "cache": target(scheme, cache_ports, "/", stack.processes["nginx"]),
                }
                for scheme in cache_ports
            },
        )


def start_files(answer, ports, folder):
    """Start an nginx that has the ``answer`` as a file at '/page.html'."""
    run, files = folder / "run", folder / "files"
    files.mkdir()
    (files / "page.html").touch()
    (files / f"page.html.{ENDING}").write_bytes(answer.body)
    configuration = edge_server.write_configuration(run, folder / "data", "", level="alert")
    headers = {name: value for name, value in answer.headers.items() if name not in OF_NGINX}
    (run / "site.conf").write_text(
        FILES.format(
            listen=listen(ports, folder),
            folder=files,
            static=MODULE,
            headers="\n".join(f'add_header {name} "{value}";' for name, value in headers.items()),
        )
    )
    return edge_server.start_nginx(configuration)


def listen(ports, folder):
    """What nginx is told to listen at these ``ports``, one of them with TLS."""
    return (
        f"listen 127.0.0.1:{ports['http']}; listen 127.0.0.1:{ports['https']} ssl; "
        f"ssl_certificate {folder}/certificate.pem; ssl_certificate_key {folder}/key.pem;"
    )


def target(scheme, ports, path, nginx):
    """The ``Target`` at ``path`` of an ``nginx``."""
    url = f"{scheme}://127.0.0.1:{ports[scheme]}{path}"
    return Target(url, lambda: with_children(nginx.pid), (f"Accept-Encoding: {CODING}",))


def make_certificate(folder):
    """Make a certificate that nobody has to trust, and its key."""
    kind = "-newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -subj /CN=localhost"
    subprocess.run(
        ["openssl", "req", "-x509", *kind.split(), "-out", "certificate.pem", "-keyout", "key.pem"],
        cwd=folder,
        check=True,
        capture_output=True,
    )


def free_port():
    with closing(socket.create_server(("127.0.0.1", 0))) as probe:
        return probe.getsockname()[1]
