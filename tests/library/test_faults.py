"""The problems found in real files, as partnerships upload them."""

import re

import pytest

from partnership.library import reading
from partnership.library.faults import FAULTS, NO_FAULTS
from partnership.library.programs import read_file
from partnership.library.reading import read


def faults(path):
    """Return the codes of the problems found in the file."""
    return read(path, path.suffix[1:]).faults


@pytest.mark.parametrize("name", ["tagged", "polish", "welsh", "long"])
def test_a_tagged_export_from_libreoffice_has_no_faults(pdfs, name):
    assert faults(pdfs / "tagged" / f"{name}.pdf") == []


def test_a_pdf_ua_export_has_no_faults(pdfs):
    assert faults(pdfs / "pdf-ua" / "tagged.pdf") == []


def test_an_export_without_tags_is_untagged(pdfs):
    assert faults(pdfs / "untagged" / "tagged.pdf") == ["untagged"]


def test_a_file_without_a_title_is_untitled(pdfs):
    assert faults(pdfs / "tagged" / "untitled.pdf") == ["untitled"]


def test_a_title_in_the_xml_metadata_alone_counts(pdfs):
    found = read(pdfs / "title-in-xml.pdf", "pdf")
    assert (found.title, found.faults) == ("Threshold document 2026", ["untagged"])


def test_a_long_file_without_bookmarks_has_a_fault(pdfs):
    assert faults(pdfs / "untagged" / "long.pdf") == ["untagged", "no_bookmarks"]


def test_a_generated_file_has_no_tags_title_or_language(pdfs):
    assert faults(pdfs / "generated.pdf") == ["untagged", "untitled", "no_language"]


def test_a_scan_has_no_text(pdfs):
    assert faults(pdfs / "scan.pdf") == ["no_text", "untagged", "no_language"]


@pytest.mark.parametrize("name", ["locked/tagged", "encrypted"])
def test_a_file_with_a_password_is_locked(pdfs, name):
    assert faults(pdfs / f"{name}.pdf") == ["locked"]


def test_a_file_protected_against_changes_has_no_faults(pdfs):
    assert faults(pdfs / "unchangeable.pdf") == []


@pytest.mark.parametrize("name", ["truncated", "without-its-end", "empty", "endless"])
def test_a_broken_file_is_damaged(pdfs, name):
    assert faults(pdfs / f"{name}.pdf") == ["damaged"]


def test_a_damaged_file_that_opens_is_damaged(pdfs):
    found = read(pdfs / "edited-by-hand.pdf", "pdf")
    assert found.page_count == 2
    assert found.faults[0] == "damaged"


def test_a_web_page_has_the_wrong_type(pdfs):
    assert faults(pdfs / "web-page.pdf") == ["wrong_type"]


@pytest.mark.parametrize("name", ["enormous", "hair-thin", "enormous-picture"])
def test_pages_of_absurd_size_are_read(pdfs, name):
    assert read(pdfs / f"{name}.pdf", "pdf").page_count == 1


@pytest.mark.parametrize("name", ["draws-itself", "unpacks-without-end"])
def test_a_file_that_fills_the_memory_is_unreadable(pdfs, name, monkeypatch):
    monkeypatch.setattr(reading, "MEMORY", 2**28)
    assert faults(pdfs / f"{name}.pdf") == ["unreadable"]


def test_a_file_that_takes_too_long_is_unreadable(pdfs, monkeypatch):
    monkeypatch.setattr(reading, "PROCESSOR_TIME", 1)
    assert faults(pdfs / "slow-to-read.pdf") == ["unreadable"]


def test_a_file_whose_first_page_draws_too_slowly_has_all_but_its_picture(pdfs, monkeypatch):
    monkeypatch.setattr(reading, "PROCESSOR_TIME", 1)
    found = read(pdfs / "slow-to-draw.pdf", "pdf")
    assert found.faults == ["unreadable", "untagged", "untitled", "no_language"]
    assert found.text_pages == ["Our arrangements"]
    assert found.picture == b""


@pytest.mark.parametrize(
    ("title", "is_real"),
    [
        ("Yearly report 2025 to 2026", True),
        ("Document retention policy", True),
        ("Microsoft Word - MASA final v3.docx", False),
        ("masa_final.pdf", False),
        ("Document1", False),
        ("untitled", False),
        (" - ", False),
        ("", False),
    ],
)
def test_a_title_that_a_program_generated_does_not_count(title, is_real):
    assert (read_file.GENERATED_TITLE.fullmatch(title) is None) is is_real


@pytest.mark.parametrize("code", FAULTS)
def test_a_fault_and_its_remedy_are_sentences(code):
    assert len(code) <= 20
    for sentence in FAULTS[code]:
        assert re.fullmatch(r"[A-Z].{20,}\.", sentence)


def test_no_file_is_ever_called_accessible():
    sentences = [NO_FAULTS, *(sentence for fault in FAULTS.values() for sentence in fault)]
    assert [each for each in sentences if re.search(r"\bis accessible", each)] == []
    assert "automatic checks" in NO_FAULTS
