"""Sites that gunicorn serves alone: this one, and others to compare it with."""

import os
import socket
import subprocess
import sys
from contextlib import closing, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple
from urllib.request import urlopen

import psutil
from django.db import connection, connections

from tests.bench.load import Target, with_children
from tests.starter_site import address_of, copy_files, run
from tests.upgrade.release_data import clean_environment
from wfscp_site import launcher

# The same for all.
GUNICORN = (
    *("-m", "gunicorn", "--preload", "--no-control-socket", "--log-level=error"),
    *("--workers=2", "--worker-class=sync"),
)
LOCAL_SETTINGS = """
import dj_database_url
SECRET_KEY = "known to all, so fit for a comparison alone"
ALLOWED_HOSTS = ["127.0.0.1"]
DATABASES = {"default": dj_database_url.config(conn_max_age=600)}
"""


class Application(NamedTuple):
    """A site that gunicorn serves, and the name of its database."""

    port: int
    server: subprocess.Popen
    database: str

    def target(self, path, words):
        """Return the ``Target`` at ``path``, which has to answer with these ``words``."""
        url = f"http://127.0.0.1:{self.port}{path}"
        with urlopen(url) as answer:
            assert words in answer.read().decode(), f"{url} does not say {words!r}"
        return Target(url, self.processes)

    def processes(self):
        """The processes of gunicorn, and those of the database that serve it."""
        with connection.cursor() as cursor:
            cursor.execute("SELECT pid FROM pg_stat_activity WHERE datname = %s", [self.database])
            serving = [psutil.Process(number) for (number,) in cursor]
        return [*with_children(self.server.pid), *serving]


@contextmanager
def this_site(original):
    """Serve a copy of the database ``original``, and yield the ``Application``."""
    database = f"{original}_application"
    with TemporaryDirectory() as data, own_database(database, made_from=original):
        copy_files(Path(data))
        environment = clean_environment() | {
            "ALLOWED_HOSTS": "127.0.0.1",
            "DATABASE_URL": address_of(database),
            "DATA_DIR": data,
        }
        with served("wfscp_site", database, sys.executable, launcher.BASE_DIR, environment) as site:
            yield site


@contextmanager
def bakerydemo(folder):
    """Serve the checkout of wagtail/bakerydemo in ``folder`` with its demonstration content."""
    environment = environment_of("bakerydemo") | {
        "DJANGO_SECRET_KEY": "known to all, so fit for a comparison alone",
        "PRIMARY_HOST": "127.0.0.1",
        "SECURE_SSL_REDIRECT": "false",
    }
    with prepared(
        "bakerydemo", folder, python_of(folder), environment, "load_initial_data"
    ) as site:
        yield site


@contextmanager
def stock_wagtail(folder):
    """Serve what ``wagtail start`` makes, with the programs that ``folder`` has."""
    python = python_of(folder)
    with TemporaryDirectory() as new:
        subprocess.run([python.with_name("wagtail"), "start", "stock", new], check=True)
        (Path(new) / "stock" / "settings" / "local.py").write_text(LOCAL_SETTINGS)
        with prepared("stock", new, python, environment_of("stock")) as site:
            yield site


@contextmanager
def prepared(name, folder, python, environment, *commands):
    """Fill the database of another project, and serve it."""
    with own_database(f"bench_{name}", made_from="template1"):
        for command in ("collectstatic --noinput", "migrate", *commands):
            subprocess.run(
                [python, "manage.py", *command.split()],
                cwd=folder,
                env=environment,
                check=True,
                stdout=subprocess.DEVNULL,
            )
        run("ANALYZE")
        with served(name, f"bench_{name}", python, folder, environment) as site:
            yield site


@contextmanager
def served(project, database, python, folder, environment):
    """Serve ``project`` in ``folder`` while the block runs; yield its ``Application``."""
    with closing(socket.create_server(("127.0.0.1", 0), backlog=launcher.BACKLOG)) as door:
        command = [python, *GUNICORN, f"{project}.wsgi", f"--bind=fd://{door.fileno()}"]
        server = subprocess.Popen(command, cwd=folder, env=environment, pass_fds=[door.fileno()])
        try:
            yield Application(door.getsockname()[1], server, database)
        finally:
            server.terminate()
            server.wait()


@contextmanager
def own_database(name, made_from):
    """Make the database ``name`` for as long as the block runs."""
    connections.close_all()  # nobody may use what is copied
    run(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")
    run(f"CREATE DATABASE {name} TEMPLATE {made_from}")
    try:
        yield
    finally:
        run(f"DROP DATABASE {name} WITH (FORCE)")


def environment_of(name):
    """The environment of another project, with nothing of this site."""
    others = {key: os.environ[key] for key in ("HOME", "LANG", "PATH") if key in os.environ}
    return others | {
        "DATABASE_URL": address_of(f"bench_{name}").replace("postgresql:", "postgres:"),
        "DJANGO_SETTINGS_MODULE": f"{name}.settings.production",
    }


def python_of(folder):
    """The Python of the virtual environment in ``folder``."""
    return Path(folder).resolve() / ".venv" / "bin" / "python"
