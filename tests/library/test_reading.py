"""What is read from a file: text for the search, facts for visitors, a picture."""

import zipfile
from io import BytesIO

import openpyxl
import psutil
import pytest
from PIL import Image

from partnership.library import limiting, reading
from partnership.library.programs.read_file import LONGEST_TEXT, clean_texts
from partnership.library.reading import read
from tests.library.pdfs import SENTENCES


def text(path):
    """Return the text found in the file, page after page."""
    return "\n".join(read(path, path.suffix[1:]).text_pages)


def test_the_facts_of_a_pdf_are_read(pdfs):
    found = read(pdfs / "tagged" / "tagged.pdf", "pdf")
    assert (found.page_count, found.language, found.title) == (1, "en-GB", "Our arrangements")


def test_the_text_of_each_page_is_read(pdfs):
    found = read(pdfs / "five-hundred.pdf", "pdf")
    assert found.page_count == len(found.text_pages) == 500
    assert found.text_pages[499].startswith(f"Page 500: {SENTENCES[0].strip()}")


@pytest.mark.parametrize(
    ("name", "language", "words"),
    [("polish", "pl-PL", "Każde dziecko żyje"), ("welsh", "cy-GB", "plentyn dŷ diogel")],
)
def test_the_letters_of_other_languages_are_read(pdfs, name, language, words):
    found = read(pdfs / "tagged" / f"{name}.pdf", "pdf")
    assert found.language == language
    assert words in found.text_pages[0]


def test_words_broken_across_lines_are_rejoined(pdfs):
    words = set(text(pdfs / "tagged" / "narrow.pdf").split())
    assert words == {"Broken", "words", "multi-agency", "safeguarding"}


def test_characters_that_a_database_refuses_are_removed():
    assert clean_texts(["a\0b\r\nc\x0cd \ud800e\ufffe", "\ufeffo\ufb03cer\xad’s\x07"]) == [
        "a b\nc\nd e",
        "officer’s ",
    ]


def test_the_first_page_becomes_a_picture(pdfs):
    with Image.open(BytesIO(read(pdfs / "tagged" / "tagged.pdf", "pdf").picture)) as picture:
        assert picture.format == "WEBP"
        assert picture.size == (400, 566)


def test_the_picture_of_an_absurd_page_is_small(pdfs):
    with Image.open(BytesIO(read(pdfs / "hair-thin.pdf", "pdf").picture)) as picture:
        assert picture.size == (1, 800)


def test_the_reader_is_killed_when_its_time_is_up(pdfs, monkeypatch):
    monkeypatch.setattr(limiting, "LONGEST_TIME", 0.5)
    others = psutil.Process().children()
    assert read(pdfs / "slow-to-read.pdf", "pdf").faults == ["unreadable"]
    assert psutil.Process().children() == others


def test_the_reader_gets_none_of_the_sites_secrets(tmp_path, monkeypatch):
    monkeypatch.setattr(reading, "READER", tmp_path / "reader.py")
    reading.READER.write_text(
        "import json, os; print(json.dumps({'text_pages': [*os.environ]})); print()"
    )
    assert "SECRET" not in str(read("", "").text_pages)


@pytest.mark.parametrize(
    "answer", ["", "nonsense", "[]\n\n", '{"faults": []}\n', '{"unknown": 1}\n\n', "x" * 2**25]
)
def test_a_bad_answer_from_the_reader_makes_the_file_unreadable(tmp_path, monkeypatch, answer):
    monkeypatch.setattr(reading, "READER", tmp_path / "reader.py")
    reading.READER.write_text(f"print({answer!r}, end='')")
    assert read("", "").faults == ["unreadable"]


@pytest.mark.parametrize("kind", ["docx", "odt"])
def test_the_text_of_a_word_processor_is_read(pdfs, kind):
    assert text(pdfs / kind / f"tagged.{kind}").split() == [
        "Our",
        "arrangements",
        *"".join(SENTENCES).split(),
    ]


def test_the_text_of_a_spreadsheet_is_read(tmp_path):
    book = openpyxl.Workbook()
    book.active.append(["Name of the group", "Meets"])
    book.active.append(["Learning and improvement", 4])
    book.save(tmp_path / "groups.xlsx")
    assert text(tmp_path / "groups.xlsx").splitlines() == [
        "Name of the group",
        "Meets",
        "Learning and improvement",
    ]


def office_file(path, **parts):
    """Write an office file with ``parts``; '__' in a name means a folder, '_' a dot."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name.replace("__", "/").replace("_", "."), content)
    return path


def test_slides_are_read_in_order(tmp_path):
    slide = '<p:sld xmlns:p="p" xmlns:a="a"><a:p><a:t>{}</a:t></a:p></p:sld>'
    path = office_file(
        tmp_path / "talk.pptx",
        ppt__slides__slide10_xml=slide.format("Thank you"),
        ppt__slides__slide2_xml=slide.format("What we do"),
        ppt__notesSlides__notesSlide1_xml=slide.format("Do not mention this"),
    )
    found = read(path, "pptx")
    assert found.text_pages == ["What we do", "Thank you"]
    assert found.hidden_parts == {"notes": [1, []]}


def test_comments_and_deleted_words_are_left_out(tmp_path):
    path = office_file(
        tmp_path / "draft.ods",
        content_xml='<o xmlns:text="t" xmlns:office="o"><text:tracked-changes><text:p>Deleted'
        "</text:p></text:tracked-changes><text:p>Kept<office:annotation><text:p>Comment</text:p>"
        "</office:annotation><text:s/>words</text:p></o>",
    )
    assert text(path).split() == ["Kept", "words"]


@pytest.mark.parametrize(
    ("encoding", "kind"),
    [("utf-8", "txt"), ("utf-8-sig", "csv"), ("cp1252", "csv"), ("utf-16", "txt")],
)
def test_plain_text_is_read_in_any_encoding(tmp_path, encoding, kind):
    path = tmp_path / f"list.{kind}"
    path.write_bytes("Café, £5\r\n“Early help”".encode(encoding))
    assert text(path) == "Café, £5\n“Early help”"


def test_a_long_text_is_cut(tmp_path):
    path = tmp_path / "long.txt"
    path.write_text("x" + "é" * 4 * LONGEST_TEXT)
    assert text(path) == "x" + "é" * (LONGEST_TEXT - 1)
    assert read(path, "txt").faults == ["long"]
    path.write_text("A short one")
    assert read(path, "txt").faults == []


def test_damaged_office_files_have_a_fault(tmp_path):
    entities = '<!DOCTYPE d [<!ENTITY a "aaaa">]><d xmlns:w="w"><w:t>&a;</w:t></d>'
    for path in (
        office_file(tmp_path / "without-a-text.docx", something_xml="<a/>"),
        office_file(tmp_path / "not-xml.docx", word__document_xml="<a><b></a>"),
        office_file(tmp_path / "entities.docx", word__document_xml=entities),
    ):
        assert read(path, "docx").faults == ["damaged"]
    (tmp_path / "text.xlsx").write_text("Not a spreadsheet.")
    assert read(tmp_path / "text.xlsx", "xlsx").faults == ["damaged"]


def test_an_office_file_that_unpacks_without_end_is_unreadable(tmp_path):
    path = office_file(
        tmp_path / "bomb.docx",
        word__document_xml=b'<d xmlns:w="w"><w:t>Our arrangements</w:t>' + b"<w:t>a</w:t>" * 10**7,
    )
    assert read(path, "docx").faults == ["unreadable"]
