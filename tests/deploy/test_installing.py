"""The script below a folder of its own: the files that would be on a machine, and no programs."""

import io
import os
import re
import shutil
import stat
import sys

import pytest

from deploy.installer import commands, packages, releases
from deploy.installer.machine import Failed, Machine
from wfscp_site import VERSION

ANSWERS = ("--host", "www.example.org", "--admin-email", "ada@example.org")
UNITS = "etc/systemd/system"


class Script:
    """The script, run with the folder ``root`` for a machine; ``said`` is what it printed last."""

    def __init__(self, root, capsys):
        self.root, self.capsys, self.said = root, capsys, ""

    def __call__(self, command, *arguments):
        status = commands.main([command, "--root", str(self.root), *arguments])
        captured = self.capsys.readouterr()
        self.said = captured.out + captured.err
        return status

    def read(self, path):
        return (self.root / path).read_text()

    def leads_to(self, link):
        """The version that the ``link`` of the releases leads to."""
        return os.path.basename(os.readlink(self.root / "srv/wfscp" / link))

    def everything(self):
        """What is on the machine: each path with its mode, time of change and target or text."""
        return {
            path: (
                path.lstat().st_mode,
                path.lstat().st_mtime_ns,
                os.readlink(path) if path.is_symlink() else path.is_file() and path.read_bytes(),
            )
            for path in sorted(self.root.rglob("*"))
        }


@pytest.fixture
def script(tmp_path, capsys, monkeypatch):
    """The script on an empty machine; nobody is there to answer it."""
    source = tmp_path / "release"
    shutil.copytree(releases.SOURCE / "deploy", source / "deploy")
    monkeypatch.setattr(releases, "SOURCE", source)
    monkeypatch.setattr(sys, "stdin", io.StringIO())
    return Script(tmp_path / "machine", capsys)


@pytest.fixture
def installed(script):
    """The script on a machine with the website."""
    assert script("install", *ANSWERS) == 0
    return script


@pytest.fixture
def version(monkeypatch):
    """Let the script come with another version."""

    def change(number):
        monkeypatch.setattr(releases, "VERSION", number)

    return change


def said_yes(monkeypatch, *words):
    given = iter(words)
    monkeypatch.setattr("builtins.input", lambda question: next(given))


class TestInstall:
    def test_the_release_is_the_current_one(self, installed):
        assert installed.leads_to("current") == VERSION
        assert "https://www.example.org/admin/" in installed.said
        command = os.readlink(installed.root / "usr/local/sbin/wfscp")
        assert command == "/srv/wfscp/current/deploy/wfscp"

    def test_nobody_but_the_website_reads_its_settings(self, installed):
        settings = installed.root / "etc/wfscp/environment"
        assert stat.S_IMODE(settings.stat().st_mode) == 0o640
        text = settings.read_text()
        assert "BASE_URL='https://www.example.org'\n" in text
        assert "EDGE_FOLDER='/run/wfscp'\n" in text
        assert "SECRET_KEY='" in text

    def test_nginx_serves_with_tls(self, installed):
        site = installed.read("etc/wfscp/nginx/site.conf")
        assert "listen 443 ssl" in site
        assert "/var/lib/wfscp/static/" in site
        assert "return 301 https://www.example.org$request_uri;" in installed.read(
            "etc/wfscp/nginx/redirect.conf"
        )
        for name in ("nginx", "redirect", "site"):
            text = installed.read(f"etc/wfscp/nginx/{name}.conf")
            assert re.findall(r"@[A-Z_]+@", text) == []

    def test_a_certificate_is_asked_for_once_nginx_answers(self, installed):
        assert installed.said.index("Let nginx use") < installed.said.index("Ask Let’s Encrypt")
        assert os.readlink(installed.root / "etc/wfscp/tls/certificate.pem").endswith(
            "self-made.pem"
        )

    def test_a_certificate_of_your_own_is_used(self, script, tmp_path):
        for name in ("chain.pem", "key.pem"):
            (tmp_path / name).touch()
        own = ("--certificate", str(tmp_path / "chain.pem"), "--key", str(tmp_path / "key.pem"))
        assert script("install", *ANSWERS, *own) == 0
        assert os.readlink(script.root / "etc/wfscp/tls/key.pem") == str(tmp_path / "key.pem")
        assert "Let’s Encrypt" not in script.said

    def test_a_database_elsewhere_is_used(self, script):
        address = "postgresql://site:secret@db.example.org/site"
        assert script("install", *ANSWERS, "--database", address) == 0
        assert f"DATABASE_URL='{address}'\n" in script.read("etc/wfscp/environment")
        assert "Make the database" not in script.said
        assert "secret" not in script.said

    def test_uploads_may_be_kept_elsewhere(self, script):
        assert script("install", *ANSWERS, "--data", "/mnt/uploads") == 0
        drop_in = script.read(f"{UNITS}/wfscp-worker.service.d/data.conf")
        assert drop_in == "[Service]\nReadWritePaths=/mnt/uploads\n"
        assert 'alias "/mnt/uploads/static/"' in script.read("etc/wfscp/nginx/site.conf")

    def test_again_it_changes_nothing(self, installed):
        before = installed.everything()
        assert installed("install") == 0
        assert installed.everything() == before

    def test_again_it_keeps_what_someone_added(self, installed):
        settings = installed.root / "etc/wfscp/environment"
        text = f"{settings.read_text()}OIDC_NAME='Our own'\n"
        settings.write_text(text)
        assert installed("install", "--mail-server", "mail.example.org") == 0
        assert settings.read_text() == text.replace("localhost'", "mail.example.org'")

    def test_what_was_left_half_made_is_made_again(self, installed):
        folder = installed.root / "srv/wfscp/releases" / VERSION
        (folder / "complete").unlink()
        (folder / "half").touch()
        assert installed("install") == 0
        assert (folder / "complete").exists()
        assert not (folder / "half").exists()

    @pytest.mark.parametrize(
        ("arguments", "words"),
        [
            (("--host", "www.example.org"), "Say --admin-email"),
            (("--admin-email", "ada@example.org"), "Say --host"),
            ((*ANSWERS, "--host", "www example"), "not a host name"),
            ((*ANSWERS, "--data", "/home/ada"), "cannot be the data folder"),
            ((*ANSWERS, "--database", "mysql://db"), "postgresql://"),
            ((*ANSWERS, "--certificate", "/chain.pem"), "needs both"),
            ((*ANSWERS, "--certificate", "/none.pem", "--key", "/none"), "/none.pem is not a file"),
            ((*ANSWERS, "--sender", "Ada's"), "must not contain '"),
        ],
    )
    def test_a_wrong_answer_stops_it(self, script, arguments, words):
        assert script("install", *arguments) == 1
        assert words in script.said
        assert not (script.root / "etc/wfscp/environment").exists()

    def test_questions_are_asked_of_who_is_there(self, script, monkeypatch):
        monkeypatch.setattr(sys.stdin, "isatty", lambda: True, raising=False)
        said_yes(monkeypatch, "www.example.org", "ada@example.org")
        assert script("install") == 0
        assert "prepare ada@example.org" in script.said


class TestUpgrade:
    def test_the_former_release_is_kept(self, installed, version):
        version("1.7")
        assert installed("upgrade") == 0
        assert (installed.leads_to("current"), installed.leads_to("former")) == ("1.7", VERSION)
        assert f"has taken over from {VERSION}" in installed.said

    def test_the_database_is_brought_up_to_date_before_it_serves(self, installed, version):
        version("1.7")
        assert installed("upgrade") == 0
        order = ["up to date", "Link /srv/wfscp/current", "Start the services", "pages of this"]
        places = [installed.said.index(words) for words in order]
        assert places == sorted(places)

    def test_releases_before_the_former_one_go(self, installed, version):
        for number in ("1.7", "1.8"):
            version(number)
            assert installed("upgrade") == 0
        kept = sorted(path.name for path in (installed.root / "srv/wfscp/releases").iterdir())
        assert kept == ["1.7", "1.8"]

    def test_it_needs_another_release(self, installed):
        assert installed("upgrade") == 1
        assert f"Version {VERSION} is installed already" in installed.said

    def test_it_needs_an_installation(self, script):
        assert script("upgrade") == 1
        assert "not installed here" in script.said

    def test_installing_another_release_is_refused(self, installed, version):
        version("1.7")
        assert installed("install") == 1
        assert "wfscp upgrade" in installed.said


class TestRollBack:
    def test_the_former_release_serves_and_forward_again(self, installed, version):
        version("1.7")
        assert installed("upgrade") == 0
        assert installed("rollback") == 0
        assert (installed.leads_to("current"), installed.leads_to("former")) == (VERSION, "1.7")
        assert "Collect the static files" in installed.said
        assert "up to date" not in installed.said
        assert installed("rollback") == 0
        assert installed.leads_to("current") == "1.7"

    def test_its_own_units_come_back(self, installed, version):
        unit = f"{UNITS}/wfscp-worker.service"
        former = (
            installed.root / f"srv/wfscp/releases/{VERSION}/deploy/systemd/wfscp-worker.service"
        )
        former.write_text("that of the former release")
        version("1.7")
        assert installed("upgrade") == 0
        assert installed.read(unit) != "that of the former release"
        assert installed("rollback") == 0
        assert installed.read(unit) == "that of the former release"

    def test_without_a_former_release_nothing_happens(self, installed):
        before = installed.everything()
        assert installed("rollback") == 1
        assert "no former release" in installed.said
        assert installed.everything() == before


class TestRemove:
    def test_data_and_settings_stay(self, installed):
        upload = installed.root / "var/lib/wfscp/upload"
        upload.touch()
        assert installed("remove", "--host", "www.example.org", "--yes") == 0
        assert not (installed.root / "srv/wfscp").exists()
        assert not [*(installed.root / UNITS).glob("wfscp*")]
        assert upload.exists()
        assert "SECRET_KEY" in installed.read("etc/wfscp/environment")
        assert "Drop the database" not in installed.said

    def test_it_can_be_installed_again_afterwards(self, installed):
        secret = installed.read("etc/wfscp/environment")
        assert installed("remove", "--host", "www.example.org", "--yes") == 0
        assert installed("install", *ANSWERS) == 0
        assert installed.read("etc/wfscp/environment") == secret

    def test_with_data_nothing_is_left(self, installed):
        command = ("remove", "--with-data", "--host", "www.example.org", "--yes")
        assert installed(*command) == 0
        assert "Drop the database" in installed.said
        assert not [path for path in installed.root.rglob("*wfscp*") if path.name != "wfscp.conf"]

    def test_data_that_stayed_can_be_deleted_later(self, installed):
        answers = ("--host", "www.example.org", "--yes")
        assert installed("remove", *answers) == 0
        assert installed("remove", "--with-data", *answers) == 0
        assert not (installed.root / "var/lib/wfscp").exists()
        assert installed("remove", *answers) == 1
        assert "not installed here" in installed.said

    @pytest.mark.parametrize("words", [("www.example.com",), ("www.example.org", "no")])
    def test_it_asks_twice(self, installed, monkeypatch, words):
        said_yes(monkeypatch, *words)
        before = installed.everything()
        assert installed("remove", "--with-data") == 1
        assert "Nothing was removed" in installed.said
        assert installed.everything() == before

    def test_both_questions_can_be_answered(self, installed, monkeypatch):
        said_yes(monkeypatch, "www.example.org", "yes")
        assert installed("remove") == 0
        assert not (installed.root / "srv/wfscp").exists()


@pytest.mark.parametrize(
    ("command", "step"),
    [
        (("install", "--mail-server", "mail.example.org"), "Write /etc/wfscp/environment"),
        (("upgrade",), "Link /srv/wfscp/current"),
        (("rollback",), "Collect the static files"),
        (("remove",), "Remove /srv/wfscp"),
        (("remove", "--with-data"), "Drop the database"),
        (("manage", "check"), "manage.py check"),
    ],
)
def test_a_dry_run_prints_each_step_and_makes_none(installed, version, command, step):
    version("1.7")
    assert installed("upgrade") == 0
    version("1.7" if command[0] == "install" else "1.8")
    before = installed.everything()
    name, *rest = command
    assert installed(name, "--dry-run", *rest) == 0, installed.said
    assert f"Would: {step}" in installed.said
    assert installed.everything() == before


def test_a_dry_run_on_an_empty_machine_leaves_it_empty(script):
    assert script("install", "--dry-run", *ANSWERS) == 0
    assert "Would: Write /etc/systemd/system/wfscp-worker.service" in script.said
    assert script.everything() == {}


def test_a_step_that_fails_stops_with_its_command(tmp_path, capsys):
    whole = Machine(tmp_path)
    whole.is_whole = True
    with pytest.raises(Failed, match="status 1: false"):
        whole.run("Try", "false")
    assert whole.run("Try", "false", may_fail=True) is False
    assert whole.ask("echo", "words") == "words\n"
    assert whole.ask("false") is None


@pytest.mark.parametrize(
    ("debian", "is_known"),
    [
        ({"ID": "debian", "VERSION_ID": "12"}, True),
        ({"ID": "debian", "VERSION_ID": "13"}, True),
        ({"ID": "debian", "VERSION_ID": "11"}, False),
        ({"ID": "ubuntu", "VERSION_ID": "13"}, False),
    ],
)
def test_it_runs_on_the_versions_of_debian_that_it_was_made_for(debian, is_known, monkeypatch):
    monkeypatch.setattr(packages.platform, "freedesktop_os_release", lambda: debian)
    assert packages.is_known_debian() is is_known
