"""Sites in which all is well, for tests to break, to back up and to restore."""

import os
import subprocess
import sys
from contextlib import closing, contextmanager
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

import pytest
from django.utils import timezone

from partnership.operations import health
from partnership.operations.backup import archive
from partnership.operations.models import Job
from partnership.operations.registry import all_jobs
from tests.starter_site import address_of, copied_database, copy_files, run
from wfscp_site import launcher

OF_THE_HOUR = "django_session"


class SiteCopy(NamedTuple):
    """A site in a database and a data folder of its own, which only commands of manage.py use."""

    database: str
    data_folder: Path

    @property
    def environment(self):
        return os.environ | {
            "DATABASE_URL": address_of(self.database),
            "DATA_DIR": str(self.data_folder),
            "PYTHONUNBUFFERED": "1",
        }

    def start(self, *arguments, **environment):
        """Start a command of manage.py; what it prints, errors included, is in its output."""
        return subprocess.Popen(
            (sys.executable, "manage.py", *map(str, arguments)),
            cwd=launcher.BASE_DIR,
            env=self.environment | environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )

    def manage(self, *arguments, **environment):
        """Run a command and return (exit status, what it printed)."""
        with self.start(*arguments, **environment) as process:
            output, _ = process.communicate(timeout=120)
        return process.returncode, output

    def must(self, *arguments):
        """Run a command that succeeds, and return what it printed."""
        status, output = self.manage(*arguments)
        assert status == 0, output
        return output

    def refused(self, *arguments, **environment):
        """Run a command that is refused, and return the sentences."""
        status, output = self.manage(*arguments, **environment)
        assert status == 1, output
        assert "Traceback" not in output
        return output.split("CommandError: ")[1]

    def execute(self, statement):
        """Run SQL on its database."""
        with closing(launcher.connect(address_of(self.database))) as opened, opened:
            opened.cursor().execute(statement)

    def rows(self):
        """Every row of every table, as text, and where each sequence is, all at one moment."""
        with closing(launcher.connect(address_of(self.database))) as opened:
            opened.set_session(isolation_level="REPEATABLE READ")
            cursor = opened.cursor()
            cursor.execute(
                "SELECT relname FROM pg_class WHERE relkind = 'r' "
                "AND relnamespace = to_regnamespace('public')"
            )
            found = {}
            for (table,) in cursor.fetchall():
                cursor.execute(f'SELECT t::text FROM "{table}" t ORDER BY 1')
                found[table] = cursor.fetchall()
            cursor.execute(
                "SELECT sequencename, last_value FROM pg_sequences "
                "WHERE schemaname = 'public' ORDER BY 1"
            )
            return found | {"sequences": cursor.fetchall(), OF_THE_HOUR: []}

    def schemas(self):
        """The schemas of its database beside those of PostgreSQL."""
        with closing(launcher.connect(address_of(self.database))) as opened:
            cursor = opened.cursor()
            cursor.execute("SELECT nspname FROM pg_namespace WHERE nspname !~ '^pg_|^inform'")
            return [name for (name,) in cursor.fetchall()]

    def files(self):
        """Every uploaded file: {path: SHA-256}."""
        return {
            str(path.relative_to(self.data_folder)): sha256(path.read_bytes()).hexdigest()
            for folder in ("media", "library")
            for path in (self.data_folder / folder).rglob("*")
            if path.is_file()
        }

    def state(self):
        """All of it, to be compared."""
        return {"rows": self.rows(), "files": self.files()}


@pytest.fixture(scope="module")
def site(django_db_setup, django_db_blocker, tmp_path_factory):
    """A copy of the starter site."""
    folder = tmp_path_factory.mktemp("site")
    copy_files(folder)
    with copied_database(django_db_blocker, "backup") as database:
        yield SiteCopy(database, folder)


@contextmanager
def copy_of(database, ending):
    """A copy of another ``database`` while the block runs: its name, with this ``ending``."""
    name = f"{database}_{ending}"
    run(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")
    run(f"CREATE DATABASE {name} TEMPLATE {database}")
    yield name
    run(f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture(scope="module")
def backup(site, tmp_path_factory):
    """The archive of ``site``."""
    folder = tmp_path_factory.mktemp("backups")
    site.must("backup", folder)
    (path,) = folder.iterdir()
    return path


@pytest.fixture
def empty_site(django_db_setup, tmp_path):
    """A place with an empty database and no files."""
    folder = tmp_path / "empty"
    folder.mkdir()
    name = f"empty_{os.getpid()}"
    run(f"CREATE DATABASE {name}")
    yield SiteCopy(name, folder)
    run(f"DROP DATABASE {name} WITH (FORCE)")


@contextmanager
def copy_with_changes(site, folder, ending):
    """A copy of the site with a row and a file that its backup does not have, one file fewer."""
    copy_files(folder)
    with copy_of(site.database, ending) as database:
        copy = SiteCopy(database, folder)
        change(copy)
        yield copy


@pytest.fixture
def changed_site(site, tmp_path_factory):
    """A copy of the site with changes since its backup, to be replaced."""
    with copy_with_changes(site, tmp_path_factory.mktemp("changed"), "changed") as copy:
        yield copy


@pytest.fixture(scope="module")
def later_site(site, tmp_path_factory):
    """A copy of the site with changes since its backup, which every test leaves as it is."""
    with copy_with_changes(site, tmp_path_factory.mktemp("later"), "later") as copy:
        yield copy


def change(changed):
    """Change a row and the files of the site."""
    changed.execute("UPDATE wagtailcore_page SET title = 'Written later' WHERE depth = 2")
    (changed.data_folder / "library" / "later.txt").write_text("Uploaded later")
    next((changed.data_folder / "library").rglob("*.pdf")).unlink()


def whole(path):
    """Read an archive and return its manifest; it raises unless the archive is whole."""
    with path.open("rb") as stream:
        return archive.read(stream, archive.pass_over)


@pytest.fixture
def healthy(db, monkeypatch):
    """Every background job has just succeeded, and the disk of these tests is large enough."""
    monkeypatch.setattr(health, "LEAST_FREE", 0)
    Job.objects.all().delete()
    now = timezone.now()
    Job.objects.bulk_create(
        Job(name=name, last_started_at=now, last_finished_at=now) for name in all_jobs()
    )
