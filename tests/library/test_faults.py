"""What an editor is told of a file, for real files as partnerships upload them."""

import re

import pytest

from partnership.library import reading
from partnership.library.faults import FAULTS, NO_FAULTS
from partnership.library.programs import read_file
from partnership.library.reading import read


def told(path):
    """The codes of what an editor is told of the file."""
    return read(path, path.suffix[1:]).faults


@pytest.mark.parametrize("name", ["tagged", "polish", "welsh", "long"])
def test_nothing_of_a_tagged_export_from_libreoffice(pdfs, name):
    assert told(pdfs / "tagged" / f"{name}.pdf") == []


def test_nothing_of_an_export_as_universal_accessible_pdf(pdfs):
    assert told(pdfs / "pdf-ua" / "tagged.pdf") == []


def test_that_an_export_as_libreoffice_offers_it_is_not_tagged(pdfs):
    assert told(pdfs / "untagged" / "tagged.pdf") == ["untagged"]


def test_that_a_file_has_no_title(pdfs):
    assert told(pdfs / "tagged" / "untitled.pdf") == ["untitled"]


def test_that_a_long_file_has_no_bookmarks(pdfs):
    assert told(pdfs / "untagged" / "long.pdf") == ["untagged", "no_bookmarks"]


def test_that_a_generated_file_has_no_title_of_a_person_and_no_language(pdfs):
    assert told(pdfs / "generated.pdf") == ["untagged", "untitled", "no_language"]


def test_that_a_scan_has_no_text(pdfs):
    assert told(pdfs / "scan.pdf") == ["no_text", "untagged", "no_language"]


@pytest.mark.parametrize("name", ["locked/tagged", "encrypted"])
def test_that_a_file_opens_with_a_password_only(pdfs, name):
    assert told(pdfs / f"{name}.pdf") == ["locked"]


def test_nothing_of_a_file_that_everybody_may_open_and_nobody_change(pdfs):
    assert told(pdfs / "unchangeable.pdf") == []


@pytest.mark.parametrize("name", ["truncated", "without-its-end", "empty", "endless"])
def test_that_a_file_is_damaged(pdfs, name):
    assert told(pdfs / f"{name}.pdf") == ["damaged"]


def test_that_a_file_is_damaged_though_it_opens(pdfs):
    found = read(pdfs / "edited-by-hand.pdf", "pdf")
    assert found.page_count == 2
    assert found.faults[0] == "damaged"


def test_that_a_web_page_is_not_a_pdf(pdfs):
    assert told(pdfs / "web-page.pdf") == ["wrong_type"]


@pytest.mark.parametrize("name", ["enormous", "hair-thin", "enormous-picture"])
def test_the_usual_of_pages_of_absurd_size(pdfs, name):
    assert read(pdfs / f"{name}.pdf", "pdf").page_count == 1


@pytest.mark.parametrize("name", ["draws-itself", "unpacks-without-end"])
def test_that_a_file_fills_the_memory(pdfs, name, monkeypatch):
    monkeypatch.setattr(reading, "MEMORY", 2**28)
    assert told(pdfs / f"{name}.pdf") == ["unreadable"]


def test_that_a_file_takes_too_long(pdfs, monkeypatch):
    monkeypatch.setattr(reading, "PROCESSOR_TIME", 1)
    assert told(pdfs / "slow-to-read.pdf") == ["unreadable"]


def test_all_but_the_picture_of_a_file_whose_first_page_takes_too_long(pdfs, monkeypatch):
    monkeypatch.setattr(reading, "PROCESSOR_TIME", 1)
    found = read(pdfs / "slow-to-draw.pdf", "pdf")
    assert found.faults == ["unreadable", "untagged", "untitled", "no_language"]
    assert found.text_pages == ["Our arrangements"]
    assert found.picture == b""


@pytest.mark.parametrize(
    ("title", "says_something"),
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
def test_a_title_that_a_program_made_up_is_none(title, says_something):
    assert (read_file.NO_TITLE.fullmatch(title) is None) is says_something


@pytest.mark.parametrize("code", FAULTS)
def test_a_fault_is_told_in_sentences_and_with_what_to_do(code):
    assert len(code) <= 20
    for sentence in FAULTS[code]:
        assert re.fullmatch(r"[A-Z].{20,}\.", sentence)


def test_no_file_is_ever_called_accessible():
    said = [NO_FAULTS, *(sentence for fault in FAULTS.values() for sentence in fault)]
    assert [sentence for sentence in said if re.search(r"\bis accessible", sentence)] == []
    assert "automatic checks" in NO_FAULTS
