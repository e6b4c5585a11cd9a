"""The launcher's commands: what they start and stop, and their error messages."""

import http.client
import os
import re
import signal
import socket
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from contextlib import closing, suppress
from types import SimpleNamespace

import psutil
import pytest
from django.contrib.auth import get_user_model
from django.db import connection

from partnership.front.models import HomePage
from tests.sites import delete_every_site
from tests.starter_site import address_of, run
from wfscp_site import launcher
from wfscp_site.launcher import BASE_DIR, connect

LAUNCH = (sys.executable, "-m", "wfscp_site.launcher")


@pytest.fixture
def port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@pytest.fixture
def environment(tmp_path, port):
    """Return an environment whose only settings of the site are the test's DATA_DIR and PORT."""
    removed = {
        "ALLOWED_HOSTS",
        "BASE_URL",
        "DATABASE_URL",
        "DJANGO_SETTINGS_MODULE",
        "SECRET_KEY",
    }
    kept = {name: os.environ[name] for name in os.environ.keys() - removed}
    return kept | {"DATA_DIR": str(tmp_path), "PORT": str(port)}


@pytest.fixture
def running(environment):
    """Return a function that runs ``run`` until the site answers, and returns what it printed."""
    started = []

    def start():
        process = subprocess.Popen(
            (*LAUNCH, "run"),
            cwd=BASE_DIR,
            env=environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        deadline = threading.Timer(300, process.kill)
        deadline.start()
        started.append((process, deadline))
        printed = ""
        for line in process.stdout:
            printed += line
            if "Ctrl-C stops everything" in line:
                return process, printed
        pytest.fail(f"The site did not start:\n{printed}")

    yield start
    for process, deadline in started:
        process.terminate()
        process.communicate(timeout=30)
        deadline.cancel()


def assert_refused_in_one_sentence(environment, *words, command="run"):
    result = subprocess.run(
        (*LAUNCH, command),
        cwd=BASE_DIR,
        env=environment,
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert result.returncode == 1
    assert result.stdout == ""
    sentence = result.stderr.strip()
    assert re.fullmatch(r"[A-Z`].*\.", sentence), sentence
    assert all(word in sentence for word in words), sentence


@pytest.fixture
def awkward_folder(environment, tmp_path):
    """A data folder with every character that a shell or PostgreSQL could stumble over."""
    folder = tmp_path / "Zoë's site, (new)"
    environment["DATA_DIR"] = str(folder)
    return folder


def test_a_site_is_created_and_outlives_whatever_is_killed_and_a_move_of_its_folder(
    running, environment, awkward_folder
):
    home = f"http://127.0.0.1:{environment['PORT']}/"
    first, printed = running()
    assert re.search(r"Password +\S{16}\n", printed)
    assert urllib.request.urlopen(home, timeout=10).status == 200

    printing = threading.Thread(target=first.stdout.read)  # else a full pipe would stop it
    printing.start()
    postmaster = awkward_folder / "postgres" / "postmaster.pid"
    kill_and_await(home, lambda: process_in(postmaster))
    kill_and_await(home, lambda: child_of(first.pid, "gunicorn"))
    kill_and_await(home, lambda: child_of(first.pid, "worker"))

    children = psutil.Process(first.pid).children()
    os.kill(process_in(postmaster), signal.SIGKILL)
    first.kill()  # what it served a moment ago does not keep the port from the next
    _, alive = psutil.wait_procs(children, timeout=30)
    assert not alive, "the server and the worker end with the launcher, however it ends"
    printing.join()

    moved = awkward_folder.with_name("moved")
    awkward_folder.rename(moved)
    environment["DATA_DIR"] = str(moved)
    second, printed = running()
    assert "Password" not in printed
    assert urllib.request.urlopen(home, timeout=10).status == 200
    second.send_signal(signal.SIGINT)
    output, _ = second.communicate(timeout=30)
    assert second.returncode == 0
    assert output.splitlines()[-1].startswith("Everything has stopped.")
    assert not [
        process
        for process in psutil.process_iter(["cmdline"])
        if str(moved) in " ".join(process.info["cmdline"] or [])
    ]


def process_in(pid_file):
    """Return the process number that PostgreSQL has written."""
    return int(pid_file.read_text().split()[0])


def kill_and_await(home, victim):
    """Kill the process that ``victim`` returns, and wait until the application answers again.

    Visitors go on reading meanwhile, but not at an address of which nginx keeps no copy.
    """
    os.kill(victim(), signal.SIGKILL)
    assert status_in_the_end(f"{home}?a-word") == 200


def child_of(pid, word):
    """Return the process number of the child with ``word`` in its command, once there is one."""
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        for child in psutil.Process(pid).children():
            with suppress(psutil.Error):  # it has just ended
                if word in " ".join(child.cmdline()):
                    return child.pid
    pytest.fail(f"The launcher has no {word}.")


def status_in_the_end(address):
    """Return the status of ``address`` once it is not 503; meanwhile visitors wait or see that."""
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        try:
            return urllib.request.urlopen(address, timeout=30).status
        except urllib.error.HTTPError as error:
            if error.code != 503 or b"tel:999" not in error.read():
                pytest.fail(f"Visitors saw a page with status {error.code}.")
        except (ConnectionError, http.client.HTTPException):
            pass  # cut off in the middle of an answer
    pytest.fail("The site did not come back.")


class TestPreparingTheSite:
    @pytest.fixture
    def commands(self, db, monkeypatch):
        """A function that prepares the site and returns the commands of manage.py that it runs."""
        run = []

        def prepare(how=launcher.prepare_site):
            how()
            return run

        database = SimpleNamespace(
            cursor=connection.cursor, close=lambda: None, commit=lambda: None
        )
        monkeypatch.setattr(launcher, "connect", lambda address: database)
        monkeypatch.setattr(launcher, "must_manage", lambda name, *arguments: run.append(name))
        return prepare

    def test_a_new_database_gets_the_content_and_then_an_administrator(self, commands):
        delete_every_site()
        HomePage.objects.get().delete()
        assert commands() == ["migrate", "load_site", "createsuperuser"]

    def test_a_first_run_cut_short_after_the_content_gets_its_administrator(self, commands):
        assert commands() == ["migrate", "createsuperuser"]

    def test_a_site_with_users_is_only_brought_up_to_date(self, commands):
        get_user_model().objects.create_user("someone@example.org")
        delete_every_site()
        HomePage.objects.get().delete()
        assert commands() == ["migrate"]

    def test_a_server_gets_its_static_files_and_its_own_administrator(
        self, commands, monkeypatch, settings, capsys
    ):
        monkeypatch.setenv("DATABASE_URL", address_of(settings.DATABASES["default"]["NAME"]))
        monkeypatch.setattr(launcher, "check_database", lambda url: None)
        monkeypatch.setattr(launcher, "collect_static", lambda: launcher.must_manage("collected"))
        ran = commands(lambda: launcher.prepare("ada@example.org"))
        assert ran == ["collected", "migrate", "createsuperuser"]
        assert "Email      ada@example.org" in capsys.readouterr().out


def test_only_the_owner_can_read_the_secret_key(environment, tmp_path):
    subprocess.run((*LAUNCH, "manage", "help"), cwd=BASE_DIR, env=environment, check=True)
    assert (tmp_path / "secret_key").stat().st_mode & 0o777 == 0o600
    assert (tmp_path / "media").stat().st_mode & 0o777 == 0o700


def test_a_port_in_use_is_refused(environment, port):
    with socket.create_server(("127.0.0.1", port)):
        assert_refused_in_one_sentence(environment, str(port), "make run")


def test_an_invalid_port_is_refused(environment):
    assert_refused_in_one_sentence(environment | {"PORT": "eight"}, "PORT", "eight")


@pytest.mark.parametrize(
    "address", ["garbage", "sqlite:///site.db", "postgresql://", "postgresql://u:p@host:port/name"]
)
def test_an_invalid_database_url_is_refused(environment, address):
    assert_refused_in_one_sentence(environment | {"DATABASE_URL": address}, "DATABASE_URL")


def test_an_unreachable_database_is_refused(environment):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
    address = f"postgresql://user:hidden@127.0.0.1:{port}/name"
    assert_refused_in_one_sentence(environment | {"DATABASE_URL": address}, "refused")


def test_a_missing_database_is_refused(environment):
    address = os.environ["DATABASE_URL"].rsplit("/", 1)[0] + "/missing"
    assert_refused_in_one_sentence(environment | {"DATABASE_URL": address}, "missing")


def test_a_read_only_database_is_refused(environment):
    address = f"{os.environ['DATABASE_URL']}?options=-c%20default_transaction_read_only%3Don"
    assert_refused_in_one_sentence(environment | {"DATABASE_URL": address}, "written")


@pytest.fixture
def old_database():
    """The address of a database that a version before 1.0 made."""
    name = f"old_{os.getpid()}"
    run(f"CREATE DATABASE {name}")
    with closing(connect(address_of(name))) as opened, opened:
        opened.cursor().execute(
            "CREATE TABLE django_migrations (app text, name text);"
            "INSERT INTO django_migrations VALUES ('pages', '0002_learning_and_events');"
        )
    yield address_of(name)
    run(f"DROP DATABASE {name} WITH (FORCE)")


def contents(address):
    """Every table of a database, and every migration it has been through."""
    with closing(connect(address)) as opened, opened.cursor() as cursor:
        cursor.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")
        tables = cursor.fetchall()
        cursor.execute("SELECT * FROM django_migrations")
        return tables, cursor.fetchall()


@pytest.mark.parametrize("command", ["run", "dev", "manage"])
def test_data_from_before_the_base_line_is_refused_and_left_alone(
    command, environment, old_database, tmp_path
):
    before = contents(old_database)
    assert_refused_in_one_sentence(
        environment | {"DATABASE_URL": old_database},
        "before version 1.0",
        "DATA_DIR",
        "CHANGELOG.md",
        command=command,
    )
    assert contents(old_database) == before
    assert list(tmp_path.iterdir()) == []


def test_a_data_folder_that_is_a_file_is_refused(environment, tmp_path):
    taken = tmp_path / "file"
    taken.touch()
    assert_refused_in_one_sentence(environment | {"DATA_DIR": str(taken)}, "DATA_DIR")


def test_missing_test_programs_are_named(environment, tmp_path):
    (tmp_path / "qpdf").symlink_to("/bin/true")
    assert_refused_in_one_sentence(
        environment | {"PATH": str(tmp_path)},
        "`sudo apt-get install --no-install-recommends",
        *("age", "chromium-headless-shell", "libreoffice-writer-nogui", "nginx-light", "systemd"),
        command="test",
    )


@pytest.mark.parametrize("name", ["SECRET_KEY", "DATABASE_URL"])
def test_settings_require_a_variable(environment, name):
    given = {"SECRET_KEY": "secret", "DATABASE_URL": "postgresql://host/name"}
    del given[name]
    result = subprocess.run(
        (sys.executable, "-c", "import wfscp_site.settings"),
        cwd=BASE_DIR,
        env=environment | given,
        capture_output=True,
        text=True,
        timeout=30,
    )
    assert result.returncode != 0
    assert f"Set the environment variable {name}" in result.stderr
