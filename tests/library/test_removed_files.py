"""A removed file is out of reach at once, and off the disk a month later."""

import errno
import os
import time
from pathlib import Path

import pytest
from django.core.files.base import ContentFile

from partnership.library import jobs
from partnership.library.storage import WholeFileStorage


@pytest.fixture
def storage(tmp_path):
    return WholeFileStorage(location=str(tmp_path / "library"))


def test_a_new_file_never_has_the_name_of_one_just_removed(storage):
    storage.delete(storage.save("plan.txt", ContentFile(b"The plan")))
    assert storage.save("plan.txt", ContentFile(b"Another")) != "plan.txt"


def test_removing_files_on_a_full_disk_frees_space(storage, monkeypatch):
    name = storage.save("plan.txt", ContentFile(b"The plan"))

    def full(*arguments, **options):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(Path, "mkdir", full)
    storage.delete(name)
    assert not list(Path(storage.location).rglob("*.txt"))


def test_removing_a_file_that_is_not_there_is_no_error(storage):
    storage.delete("never saved.txt")


def test_removed_files_are_deleted_after_30_days(storage, monkeypatch):
    monkeypatch.setattr(jobs, "whole_file_storages", lambda: [storage])
    for name in ("old.txt", "new.txt"):
        storage.save(name, ContentFile(b"text"))
        storage.delete(name)
    month_ago = time.time() - 31 * 24 * 60 * 60
    os.utime(dict(storage.removed_files())["old.txt"], (month_ago, month_ago))
    jobs.delete_removed_files()
    assert [name for name, path in storage.removed_files()] == ["new.txt"]
    assert not storage.exists("new.txt")
