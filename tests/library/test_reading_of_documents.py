"""The worker reads each uploaded file, and no file stops another."""

from errno import ENOSPC

import pytest
from django.core.files.base import ContentFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.search.backends import get_search_backend

from partnership.library import jobs, reading
from partnership.library.jobs import read_new_documents
from partnership.library.models import PartnershipDocument
from partnership.library.reading import Reading, read_document


@pytest.fixture(autouse=True)
def _nothing_waits(db):
    """Mark the documents of the starter site as read."""
    PartnershipDocument.objects.update(read_at="2026-01-01T00:00Z")


def upload(path, title="Our arrangements"):
    """Put the file at ``path`` into the library."""
    return PartnershipDocument.objects.create(title=title, file=as_uploaded(path))


def as_uploaded(path):
    return ContentFile(path.read_bytes(), name=path.name)


def found_by(words):
    """Return the titles of the documents in which the search finds ``words``."""
    results = get_search_backend().search(words, PartnershipDocument)
    return [document.title for document in results]


def reloaded(document):
    """Return the document as it is now in the database."""
    return PartnershipDocument.objects.get(pk=document.pk)


def test_an_upload_is_read(pdfs):
    document = upload(pdfs / "untagged" / "polish.pdf", "In Polish")
    read_new_documents()
    document = reloaded(document)
    assert document.facts[2:] == ["1 page", "in Polish"]
    assert document.faults == ["untagged"]
    with document.picture.open() as picture:
        assert picture.read(4) == b"RIFF"
    assert found_by("dziecko") == ["In Polish"]
    assert document.versions.count() == 1


def test_nothing_is_read_twice(pdfs):
    upload(pdfs / "tagged" / "tagged.pdf")
    read_new_documents()
    with CaptureQueriesContext(connection) as captured:
        read_new_documents()
    assert len(captured) == 1


def test_a_replacement_is_read_and_its_picture_replaces_the_earlier_one(
    pdfs, django_capture_on_commit_callbacks
):
    document = upload(pdfs / "tagged" / "polish.pdf")
    read_new_documents()
    document = reloaded(document)
    earlier = document.picture
    document.file = as_uploaded(pdfs / "scan.pdf")
    document.save()
    with django_capture_on_commit_callbacks(execute=True):
        read_new_documents()
    document = reloaded(document)
    assert document.facts[2:] == ["3 pages"]
    assert "no_text" in document.faults
    assert found_by("dziecko") == []
    assert document.picture.name != earlier.name
    assert not earlier.storage.exists(earlier.name)
    assert document.picture.storage.exists(document.picture.name)


def test_a_replacement_without_a_picture_removes_the_earlier_one(
    pdfs, tmp_path, django_capture_on_commit_callbacks
):
    document = upload(pdfs / "tagged" / "tagged.pdf")
    read_new_documents()
    document = reloaded(document)
    earlier = document.picture
    (tmp_path / "list.txt").write_text("A list")
    document.file = as_uploaded(tmp_path / "list.txt")
    document.save()
    with django_capture_on_commit_callbacks(execute=True):
        read_new_documents()
    assert not reloaded(document).picture
    assert not earlier.storage.exists(earlier.name)


def test_a_file_replaced_while_it_is_read_is_read_again(pdfs, monkeypatch):
    document = upload(pdfs / "scan.pdf")

    def replaced_meanwhile(path, extension, seconds):
        other = reloaded(document)
        other.file = as_uploaded(pdfs / "tagged" / "tagged.pdf")
        other.save()
        return Reading(page_count=3, faults=["no_text"])

    monkeypatch.setattr(reading, "read", replaced_meanwhile)
    read_document(document)
    assert reloaded(document).read_at is None
    monkeypatch.undo()
    read_new_documents()
    assert reloaded(document).facts[2:] == ["1 page"]
    assert reloaded(document).faults == []


def test_a_document_deleted_while_it_is_read_stays_deleted(pdfs, monkeypatch):
    document = upload(pdfs / "scan.pdf")

    def deleted_meanwhile(path, extension, seconds):
        reloaded(document).delete()
        return Reading(page_count=3)

    monkeypatch.setattr(reading, "read", deleted_meanwhile)
    read_document(document)
    assert not PartnershipDocument.objects.filter(pk=document.pk).exists()


def test_an_edit_made_while_a_file_is_read_stays(pdfs, monkeypatch):
    document = upload(pdfs / "scan.pdf")

    def renamed_meanwhile(path, extension, seconds):
        PartnershipDocument.objects.filter(pk=document.pk).update(title="Minutes of March")
        return Reading(page_count=3)

    monkeypatch.setattr(reading, "read", renamed_meanwhile)
    read_document(document)
    assert (reloaded(document).title, reloaded(document).page_count) == ("Minutes of March", 3)


def test_files_that_kill_their_reader_do_not_stop_others(pdfs, monkeypatch):
    monkeypatch.setattr(reading, "PROCESSOR_TIME", 1)
    monkeypatch.setattr(reading, "MEMORY", 2**28)
    hostile = [
        upload(pdfs / f"{name}.pdf")
        for name in ("slow-to-read", "draws-itself", "unpacks-without-end", "slow-to-draw")
    ]
    harmless = upload(pdfs / "tagged" / "tagged.pdf")
    read_new_documents()
    assert [reloaded(document).faults[0] for document in hostile] == ["unreadable"] * 4
    assert reloaded(harmless).page_count == 1
    assert not PartnershipDocument.objects.filter(read_at=None).exists()


def test_a_run_ends_in_time_for_other_jobs_and_the_next_continues(pdfs, monkeypatch):
    first, second = upload(pdfs / "scan.pdf"), upload(pdfs / "empty.pdf")
    monkeypatch.setattr(jobs, "SECONDS_PER_RUN", 0)
    read_new_documents()
    monkeypatch.undo()
    assert reloaded(first).read_at
    assert reloaded(second).read_at is None
    read_new_documents()
    assert reloaded(second).faults == ["damaged", "author"]  # which cannot be removed


def test_a_missing_file_has_a_fault_and_does_not_stop_others(pdfs):
    gone, harmless = upload(pdfs / "scan.pdf"), upload(pdfs / "tagged" / "tagged.pdf")
    gone.file.storage.delete(gone.file.name)
    read_new_documents()
    assert reloaded(gone).faults == ["missing"]
    assert reloaded(harmless).page_count == 1


def test_more_text_than_the_index_can_store_is_still_read(pdfs, tmp_path):
    # Three hundred thousand letters of four bytes are more than a search vector can store.
    path = tmp_path / "symbols.txt"
    path.write_text(" ".join(chr(0x20000 + number % 40_000) * 7 for number in range(40_000)))
    document = upload(path)
    read_new_documents()
    assert reloaded(document).faults == []
    assert len(reloaded(document).text_pages[0]) == 319_999


def test_a_full_disk_fails_the_job_and_the_file_is_read_later(pdfs, monkeypatch):
    document = upload(pdfs / "tagged" / "tagged.pdf")

    def full(*args):
        raise OSError(ENOSPC, "No space left on device")

    monkeypatch.setattr(document.picture.storage, "_save", full)
    with pytest.raises(OSError, match="No space left"):
        read_new_documents()
    assert reloaded(document).read_at is None
    monkeypatch.undo()
    read_new_documents()
    assert reloaded(document).faults == []
