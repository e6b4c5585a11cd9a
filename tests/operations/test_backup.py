"""One command makes an archive of the whole site, and another makes the site of the archive."""

import io
import subprocess
import tarfile
import time

import pytest
from django.core.files.base import ContentFile

from partnership.library.storage import WholeFileStorage
from partnership.operations.backup import archive, backing_up, files

from .conftest import whole

GENERATION = "publishing_generation"


def test_a_restored_site_has_every_row_and_every_file(site, backup, empty_site):
    printed = empty_site.must("restore", backup)
    assert "Loading the database (" in printed
    assert printed.endswith("Restored. Start the site; everyone has to sign in again.\n")
    before, after = site.state(), empty_site.state()
    (former,), (latter,) = before["rows"].pop(GENERATION), after["rows"].pop(GENERATION)
    assert latter > former, "no page that was kept before is shown"
    assert after["rows"] == before["rows"]
    assert after["files"] == before["files"]
    assert after["files"]


def test_sessions_are_in_no_backup(site, tmp_path):
    site.execute("INSERT INTO django_session VALUES ('a session key', '', now() + '1 hour')")
    site.must("backup", tmp_path)
    (path,) = tmp_path.iterdir()
    with tarfile.open(path) as tar:
        tar.extract(archive.DUMP, tmp_path, filter="data")
    script = subprocess.check_output(("pg_restore", "--file=-", tmp_path / archive.DUMP))
    assert b"COPY public.wagtailcore_page" in script
    assert b"a session key" not in script


def test_the_manifest_says_what_the_archive_is(site, backup):
    manifest = whole(backup)
    assert manifest["version"] == "1.6"
    assert manifest["postgresql"] >= 16
    assert manifest["generation"] > 0
    assert len(manifest["members"]) == len(site.files()) + 1
    assert backup.stat().st_mode & 0o777 == 0o600


class TestEncryption:
    @pytest.fixture
    def keys(self, tmp_path):
        """(file with a private key, its public half)"""
        private = tmp_path / "private key"
        subprocess.run(("age-keygen", "-o", private), check=True, capture_output=True)
        return private, subprocess.check_output(("age-keygen", "-y", private), text=True).strip()

    def test_an_encrypted_archive_needs_the_private_key(self, site, empty_site, keys, tmp_path):
        private, public = keys
        site.must("backup", tmp_path / "backups", "--recipient", public)
        (path,) = (tmp_path / "backups").iterdir()
        assert path.name.endswith(".tar.age")
        assert b"wagtail" not in path.read_bytes()
        assert "--identity FILE" in empty_site.refused("restore", path)

        other = tmp_path / "other key"
        subprocess.run(("age-keygen", "-o", other), check=True, capture_output=True)
        sentence = empty_site.refused("restore", path, "--identity", other)
        assert "no identity matched" in sentence

        empty_site.must("restore", path, "--identity", private)
        assert empty_site.files() == site.files()

    def test_a_wrong_public_key_is_refused(self, site, tmp_path):
        assert "unknown recipient type" in site.refused("backup", tmp_path, "--recipient", "nobody")
        assert list(tmp_path.iterdir()) == []

    def test_a_missing_program_is_named(self, site, tmp_path):
        sentence = site.refused("backup", tmp_path, "--recipient", "age1", PATH="/nowhere")
        assert "sudo apt-get install age" in sentence
        sentence = site.refused("backup", tmp_path, PATH="/nowhere")
        assert "sudo apt-get install postgresql-client" in sentence
        assert list(tmp_path.iterdir()) == []


def test_older_archives_go_once_the_new_one_is_whole(site, tmp_path):
    older = [tmp_path / f"backup-2025010{day}-000000.tar" for day in (1, 2, 3)]
    for path in [*older, tmp_path / "something else.tar"]:
        path.touch()
    site.refused("backup", tmp_path, "--keep", "2", PATH="/nowhere")
    assert all(path.exists() for path in older)
    printed = site.must("backup", tmp_path, "--keep", "2")
    assert "Removed the older backup-20250101-000000.tar." in printed
    left = sorted(path.name for path in tmp_path.iterdir())
    assert left[0] == older[2].name
    assert whole(tmp_path / left[1])
    assert left[2:] == ["something else.tar"]


class TestRemovedFiles:
    @pytest.fixture
    def storage(self, tmp_path, monkeypatch):
        storage = WholeFileStorage(location=str(tmp_path / "library"))
        monkeypatch.setattr(files, "stores", lambda: {"library": storage})
        return storage

    def members(self, started):
        with archive.writing(io.BytesIO()) as writer:
            backing_up._add_files(writer, started)
        return list(writer.members)

    def test_a_file_removed_after_the_dump_is_in_the_archive(self, storage):
        name = storage.save("documents/plan.txt", ContentFile(b"The plan"))
        started = time.time()
        storage.delete(name)
        assert not storage.exists(name)
        assert self.members(started) == ["library/documents/plan.txt"]

    def test_a_file_removed_long_before_the_dump_is_not(self, storage):
        storage.delete(storage.save("plan.txt", ContentFile(b"The plan")))
        assert self.members(time.time() + 3600) == []

    def test_a_file_that_vanishes_while_the_archive_is_written_is_taken_from_there(
        self, storage, monkeypatch
    ):
        name = storage.save("plan.txt", ContentFile(b"The plan"))
        listed = [(name, storage.path(name))]
        monkeypatch.setattr(
            storage, "present_files", lambda: [(n, files.Path(p)) for n, p in listed]
        )
        storage.delete(name)
        assert self.members(time.time()) == ["library/plan.txt"]


def test_the_worker_makes_a_backup_each_day_where_a_folder_is_set(site, tmp_path):
    code = "from partnership.operations.registry import all_jobs; print(*all_jobs())"
    _, without = site.manage("shell", "--no-imports", "--command", code)
    assert "operations.make_backup" not in without

    folder = tmp_path / "backups"
    code += "; all_jobs()['operations.make_backup'].function()"
    status, output = site.manage(
        "shell", "--no-imports", "--command", code, BACKUP_FOLDER=str(folder), BACKUP_KEEP="1"
    )
    assert status == 0, output
    assert "The backup is whole" in output
    (path,) = folder.iterdir()
    assert whole(path)
