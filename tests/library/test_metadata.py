"""No PDF of the library tells who made it, and nothing else of it is lost."""

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
from partnership.library.cleaning import cleaned, names_its_author
from partnership.library.jobs import read_new_documents
from partnership.library.models import PartnershipDocument
from partnership.library.programs.read_file import pdf_facts
from tests.library.pdfs import MAKER, PHOTOGRAPH_OF

KEPT_AS_THEY_ARE = [
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
    """A function that cleans a file of pdfs.py and returns the path of what comes out."""

    def clean_one(name):
        path = tmp_path / "clean.pdf"
        path.write_bytes(cleaned(ContentFile((pdfs / f"{name}.pdf").read_bytes()), "a.pdf").read())
        return path

    return clean_one


@pytest.fixture
def upload(db):
    """A function that puts a file into the library."""

    def put(path):
        file = ContentFile(path.read_bytes(), path.name)
        return PartnershipDocument.objects.create(title="Threshold document", file=file)

    return put


def unpacked(path):
    """Every byte of the file, its streams unpacked, and its objects taken out of their packs."""
    options = ["--qdf", "--object-streams=disable", "--decode-level=generalized"]
    found = subprocess.run(["qpdf", *options, path, "-"], capture_output=True, check=True)
    return path.read_bytes() + found.stdout


def seen(path):
    """What a reader has of the PDF: facts and text, bookmarks, its first page as a picture."""
    with PdfDocument(path) as pdf:
        bookmarks = [(mark.get_title(), mark.get_dest().get_index()) for mark in pdf.get_toc()]
        return pdf_facts(pdf), bookmarks, pdf[0].render().to_pil().tobytes()


def faults(document):
    """The codes of what is said about the file once the worker has read it."""
    read_new_documents()
    document.refresh_from_db()
    return document.faults


def test_the_maker_is_found_in_what_was_uploaded(pdfs):
    before = unpacked(pdfs / "dirty.pdf")
    assert before.count(MAKER.encode()) >= 8
    assert PHOTOGRAPH_OF.encode() in before


@pytest.mark.parametrize("name", ["dirty", "revised"])
def test_the_maker_is_nowhere_in_what_is_kept(clean, name):
    after = unpacked(clean(name))
    for told in (MAKER, PHOTOGRAPH_OF, "20260102030405", "/PieceInfo", "/LastModified"):
        assert told.encode() not in after
    assert clean(name).read_bytes().count(b"startxref") == 1


@pytest.mark.parametrize("name", ["tagged/tagged", "tagged/long", "pdf-ua/tagged", "scan"])
def test_the_program_and_the_dates_are_nowhere_in_what_is_kept(clean, name):
    with pikepdf.open(clean(name)) as pdf:
        assert set(pdf.docinfo) <= {"/Title"}


@pytest.mark.parametrize(
    "name", ["dirty", "tagged/polish", "tagged/long", "pdf-ua/tagged", "five-hundred", "scan"]
)
def test_nothing_else_is_lost(pdfs, clean, name):
    assert seen(clean(name)) == seen(pdfs / f"{name}.pdf")


def test_what_a_screen_reader_needs_stays(clean):
    with pikepdf.open(clean("dirty")) as pdf:
        assert pdf.Root.ViewerPreferences.DisplayDocTitle
        assert pdf.Root.MarkInfo.Marked
        properties = pdf.open_metadata()
        assert dict(properties) == {
            "{http://purl.org/dc/elements/1.1/}title": "Threshold document",
            "{http://www.aiim.org/pdfua/ns/id/}part": "1",
        }


def test_comments_stay_without_the_name_of_who_wrote_them_and_fields_keep_theirs(clean):
    with pikepdf.open(clean("dirty")) as pdf:
        comment, field = pdf.pages[0].Annots
    assert "/T" not in comment
    assert comment.Contents == "Is this right?"
    assert field.T == "Name of the school"


@pytest.mark.parametrize("name", KEPT_AS_THEY_ARE)
def test_a_file_that_cannot_be_cleaned_is_kept_as_it_is(pdfs, clean, name):
    assert clean(name).read_bytes() == (pdfs / f"{name}.pdf").read_bytes()


@pytest.mark.parametrize("name", ["draws-itself", "unpacks-without-end", "endless", "slow-to-read"])
def test_a_hostile_file_is_answered_within_its_limits(pdfs, clean, name, monkeypatch):
    monkeypatch.setattr(cleaning, "PROCESSOR_TIME", 2)
    monkeypatch.setattr(cleaning, "MEMORY", 2**28)
    clean(name)


def test_other_kinds_of_file_are_left_alone(pdfs):
    file = ContentFile(b"a,b\n")
    assert cleaned(file, "list.csv") is file


def test_an_upload_is_clean_and_its_size_and_checksum_are_those_of_what_is_kept(upload, pdfs):
    document = upload(pdfs / "dirty.pdf")
    assert not names_its_author(document.file.path)
    assert document.file_size == document.file.size
    checksum = document.file_hash
    with document.file.open() as file:
        assert hash_filelike(file) == checksum == document.versions.get().file_hash
    assert faults(document) == []


def test_the_same_file_uploaded_twice_is_known_as_the_same(upload, pdfs):
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
    assert not names_its_author(document.file.path)
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
    assert not names_its_author(document.file.path)


@pytest.mark.parametrize("name", ["signed", "unchangeable"])
def test_an_editor_is_told_of_a_file_that_could_not_be_cleaned(upload, pdfs, name):
    assert faults(upload(pdfs / f"{name}.pdf")) == ["author"]


def test_an_editor_is_told_of_a_file_from_before_files_were_cleaned(upload, pdfs):
    document = upload(pdfs / "tagged" / "tagged.pdf")
    document.file.storage.delete(document.file.name)
    document.file.storage.save(
        document.file.name, ContentFile((pdfs / "tagged" / "tagged.pdf").read_bytes())
    )
    assert faults(document) == ["author"]


def test_a_file_that_still_holds_an_earlier_state_is_told(pdfs, tmp_path, clean):
    path = tmp_path / "revised.pdf"
    first = clean("tagged/tagged").read_bytes()
    last = first[first.rindex(b"startxref") :]
    path.write_bytes(first)
    assert not names_its_author(path)
    path.write_bytes(first + last)
    assert names_its_author(path)


def test_what_is_clean_is_not_changed_again(clean, pdfs):
    once = clean("dirty")
    assert cleaned(ContentFile(once.read_bytes()), "a.pdf").read() == once.read_bytes()


def test_an_editor_is_told_of_files_inside_the_file(upload, pdfs):
    assert faults(upload(pdfs / "attached.pdf")) == ["attachments"]


def test_an_editor_reads_beside_the_field_what_happens_to_a_file(admin_client):
    for name in ("wagtaildocs:add", "wagtaildocs:add_multiple"):
        page = admin_client.get(reverse(name)).content.decode()
        assert "A PDF is kept without what it tells of its makers" in page
