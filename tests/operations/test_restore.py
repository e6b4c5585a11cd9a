"""A restore happens completely or not at all."""

import fcntl
import io
import os
import subprocess
import tarfile
from contextlib import closing

import pytest

from partnership.operations.backup import archive
from tests.starter_site import address_of
from wfscp_site import launcher


def test_a_replaced_site_is_the_one_of_the_backup(site, backup, changed_site):
    assert changed_site.state() != site.state()
    changed_site.must("restore", backup, "--replace")
    assert changed_site.files() == site.files()
    pages = changed_site.rows()["wagtailcore_page"]
    assert pages == site.rows()["wagtailcore_page"]
    assert changed_site.schemas() == ["public"]
    assert not (changed_site.data_folder / "replaced").exists()
    assert not (changed_site.data_folder / "restoring").exists()


def test_what_an_older_version_lacks_is_added_beside_a_site_that_has_it(changed_site, tmp_path):
    """Both sites are in the database for a while: what one has, the other may lack."""
    triggers = "SELECT FROM pg_trigger WHERE tgname = 'visible_change' AND tgrelid = %s::regclass"
    table = "public.wagtailcore_page"
    changed_site.execute(f"DROP TRIGGER visible_change ON {table}")
    changed_site.must("backup", tmp_path)
    changed_site.must("migrate")
    (path,) = tmp_path.iterdir()
    changed_site.must("restore", path, "--replace")
    with closing(launcher.connect(address_of(changed_site.database))) as opened:
        cursor = opened.cursor()
        cursor.execute(triggers, [table])
        assert cursor.rowcount == 1


@pytest.fixture
def left_alone(later_site):
    """A site with changes since the backup, which is the same after the test."""
    before = later_site.state()
    yield later_site
    assert later_site.state() == before
    assert later_site.schemas() == ["public"]
    assert not (later_site.data_folder / "restoring").exists()


def test_a_site_is_not_replaced_unless_asked(backup, left_alone):
    sentence = left_alone.refused("restore", backup)
    assert "There is a site here already." in sentence
    assert "add --replace" in sentence
    assert sentence.endswith("The site is as it was before.\n")


def test_a_site_is_not_replaced_while_it_runs(backup, left_alone):
    with closing(launcher.connect(address_of(left_alone.database))):
        sentence = left_alone.refused("restore", backup, "--replace")
    assert "Stop the site" in sentence


def test_two_backups_or_restores_do_not_run_at_once(backup, left_alone, tmp_path):
    with (left_alone.data_folder / "backup.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        sentence = left_alone.refused("restore", backup, "--replace")
        assert "Another backup or restore" in sentence
        assert "Another backup or restore" in left_alone.refused("backup", tmp_path / "b")


def test_an_archive_must_be_named(left_alone):
    assert "Name the archive" in left_alone.refused("restore")


def test_a_missing_archive_is_named(left_alone, tmp_path):
    sentence = left_alone.refused("restore", tmp_path / "absent.tar", "--replace")
    assert "absent.tar can’t be used (No such file or directory)." in sentence


@pytest.mark.parametrize("share", [0, 0.01, 0.5, 0.99])
def test_an_archive_that_was_cut_short_is_refused(share, backup, left_alone, tmp_path):
    content = backup.read_bytes()
    cut = tmp_path / "cut.tar"
    cut.write_bytes(content[: int(len(content) * share)])
    assert "The archive is not whole" in left_alone.refused("restore", cut, "--replace")


def test_an_archive_that_was_changed_is_refused(backup, left_alone, tmp_path):
    content = bytearray(backup.read_bytes())
    content[len(content) // 2] ^= 1
    changed = tmp_path / "changed.tar"
    changed.write_bytes(content)
    assert "The archive is not whole" in left_alone.refused("restore", changed, "--replace")


@pytest.fixture
def forged(tmp_path):
    """Return a function that makes a whole archive with ``facts`` and one member."""

    def make(name=archive.DUMP, **facts):
        path, member = tmp_path / "forged.tar", tmp_path / "member"
        member.write_text("not a dump")
        usual = {"version": "1.0", "made_at": "2026-11-28T04:00:00+00:00", "postgresql": 14}
        with path.open("wb") as stream, archive.writing(stream) as writer:
            writer.add(name, member)
            writer.finish(usual | facts)
        return path

    return make


@pytest.mark.parametrize(
    ("facts", "sentence"),
    [
        ({"version": "1.10"}, "The archive is from version 1.10 and this is 1.6."),
        ({"postgresql": 99}, "The archive is from PostgreSQL 99"),
        ({"name": "../secret_key"}, "which is no file of a site"),
        ({"name": "/etc/passwd"}, "which is no file of a site"),
        ({"name": "postgres/PG_VERSION"}, "which is no file of a site"),
        ({}, "pg_restore stopped (input file does not appear to be a valid archive"),
    ],
    ids=lambda value: str(value),
)
def test_what_cannot_be_restored_is_refused(facts, sentence, forged, left_alone):
    assert sentence in left_alone.refused("restore", forged(**facts), "--replace")


def test_a_link_in_an_archive_is_refused(tmp_path):
    stream = io.BytesIO()
    with tarfile.open(fileobj=stream, mode="w") as tar:
        member = tarfile.TarInfo("library/link")
        member.type, member.linkname = tarfile.SYMTYPE, "/etc/passwd"
        tar.addfile(member)
    stream.seek(0)
    with pytest.raises(archive.NotWhole, match="link is not a file"):
        archive.read(stream, archive.pass_over)


A_MIGRATION_FAILS = """
from django.core.management import call_command
from django.db import Error
from partnership.operations.backup import restoring

def fail(*arguments, **options):
    raise Error("A migration failed.")

restoring.call_command = fail
call_command("restore", {archive!r}, replace=True)
"""


def test_a_migration_that_fails_leaves_the_site_as_it_was(backup, left_alone):
    code = A_MIGRATION_FAILS.format(archive=str(backup))
    sentence = left_alone.refused("shell", "--no-imports", "--command", code)
    assert sentence == "A migration failed. The site is as it was before.\n"


root_only = pytest.mark.skipif(os.geteuid() != 0, reason="Only root may mount a file system.")


@root_only
def test_files_that_cannot_be_moved_leave_the_site_as_it_was(backup, left_alone):
    """The second of the two folders is a disk of its own, which nothing can rename."""
    folder = left_alone.data_folder / "library"
    held = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    subprocess.run(("mount", "-t", "tmpfs", "-o", "size=64m", "tmpfs", folder), check=True)
    try:
        for path, content in held.items():
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
        sentence = left_alone.refused("restore", backup, "--replace")
    finally:
        subprocess.run(("umount", folder), check=True)
    assert "can’t be used (Device or resource busy)" in sentence
    assert not (left_alone.data_folder / "replaced").exists()


THE_DATABASE_GOES = """
from django.core.management import call_command
from django.db import Error
from partnership.operations.backup import database, restoring

def fail(*arguments, **options):
    raise Error("The server closed the connection.")

def fail_from_now_on(*arguments, **options):
    database.drop_loaded = fail
    fail()

restoring.call_command = fail_from_now_on
call_command("restore", {archive!r}, replace=True)
"""


def test_a_site_that_could_not_be_put_back_is_not_said_to_be(backup, left_alone):
    code = THE_DATABASE_GOES.format(archive=str(backup))
    sentence = left_alone.refused("shell", "--no-imports", "--command", code)
    assert "run `manage.py restore --put-back` once the database answers" in sentence
    assert "as it was before" not in sentence
    left_alone.must("restore", "--put-back")
