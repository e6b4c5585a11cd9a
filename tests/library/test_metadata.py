"""PDFs of the library do not name their authors, and nothing else is lost from them."""

import shutil
import subprocess

import pikepdf
import pytest
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from pypdfium2 import PdfDocument
from wagtail.utils.file import hash_filelike

from partnership.ground.collections import website_collection_id
from partnership.library import cleaning
from partnership.library.cleaning import cleaned, is_clean
from partnership.library.jobs import read_new_documents
from partnership.library.models import PartnershipDocument
from partnership.library.programs.read_file import pdf_facts, pdf_texts
from tests.library.pdfs import AUTHOR, CAMERA

NOT_CLEANED = [
    "signed",
    "signed-without-flags",
    "unchangeable",
    "encrypted",
    "truncated",
    "empty",
    "web-page",
]


@pytest.fixture
def clean(pdfs, tmp_path):
    """Return a function that cleans a file of pdfs.py and returns the path of the result."""

    def clean_one(name):
        path = tmp_path / "clean.pdf"
        path.write_bytes(cleaned(ContentFile((pdfs / f"{name}.pdf").read_bytes()), "a.pdf").read())
        return path

    return clean_one


@pytest.fixture
def upload(db):
    """Return a function that puts a file into the library."""

    def put(path):
        file = ContentFile(path.read_bytes(), path.name)
        return PartnershipDocument.objects.create(title="Threshold document", file=file)

    return put


def unpacked(path):
    """Return every byte of the file, and again with its streams and objects unpacked."""
    options = ["--qdf", "--object-streams=disable", "--decode-level=generalized"]
    found = subprocess.run(["qpdf", *options, path, "-"], capture_output=True, check=True)
    return path.read_bytes() + found.stdout


def seen(path):
    """Return what a reader sees of the PDF: facts, bookmarks and a picture of the first page."""
    with PdfDocument(path) as pdf:
        bookmarks = [(mark.get_title(), mark.get_dest().get_index()) for mark in pdf.get_toc()]
        return pdf_facts(pdf, path, pdf_texts(pdf)), bookmarks, pdf[0].render().to_pil().tobytes()


def faults(document):
    """Return the codes of the faults once the worker has read the file."""
    read_new_documents()
    document.refresh_from_db()
    return document.faults


def test_the_author_is_named_in_an_upload(pdfs):
    before = unpacked(pdfs / "dirty.pdf")
    assert before.count(AUTHOR.encode()) >= 8
    assert CAMERA.encode() in before


@pytest.mark.parametrize("name", ["dirty", "revised", "wrong-size", "wrong-places"])
def test_the_author_is_not_named_in_the_stored_file(clean, name):
    after = unpacked(clean(name))
    for detail in (AUTHOR, CAMERA, "20260102030405", "/PieceInfo", "/LastModified"):
        assert detail.encode() not in after
    assert clean(name).read_bytes().count(b"startxref") == 1


@pytest.mark.parametrize("name", ["tagged/tagged", "tagged/long", "pdf-ua/tagged", "scan"])
def test_program_and_dates_are_not_in_the_stored_file(clean, name):
    with pikepdf.open(clean(name)) as pdf:
        assert set(pdf.docinfo) <= {"/Title"}


@pytest.mark.parametrize(
    "name",
    ["dirty", "tagged/polish", "tagged/long", "pdf-ua/tagged", "five-hundred", "scan"]
    + ["wrong-size", "title-in-xml"],
)
def test_nothing_else_is_lost(pdfs, clean, name):
    assert seen(clean(name)) == seen(pdfs / f"{name}.pdf")


def test_settings_for_screen_readers_stay(clean):
    with pikepdf.open(clean("dirty")) as pdf:
        assert pdf.Root.ViewerPreferences.DisplayDocTitle
        assert pdf.Root.MarkInfo.Marked
        properties = pdf.open_metadata()
        assert dict(properties) == {
            "{http://purl.org/dc/elements/1.1/}title": "Threshold document",
            "{http://www.aiim.org/pdfua/ns/id/}part": "1",
        }


def test_comments_stay_without_their_authors_and_fields_keep_their_names(clean):
    with pikepdf.open(clean("dirty")) as pdf:
        comment, field = pdf.pages[0].Annots
    assert "/T" not in comment
    assert comment.Contents == "Is this right?"
    assert field.T == "Name of the school"


@pytest.mark.parametrize("name", NOT_CLEANED)
def test_a_file_that_cannot_be_cleaned_is_unchanged(pdfs, clean, name):
    assert clean(name).read_bytes() == (pdfs / f"{name}.pdf").read_bytes()


@pytest.mark.parametrize("name", ["draws-itself", "unpacks-without-end", "endless", "slow-to-read"])
def test_a_hostile_file_is_stopped_by_the_limits(pdfs, clean, name, monkeypatch):
    monkeypatch.setattr(cleaning, "PROCESSOR_TIME", 2)
    monkeypatch.setattr(cleaning, "MEMORY", 2**28)
    clean(name)


def test_other_types_of_file_are_unchanged(pdfs):
    file = ContentFile(b"a,b\n")
    assert cleaned(file, "list.csv") is file


def test_an_upload_is_clean_with_the_size_and_checksum_of_the_stored_file(upload, pdfs):
    document = upload(pdfs / "dirty.pdf")
    assert is_clean(document.file.path)
    assert document.file_size == document.file.size
    checksum = document.file_hash
    with document.file.open() as file:
        assert hash_filelike(file) == checksum == document.versions.get().file_hash
    assert faults(document) == []


def test_the_same_file_uploaded_twice_has_the_same_checksum(upload, pdfs):
    assert upload(pdfs / "dirty.pdf").file_hash == upload(pdfs / "dirty.pdf").file_hash


def test_a_file_replaced_in_the_admin_is_clean(upload, pdfs, admin_client):
    document = upload(pdfs / "tagged" / "tagged.pdf")
    admin_client.post(
        reverse("wagtaildocs:edit", args=[document.pk]),
        {
            "title": document.title,
            "address": document.address,
            "tags": "",
            "web_version": "",
            "collection": document.collection_id,
            "file": SimpleUploadedFile("dirty.pdf", (pdfs / "dirty.pdf").read_bytes()),
        },
    )
    document.refresh_from_db()
    assert document.versions.count() == 2
    assert is_clean(document.file.path)
    assert document.file_hash == document.versions.first().file_hash


def test_one_of_several_uploaded_at_once_is_clean(db, pdfs, admin_client):
    response = admin_client.post(
        reverse("wagtaildocs:add_multiple"),
        {
            "files[]": SimpleUploadedFile("dirty.pdf", (pdfs / "dirty.pdf").read_bytes()),
            "title": "Threshold document",
            "collection": website_collection_id(),
        },
    )
    document = PartnershipDocument.objects.get(pk=response.json()["doc_id"])
    assert is_clean(document.file.path)


def test_a_damaged_file_that_names_its_author_has_both_faults(upload, pdfs, tmp_path):
    whole = (pdfs / "wrong-places.pdf").read_bytes()
    (tmp_path / "cut.pdf").write_bytes(whole[: whole.rindex(b"startxref")])
    assert {"damaged", "author"} <= set(faults(upload(tmp_path / "cut.pdf")))


@pytest.mark.parametrize("name", ["signed", "unchangeable"])
def test_a_file_that_could_not_be_cleaned_has_a_fault(upload, pdfs, name):
    assert faults(upload(pdfs / f"{name}.pdf")) == ["author"]


def test_an_uncleaned_older_file_has_a_fault(upload, pdfs):
    document = upload(pdfs / "tagged" / "tagged.pdf")
    shutil.copy(pdfs / "tagged" / "tagged.pdf", document.file.path)
    assert faults(document) == ["author"]


def test_a_file_with_an_earlier_state_is_not_clean(pdfs, tmp_path, clean):
    path = tmp_path / "revised.pdf"
    first = clean("tagged/tagged").read_bytes()
    last = first[first.rindex(b"startxref") :]
    path.write_bytes(first)
    assert is_clean(path)
    path.write_bytes(first + last)
    assert not is_clean(path)


def test_a_clean_file_is_not_changed_again(clean, pdfs):
    once = clean("dirty")
    assert cleaned(ContentFile(once.read_bytes()), "a.pdf").read() == once.read_bytes()


def test_attached_files_are_a_fault(upload, pdfs):
    assert faults(upload(pdfs / "attached.pdf")) == ["attachments"]


def test_upload_forms_explain_the_cleaning(admin_client):
    for name in ("wagtaildocs:add", "wagtaildocs:add_multiple"):
        page = admin_client.get(reverse(name)).content.decode()
        assert "The website removes author details from a PDF" in page
