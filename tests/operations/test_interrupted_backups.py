"""Backup and restore, killed or out of disk at any moment.

The points are random but the same in each run, so that a failure can be found again.
"""

import os
import random
import signal
import subprocess
import time
from contextlib import closing, contextmanager
from functools import partial
from pathlib import Path
from tempfile import mkdtemp

import pytest

from tests.operations.conftest import SiteCopy, change, whole
from tests.starter_site import address_of, copy_files, run
from wfscp_site import launcher

GENERATION = "publishing_generation"
MOMENTS = int(os.environ.get("MOMENTS", "1"))  # more of them take minutes: MOMENTS=10 make test …
POINTS = [random.Random(number).random() for number in range(MOMENTS)]
root_only = pytest.mark.skipif(os.geteuid() != 0, reason="Only root may mount a file system.")


def seconds_of(*command):
    started = time.monotonic()
    command[0].must(*command[1:])
    return time.monotonic() - started


def kill_after(seconds, place, *arguments):
    """Start a command, and kill it after this time; it may have ended by then."""
    with place.start(*arguments) as process:
        time.sleep(seconds)
        process.kill()
        process.communicate()


def whole_archives(folder):
    """Return how many archives are in ``folder``, after reading each."""
    return len([whole(path) for path in folder.glob("backup-*")])


def is_restored(place, site):
    """Whether ``place`` is as ``site``, of which the backup is: it ended before it was killed."""
    tables = place.rows()
    same = all(tables[table] == rows for table, rows in site.rows().items() if table != GENERATION)
    return same and place.files() == site.files()


class TestBackup:
    @pytest.mark.parametrize("point", POINTS)
    def test_killed(self, point, backup_seconds, site, tmp_path):
        kill_after(point * backup_seconds, site, "backup", tmp_path)
        assert whole_archives(tmp_path) == len(list(tmp_path.glob("backup-*")))
        site.must("backup", tmp_path)
        assert whole_archives(tmp_path)
        assert not list(tmp_path.glob(".unfinished-*"))

    @root_only
    @pytest.mark.parametrize("point", POINTS)
    def test_out_of_disk(self, point, backup, site, small_disk, tmp_path):
        folder = small_disk(point * backup.stat().st_size)
        sentence = site.refused("backup", folder)
        assert "The disk is full" in sentence
        assert sentence.endswith("No backup was made.\n")
        assert list(folder.iterdir()) == []


# Dies at the moment ``{step}``: before one of four renames, before the commit, or just after it.
KILLED_IN_THE_EXCHANGE = """
import os, signal
from django.core.management import call_command
from partnership.operations.backup import files

steps = []

def die_at(name, original):
    def step(*arguments):
        steps.append(name)
        if steps.count(name) == {count} and name == "{step}":
            os.kill(os.getpid(), signal.SIGKILL)
        return original(*arguments)
    return step

files.Path.rename = die_at("rename", files.Path.rename)
os.sync = die_at("sync", os.sync)
files.remove_leftovers = die_at("remove_leftovers", files.remove_leftovers)
call_command("restore", {archive!r}, replace=True)
"""


@pytest.fixture(scope="module")
def backup_seconds(site, tmp_path_factory):
    return seconds_of(site, "backup", tmp_path_factory.mktemp("measured"))


@pytest.fixture(scope="module")
def restore_seconds(backup, empty_copy):
    return seconds_of(empty_copy, "restore", backup)


@pytest.fixture(scope="module")
def empty_copy(site, tmp_path_factory):
    name = f"{site.database}_measured"
    run(f"CREATE DATABASE {name}")
    yield SiteCopy(name, tmp_path_factory.mktemp("measured"))
    run(f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture(scope="module")
def small_place(site):
    """A place with files and tables on one small disk, and a function that sets its free space.

    Only there: a database server that cannot write its log stops, and starts again as it was.
    """
    folder = Path(mkdtemp())
    subprocess.run(("mount", "-t", "tmpfs", "-o", "mode=711", "tmpfs", folder), check=True)
    try:
        copy_files(make_folder(folder / "data"))
        with own_tablespace(make_folder(folder / "tables")) as tablespace:
            name = f"{site.database}_small"
            run(f"CREATE DATABASE {name} TEMPLATE {site.database} TABLESPACE {tablespace}")
            place = SiteCopy(name, folder / "data")
            change(place)
            yield place, partial(leave_free, folder)
            run(f"DROP DATABASE {name} WITH (FORCE)")
    finally:
        subprocess.run(("umount", folder), check=True)
        folder.rmdir()


@pytest.fixture(scope="module")
def needed(site, backup):
    """Most of the bytes that a restore needs beside what is there."""
    with closing(launcher.connect(address_of("postgres"))) as opened:
        cursor = opened.cursor()
        cursor.execute(
            "SELECT pg_database_size(%s) - pg_database_size('template0')", [site.database]
        )
        return 0.8 * (cursor.fetchone()[0] + backup.stat().st_size)


@pytest.fixture
def small_disk(tmp_path):
    """Return a function that mounts a disk of so many bytes, and returns its folder."""
    folder = tmp_path / "small disk"
    folder.mkdir()

    def mount(size):
        size = max(int(size), 4096)
        options = f"size={size},mode=711"
        subprocess.run(("mount", "-t", "tmpfs", "-o", options, "tmpfs", folder), check=True)
        return folder

    yield mount
    subprocess.run(("umount", folder), check=True)


class TestRestore:
    @pytest.mark.parametrize("point", POINTS)
    def test_killed(self, point, restore_seconds, site, backup, later_site):
        before = later_site.state()
        kill_after(point * restore_seconds, later_site, "restore", backup, "--replace")
        later_site.must("restore", "--put-back")
        assert later_site.state() == before or is_restored(later_site, site)
        assert later_site.schemas() == ["public"]
        assert not (later_site.data_folder / "restoring").exists()

    @root_only
    @pytest.mark.parametrize("point", POINTS)
    def test_out_of_disk(self, point, backup, small_place, needed):
        place, resize = small_place
        before = place.state()
        resize(point * needed)
        sentence = place.refused("restore", backup, "--replace")
        assert "The disk is full" in sentence
        assert place.state() == before
        assert place.schemas() == ["public"]
        assert not (place.data_folder / "restoring").exists()

    @pytest.mark.parametrize(
        ("step", "count"), [*(("rename", number) for number in (1, 2, 3, 4)), ("sync", 1)]
    )
    def test_killed_while_files_change_places(self, step, count, backup, later_site, tmp_path):
        before = later_site.state()
        self.die(later_site, step=step, count=count, archive=str(backup))
        if count == 4:
            sentence = later_site.refused("backup", tmp_path)
            assert "`manage.py restore --put-back`" in sentence
        later_site.must("restore", "--put-back")
        assert later_site.state() == before
        assert later_site.schemas() == ["public"]

    def test_killed_once_all_is_in_its_place(self, site, backup, changed_site):
        self.die(changed_site, step="remove_leftovers", count=2, archive=str(backup))
        changed_site.must("restore", "--put-back")
        assert is_restored(changed_site, site)
        assert not (changed_site.data_folder / "replaced").exists()

    def die(self, later_site, **options):
        code = KILLED_IN_THE_EXCHANGE.format(**options)
        status, output = later_site.manage("shell", "--no-imports", "--command", code)
        assert status == -signal.SIGKILL, output


def make_folder(path):
    path.mkdir()
    return path


def leave_free(folder, size):
    """Set the size of the disk at ``folder`` so that ``size`` bytes are free."""
    run("CHECKPOINT")
    disk = os.statvfs(folder)
    used = (disk.f_blocks - disk.f_bfree) * disk.f_frsize
    options = f"remount,size={used + int(size)}"
    subprocess.run(("mount", "-o", options, folder), check=True)


@contextmanager
def own_tablespace(folder):
    """Let the database server keep tables in ``folder`` while the block runs; yield their name."""
    with closing(launcher.connect(address_of("postgres"))) as opened:
        cursor = opened.cursor()
        cursor.execute("SHOW data_directory")
        (server_folder,) = cursor.fetchone()
    if not Path(server_folder).exists():
        pytest.skip("The database server is on another machine.")
    os.chown(folder, Path(server_folder).stat().st_uid, -1)
    name = f"small_{os.getpid()}"
    run(f"CREATE TABLESPACE {name} LOCATION '{folder}'")
    yield name
    run(f"DROP TABLESPACE {name}")
