"""The site as a server runs it: the same files of nginx, filled in for TLS, before a real site."""

import re
import subprocess
from contextlib import closing
from http.client import HTTPConnection

import pytest

from deploy.installer import web_server
from tests.publishing.stack import Answer, Stack, free_port, running
from tests.starter_site import copied_database
from wfscp_site import edge_server


def make_certificate(folder):
    """Make a certificate for this machine; return the paths of it and of its key."""
    certificate, key = folder / "certificate.pem", folder / "key.pem"
    subprocess.run(
        [
            *("openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "1"),
            *("-subj", "/CN=localhost", "-addext", "subjectAltName=IP:127.0.0.1"),
            *("-keyout", key, "-out", certificate),
        ],
        check=True,
        capture_output=True,
    )
    return certificate, key


class SecureStack(Stack):
    """The stack behind TLS, with the configuration that the script writes for a server."""

    def __init__(self, database, folder):
        super().__init__(database, folder)
        self.plain_port = free_port()
        self.environment["BASE_URL"] = f"https://127.0.0.1:{self.port}"
        self.certificate, key = make_certificate(folder)
        run, data = self.run, self.data / "edge"
        values = web_server.values("127.0.0.1", self.data) | {
            "ACME": folder,
            "CACHE": data,
            "DAEMON": "off",
            "HERE": run,
            "LISTEN": web_server.listen(
                [f"127.0.0.1:{self.port}"], self.certificate, key, web_server.installed_version()
            ),
            "LISTEN_PLAIN": f"listen 127.0.0.1:{self.plain_port};",
            "LOGS": data,
            "PID": f"{run}/nginx.pid",
            "REDIRECT": f"include {run}/redirect.conf;",
            "RUN": run,
            "TEMP": run,
            "USER": "user root;",
        }
        for template in edge_server.TEMPLATES.glob("*.conf"):
            text = edge_server.filled(template, values)
            (self.configuration.parent / template.name).write_text(text)

    def curl(self, address="/", *options):
        """Ask nginx as a browser does; return the head and the text of the answer."""
        asked = subprocess.run(
            [
                *("curl", "--silent", "--show-error", "--include", "--cacert", self.certificate),
                *(*options, f"https://127.0.0.1:{self.port}{address}"),
            ],
            capture_output=True,
            text=True,
        )
        if asked.returncode:
            raise OSError(asked.stderr)
        return asked.stdout.split("\n\n", 1)

    def get(self, address="/"):
        head, text = self.curl(address)
        lines = [line.split(": ", 1) for line in head.splitlines()[1:]]
        return Answer(int(head.split()[1]), dict(lines), text.encode())

    def get_without_tls(self, address):
        """Ask the door that has no TLS."""
        with closing(HTTPConnection("127.0.0.1", self.plain_port, timeout=60)) as connection:
            connection.request("GET", address)
            response = connection.getresponse()
            return Answer(response.status, dict(response.getheaders()), response.read())


@pytest.fixture(scope="module")
def secure(django_db_setup, django_db_blocker, tmp_path_factory):
    """The whole site behind TLS."""
    folder = tmp_path_factory.mktemp("secure")
    with (
        copied_database(django_db_blocker, "secure") as database,
        running(SecureStack(database, folder)) as stack,
    ):
        yield stack


def test_nginx_takes_the_configuration(secure):
    command = (edge_server.find_nginx(), "-t", "-e", "stderr", "-c", secure.configuration)
    checked = subprocess.run(command, capture_output=True, text=True)
    assert checked.returncode == 0, checked.stderr
    assert "warn" not in checked.stderr


def test_pages_come_by_http2_from_the_cache(secure):
    head, text = secure.curl("/", "--http2")
    assert head.startswith("HTTP/2 200")
    assert "x-cache: HIT" in head
    assert "<h1" in text


def test_browsers_are_told_once_to_use_tls_alone(secure):
    head, _ = secure.curl("/")
    assert len(re.findall("strict-transport-security: max-age=31536000", head)) == 1


def test_former_versions_of_tls_are_refused(secure):
    old = ("curl", "--silent", "--tls-max", "1.1", "--cacert", secure.certificate)
    assert subprocess.run([*old, f"https://127.0.0.1:{secure.port}/"]).returncode == 35


def test_who_comes_without_tls_is_led_to_it(secure):
    answer = secure.get_without_tls("/news/?page=2")
    assert answer.status == 301
    assert answer.headers["Location"] == "https://127.0.0.1/news/?page=2"


def test_the_authority_that_gives_certificates_finds_its_answer(secure):
    place = secure.data / ".well-known" / "acme-challenge"
    place.mkdir(parents=True)
    (place / "word").write_text("its answer")
    assert secure.get_without_tls("/.well-known/acme-challenge/word").text == "its answer"


def test_someone_can_sign_in(secure):
    head, text = secure.curl("/account/login/")
    assert head.startswith("HTTP/2 200")
    assert "__Host-csrftoken" in head
    assert "secure" in head.lower().split("__host-csrftoken")[1]


@pytest.mark.parametrize(
    ("version", "words"), [((1, 22, 1), "ssl http2 backlog"), ((1, 26, 3), "http2 on;")]
)
def test_http2_is_switched_on_as_each_nginx_wants_it(version, words):
    assert words in web_server.listen(["443"], version=version)


def test_the_version_of_nginx_is_read():
    assert web_server.version_of("nginx version: nginx/1.26.3 (Debian)") == (1, 26, 3)
    assert web_server.version_of("") == (1, 22, 1)
