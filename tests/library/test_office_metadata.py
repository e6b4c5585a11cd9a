"""Office files of the library do not name their authors, and nothing else is lost from them."""

import shutil
import subprocess
import zipfile
from io import BytesIO

import openpyxl
import pytest
from django.core.files.base import ContentFile
from PIL import Image

from partnership.library.cleaning import CleanFile, cleaned, is_clean
from partnership.library.jobs import read_new_documents
from partnership.library.models import PartnershipDocument
from partnership.library.reading import read
from tests.library.office_files import RELATED, office_file, words
from tests.library.pdfs import AUTHOR, convert

CORE = (
    '<cp:coreProperties xmlns:cp="cp" xmlns:dc="dc" xmlns:dcterms="t" xmlns:xsi="x">'
    "<dc:title>Thresholds</dc:title><dc:language>en-GB</dc:language>"
    f"<dc:creator>{AUTHOR}</dc:creator><cp:lastModifiedBy>{AUTHOR}</cp:lastModifiedBy>"
    '<dcterms:created xsi:type="dcterms:W3CDTF">2026-01-01</dcterms:created></cp:coreProperties>'
)
RELATIONS = "".join(
    f'<Relationship Id="r{kind}" Type="{RELATED}/{kind}-properties" Target="docProps/{kind}.xml"/>'
    for kind in ("core", "extended", "custom")
)


def photograph(rotation):
    """Return a photograph that names its author and is shown in a certain ``rotation``."""
    content, notes = BytesIO(), Image.Exif()
    notes[0x013B], notes[0x0112] = AUTHOR, rotation
    Image.new("RGB", (60, 40), "teal").save(content, "JPEG", exif=notes)
    return content.getvalue()


def word_file(path, body="", **others):
    """Write a Word file that names its author wherever Word does."""
    parts = {
        "_rels/.rels": f"<Relationships>{RELATIONS}</Relationships>",
        "docProps/core.xml": CORE,
        "docProps/extended.xml": f"<Properties><Company>{AUTHOR}</Company></Properties>",
        "docProps/custom.xml": f'<Properties><property name="By">{AUTHOR}</property></Properties>',
        "word/document.xml": f'<w:document xmlns:w="w">{words("Our words")}{body}</w:document>',
        "word/people.xml": f'<people><person author="{AUTHOR}"/></people>',
        "word/media/image1.jpeg": photograph(6),
        "word/_rels/settings.xml.rels": f'<Relationships><Relationship Id="r1" '
        f'Type="{RELATED}/attachedTemplate" Target="file:///C:\\{AUTHOR}\\ours.dotx" '
        'TargetMode="External"/></Relationships>',
    }
    return office_file(path, parts | others)


def clean(path):
    """Clean the file at ``path`` in its place and return its parts: ``{name: content}``."""
    path.write_bytes(cleaned(ContentFile(path.read_bytes()), path.name).read())
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def test_the_author_is_named_nowhere_in_a_word_file(tmp_path):
    path = word_file(tmp_path / "a.docx")
    assert not is_clean(path)
    parts = clean(path)
    assert [name for name, content in parts.items() if AUTHOR.encode() in content] == []
    assert is_clean(path)


def test_what_programs_keep_for_themselves_goes_unless_the_document_shows_it(tmp_path):
    kept = (
        f'<w:settings><w:docVars>\n<w:docVar w:val="{AUTHOR}"/></w:docVars><w:zoom/></w:settings>'
    )
    parts = clean(word_file(tmp_path / "a.docx", **{"word/settings.xml": kept}))
    assert parts["word/settings.xml"] == b"<w:settings><w:zoom/></w:settings>"
    field = "<w:r><w:instrText> DOCVARIABLE Child </w:instrText></w:r>"
    shown = clean(word_file(tmp_path / "b.docx", body=field, **{"word/settings.xml": kept}))
    assert shown["word/settings.xml"] == kept.encode()


@pytest.mark.parametrize(
    "name", ["ppt/changesInfos/changesInfo1.xml", "xl/revisions/userNames.xml"]
)
def test_who_changed_a_file_that_several_worked_on_is_not_named(tmp_path, name):
    ending = "pptx" if name.startswith("ppt") else "xlsx"
    people = f'<list><person name="{AUTHOR}" userId="a@example.org"/></list>'
    parts = clean(office_file(tmp_path / f"a.{ending}", {name: people}))
    assert AUTHOR.encode() not in parts[name]


def test_title_language_and_every_other_part_stay(tmp_path):
    path = word_file(tmp_path / "a.docx")
    with zipfile.ZipFile(path) as archive:
        before = archive.read("word/document.xml")
    parts = clean(path)
    assert parts["word/document.xml"] == before
    assert (
        b"<dc:title>Thresholds</dc:title><dc:language>en-GB</dc:language>"
        in (parts["docProps/core.xml"])
    )
    assert b"created" not in parts["docProps/core.xml"]


def test_a_photograph_stays_the_right_way_up(tmp_path):
    content = clean(word_file(tmp_path / "a.docx"))["word/media/image1.jpeg"]
    with Image.open(BytesIO(content)) as picture:
        assert dict(picture.getexif()) == {0x0112: 6}


@pytest.mark.parametrize(
    "shown",
    [
        '<w:sdt><w:dataBinding w:xpath="/ns1:coreProperties[1]/ns0:creator[1]"/></w:sdt>',
        "<w:r><w:instrText> AUTHOR \\* MERGEFORMAT</w:instrText></w:r>",
    ],
)
def test_an_author_whom_the_document_shows_stays(tmp_path, shown):
    path = word_file(tmp_path / "a.docx", shown)
    assert f"<dc:creator>{AUTHOR}</dc:creator>".encode() in clean(path)["docProps/core.xml"]
    assert is_clean(path)


def test_a_workbook_does_not_say_where_it_was_saved_and_by_whom(tmp_path):
    place = (
        '<mc:AlternateContent xmlns:mc="mc"><mc:Choice Requires="x15"><x15ac:absPath '
        f'url="C:\\{AUTHOR}\\" xmlns:x15ac="x"/></mc:Choice></mc:AlternateContent>'
    )
    path = office_file(
        tmp_path / "a.xlsx",
        {
            "xl/workbook.xml": f'<workbook><fileSharing userName="{AUTHOR}"/>{place}</workbook>',
            "xl/persons/person.xml": f'<personList><person displayName="{AUTHOR}"/></personList>',
        },
    )
    assert AUTHOR.encode() not in b"".join(clean(path).values())


@pytest.mark.parametrize("name", ["_xmlsignatures/sig1.xml", "META-INF/documentsignatures.xml"])
def test_a_signed_file_is_unchanged(tmp_path, name):
    path = word_file(tmp_path / "a.docx", **{name: "<s/>"})
    before = path.read_bytes()
    assert not isinstance(cleaned(ContentFile(before), "a.docx"), CleanFile)


def test_a_damaged_file_is_unchanged():
    assert not isinstance(cleaned(ContentFile(b"PK\x03\x04 and no more"), "a.docx"), CleanFile)


def test_an_office_file_that_unpacks_without_end_is_stopped_by_the_limits(tmp_path):
    path = word_file(tmp_path / "a.docx", **{"word/media/a.bmp": b"\0" * 10**9})
    cleaned(ContentFile(path.read_bytes()), "a.docx")


def test_a_clean_file_is_not_changed_again(tmp_path):
    path = word_file(tmp_path / "a.docx")
    clean(path)
    once = path.read_bytes()
    clean(path)
    assert path.read_bytes() == once


@pytest.mark.parametrize("kind", ["docx", "odt"])
def test_a_clean_document_still_opens_with_the_same_words(pdfs, tmp_path, kind):
    path = tmp_path / f"tagged.{kind}"
    path.write_bytes((pdfs / kind / path.name).read_bytes())
    before = read(path, kind).text_pages
    clean(path)
    assert read(path, kind).text_pages == before
    convert(tmp_path / "out", [path], "pdf")
    assert "Our arrangements" in read(tmp_path / "out" / "tagged.pdf", "pdf").text_pages[0]


def test_a_clean_workbook_still_opens_with_the_same_words(tmp_path):
    book = openpyxl.Workbook()
    book.properties.creator = AUTHOR
    book.active.append(["Our words", 4])
    book.save(tmp_path / "a.xlsx")
    clean(tmp_path / "a.xlsx")
    book = openpyxl.load_workbook(tmp_path / "a.xlsx")
    assert [cell.value for cell in book.active[1]] == ["Our words", 4]
    with zipfile.ZipFile(tmp_path / "a.xlsx") as archive:
        assert b"created" not in archive.read("docProps/core.xml")


def test_a_document_of_libreoffice_keeps_its_title_alone(pdfs, tmp_path):
    path = tmp_path / "tagged.odt"
    path.write_bytes((pdfs / "odt" / "tagged.odt").read_bytes())
    described = clean(path)["meta.xml"]
    assert b"<dc:title>Our arrangements</dc:title>" in described
    assert b"generator" not in described
    checked = subprocess.run(["unzip", "-p", path, "mimetype"], capture_output=True, check=True)
    assert checked.stdout == b"application/vnd.oasis.opendocument.text"


class TestDocument:
    @pytest.fixture
    def upload(self, db):
        def put(path):
            file = ContentFile(path.read_bytes(), path.name)
            document = PartnershipDocument.objects.create(title="Thresholds", file=file)
            read_new_documents()
            document.refresh_from_db()
            return document

        return put

    def test_is_clean_however_it_is_added(self, upload, tmp_path):
        document = upload(word_file(tmp_path / "a.docx"))
        assert is_clean(document.file.path)
        assert document.faults == []

    def test_that_is_signed_has_a_fault(self, upload, tmp_path):
        signed = {"_xmlsignatures/sig1.xml": "<s/>"}
        assert upload(word_file(tmp_path / "a.docx", **signed)).faults == ["author"]

    def test_that_was_stored_with_its_author_has_a_fault(self, upload, tmp_path):
        path = word_file(tmp_path / "a.docx")
        document = upload(path)
        shutil.copy(path, document.file.path)
        PartnershipDocument.objects.update(read_at=None)
        read_new_documents()
        document.refresh_from_db()
        assert document.faults == ["author"]
