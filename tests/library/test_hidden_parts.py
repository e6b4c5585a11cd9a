"""What an office file hides is not found by visitors, and its editor is shown it."""

import zipfile
from importlib import import_module

import openpyxl
import pytest
from django.apps import apps
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Site

from partnership.ground.collections import website_collection_id
from partnership.library.faults import FAULTS, FaultsFound
from partnership.library.file_types import validate_file_type
from partnership.library.hidden_parts import STEPS, WORDS, hidden_parts_in_words
from partnership.library.jobs import read_new_documents
from partnership.library.models import DocumentText, PartnershipDocument
from partnership.library.reading import read
from partnership.search.finding import find
from tests.library import office_files
from tests.library.office_files import (
    HIDDEN_WORDS_STYLE,
    NAME,
    RELATED,
    SEEN,
    docx,
    locked,
    open_document,
    pptx,
    relations,
    run,
    shape,
    words,
    xlsx,
)
from tests.library.test_documents import body, save_form


def text(path):
    """Return the text found in the file."""
    return "\n".join(read(path, path.suffix[1:]).text_pages)


def said(path):
    """Return what the editor is shown about the file."""
    found, file = read(path, path.suffix[1:]), FaultsFound()
    file.faults, file.hidden_parts = found.faults, found.hidden_parts
    file.file_extension = path.suffix[1:]
    return file.faults_in_words


@pytest.fixture
def hidden(tmp_path):
    """A workbook with a hidden sheet."""
    content = f"<sheetData>{office_files.row(1, NAME)}</sheetData>"
    return xlsx(tmp_path / "totals.xlsx", {"Raw": ("hidden", content)})


@pytest.fixture
def clean(tmp_path):
    """A workbook that hides nothing."""
    return xlsx(tmp_path / "clean.xlsx")


@pytest.mark.parametrize("kind", office_files.KINDS)
def test_only_what_readers_see_is_read_and_editors_are_shown_the_rest(tmp_path, kind):
    for path, sentence in office_files.KINDS[kind](tmp_path).items():
        found = text(path)
        assert SEEN in found, path
        assert NAME not in found, path
        assert sentence in said(path), path


@pytest.mark.parametrize("kind", ["docx", "odt"])
def test_an_ordinary_document_hides_nothing(pdfs, kind):
    assert read(pdfs / kind / f"tagged.{kind}", kind).faults == []


def test_an_ordinary_workbook_hides_nothing(tmp_path):
    book = openpyxl.Workbook()
    book.active.append(["Group", 4])
    book.active.auto_filter.ref = "A1:B1"
    book.active.column_dimensions["F"].hidden = True  # with nothing in it
    book.save(tmp_path / "groups.xlsx")
    assert read(tmp_path / "groups.xlsx", "xlsx").faults == []


def test_words_that_are_not_hidden_after_all_are_read(tmp_path):
    twice = run("Twice", '<w:rStyle w:val="Quiet"/>')
    both = f'<w:p><w:pPr><w:pStyle w:val="Secret"/></w:pPr>{twice}</w:p>'
    mark = "<w:p><w:pPr><w:rPr><w:vanish/></w:rPr></w:pPr>" + run("Its mark alone") + "</w:p>"
    path = docx(
        tmp_path / "seen.docx",
        words("Switched off", '<w:vanish w:val="0"/>')
        + words("On the web alone", "<w:webHidden/>")
        + both
        + mark,
        styles=HIDDEN_WORDS_STYLE,
    )
    found = text(path)
    for seen in ("Switched off", "On the web alone", "Twice", "Its mark alone"):
        assert seen in found
    assert read(path, "docx").faults == []


def test_where_all_text_is_hidden_only_words_that_say_otherwise_are_read(tmp_path):
    everything = (
        '<w:styles xmlns:w="w"><w:docDefaults><w:rPrDefault><w:rPr><w:vanish/></w:rPr>'
        "</w:rPrDefault></w:docDefaults></w:styles>"
    )
    body = words(NAME) + words("Switched off", '<w:vanish w:val="0"/>')
    path = docx(tmp_path / "a.docx", body, styles=everything)
    assert text(path) == "Switched off"
    assert "Hidden text in 2 places." in said(path)


def test_a_number_format_that_shows_text_hides_no_text(tmp_path):
    styles = (
        '<styleSheet><numFmts><numFmt numFmtId="164" formatCode=";;;@"/></numFmts>'
        '<cellXfs><xf numFmtId="164"/></cellXfs></styleSheet>'
    )
    cell = '<sheetData><row r="1"><c r="A1" s="0" t="str"><v>Shown</v></c></row></sheetData>'
    path = xlsx(tmp_path / "a.xlsx", {"Ages": ("visible", cell)}, others={"xl/styles.xml": styles})
    assert "Shown" in text(path)
    assert read(path, "xlsx").faults == []


def test_numbers_alone_are_hidden_by_a_format_that_shows_text(tmp_path):
    cells = '<c r="A1" s="0" t="str"><v>Shown</v></c><c r="B1" s="0"><v>7</v></c>'
    styles = (
        '<styleSheet><numFmts><numFmt numFmtId="164" formatCode=";;"/></numFmts>'
        '<cellXfs><xf numFmtId="164"/></cellXfs></styleSheet>'
    )
    sheet = ("visible", f'<sheetData><row r="1">{cells}</row></sheetData>')
    path = xlsx(tmp_path / "a.xlsx", {"Ages": sheet}, others={"xl/styles.xml": styles})
    assert "Shown" in text(path)
    assert "A cell that does not show what is in it on the sheet ‘Ages’." in said(path)


def test_white_words_on_a_colour_are_read(tmp_path):
    white = '<w:color w:val="FFFFFF"/>'
    shade = '<w:shd w:val="clear" w:fill="1F3864"/>'
    cell = f"<w:tc><w:tcPr>{shade}</w:tcPr>{words('In a cell', white)}</w:tc>"
    styled = (
        f'<w:tblPr><w:tblStyle w:val="Grid4"/></w:tblPr><w:tr><w:tc>{words("Head", white)}</w:tc>'
    )
    box = (
        f"<w:r><w:drawing><w:txbxContent>{words('Boxed', white)}</w:txbxContent></w:drawing></w:r>"
    )
    path = docx(
        tmp_path / "a.docx",
        words("In a line", white + shade)
        + words("Marked", white + '<w:highlight w:val="black"/>')
        + f"<w:p><w:pPr>{shade}</w:pPr>{run('In a paragraph', white)}{box}</w:p>"
        + f"<w:tbl><w:tr>{cell}</w:tr></w:tbl><w:tbl>{styled}</w:tr></w:tbl>"
        + '<w:p><w:r><w:drawing><wp:anchor behindDoc="1"/></w:drawing></w:r></w:p>'
        + words("On a picture", white),
    )
    found = text(path)
    for seen in ("a line", "Marked", "a paragraph", "Boxed", "a cell", "Head", "a picture"):
        assert seen in found
    assert read(path, "docx").faults == []


def test_a_box_beside_the_text_and_a_white_full_stop_hide_nothing(tmp_path):
    box = (
        '<w:r><w:drawing><wp:anchor><wp:positionH relativeFrom="column"><wp:posOffset>-600000'
        '</wp:posOffset></wp:positionH><wp:positionV relativeFrom="paragraph"><wp:posOffset>'
        '-4000000</wp:posOffset></wp:positionV><wp:extent cx="900000" cy="900000"/><w:txbxContent>'
        f"{words('Boxed')}</w:txbxContent></wp:anchor></w:drawing></w:r>"
    )
    stop = words(".", '<w:color w:val="FFFFFF"/>')
    path = docx(tmp_path / "a.docx", f"<w:p>{box}</w:p>{stop}")
    assert "Boxed" in text(path)
    assert read(path, "docx").faults == []


def test_white_words_in_a_table_of_a_workbook_are_read_as_its_style_may_colour_it(tmp_path):
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.append(["Group", "Children"])
    sheet.append(["Board", 4])
    for cell in sheet[1]:
        cell.font = openpyxl.styles.Font(color="FFFFFF")
    table = openpyxl.worksheet.table.Table(displayName="Groups", ref="A1:B2")
    table.tableStyleInfo = openpyxl.worksheet.table.TableStyleInfo(name="TableStyleMedium2")
    sheet.add_table(table)
    book.save(tmp_path / "table.xlsx")
    assert "Children" in text(tmp_path / "table.xlsx")
    assert read(tmp_path / "table.xlsx", "xlsx").faults == []


def test_white_words_on_a_coloured_cell_of_a_real_program_are_read(tmp_path):
    book = openpyxl.Workbook()
    book.active.append(["On blue", "On white"])
    blue = openpyxl.styles.PatternFill("solid", fgColor="1F3864")
    for cell in book.active[1]:
        cell.font = openpyxl.styles.Font(color="FFFFFF")
    book.active["A1"].fill = blue
    book.save(tmp_path / "book.xlsx")
    assert text(tmp_path / "book.xlsx") == "On blue"
    assert "A cell that does not show what is in it" in said(tmp_path / "book.xlsx")


def test_what_is_written_in_a_chart_is_read_but_no_names_from_cells(tmp_path):
    chart = (
        '<c:chartSpace xmlns:c="c" xmlns:a="a"><c:title><a:p><a:r><a:t>Referrals in a year</a:t>'
        f"</a:r></a:p></c:title><c:cat><c:strCache><c:v>{NAME}</c:v></c:strCache></c:cat></c:chartSpace>"
    )
    frame = '<p:graphicFrame xmlns:r="r"><c:chart xmlns:c="c" r:id="r1"/></p:graphicFrame>'
    others = {
        "ppt/slides/_rels/slide1.xml.rels": relations("chart", "../charts/chart1.xml"),
        "ppt/charts/chart1.xml": chart,
    }
    file = pptx(tmp_path / "slides.pptx", [("", shape(SEEN) + frame)], others)
    assert SEEN in text(file)
    assert "Referrals in a year" in text(file)
    assert NAME not in text(file)


def test_a_text_box_and_a_diagram_are_read_unless_they_are_hidden(tmp_path):
    spaces = 'xmlns:p="p" xmlns:a="a" xmlns:dgm="d" xmlns:r="r"'
    frame = '<p:graphicFrame><p:cNvPr {}/><dgm:relIds r:dm="r{}"/></p:graphicFrame>'
    related = "".join(
        f'<Relationship Id="r{n}" Type="{RELATED}/diagramData" Target="../diagrams/data{n}.xml"/>'
        for n in (1, 2)
    )
    diagram = f"<dgm:dataModel {spaces}><a:p><a:t>{{}}</a:t></a:p></dgm:dataModel>"
    shapes = shape("Boxed") + frame.format("", 1) + frame.format('hidden="1"', 2)
    diagrams = {"data1.xml": diagram.format("Drawn"), "data2.xml": diagram.format(NAME)}
    drawing = f"<p:wsDr {spaces}>{shapes}</p:wsDr>"
    book = xlsx(
        tmp_path / "a.xlsx",
        others={f"xl/diagrams/{name}": content for name, content in diagrams.items()}
        | {
            "xl/worksheets/_rels/sheet1.xml.rels": f'<r><Relationship Id="r1" '
            f'Type="{RELATED}/drawing" Target="../drawings/drawing1.xml"/></r>',
            "xl/drawings/drawing1.xml": drawing,
            "xl/drawings/_rels/drawing1.xml.rels": f"<r>{related}</r>",
        },
    )
    slides = pptx(
        tmp_path / "a.pptx",
        [('xmlns:dgm="d" xmlns:r="r"', shapes)],
        {f"ppt/diagrams/{name}": content for name, content in diagrams.items()}
        | {"ppt/slides/_rels/slide1.xml.rels": f"<r>{related}</r>"},
    )
    for path in (book, slides):
        assert "Boxed" in text(path)
        assert "Drawn" in text(path)
        assert NAME not in text(path)
        assert "An object that is hidden" in said(path)


def test_a_hidden_sheet_of_a_real_program_is_left_out(tmp_path):
    book = openpyxl.Workbook()
    book.active.append([SEEN])
    book.create_sheet("Raw").append([NAME])
    book["Raw"].sheet_state = "hidden"
    book.save(tmp_path / "book.xlsx")
    assert text(tmp_path / "book.xlsx") == SEEN
    assert "A hidden sheet: ‘Raw’." in said(tmp_path / "book.xlsx")


def test_words_with_a_hyphen_that_keeps_them_on_a_line_and_beside_a_box_stay_words(tmp_path):
    box = f"<w:r><w:drawing><w:txbxContent>{words('Boxed')}</w:txbxContent></w:drawing></w:r>"
    hyphen = "<w:r><w:t>multi</w:t><w:noBreakHyphen/><w:t>agency</w:t></w:r>"
    found = text(docx(tmp_path / "a.docx", f"<w:p>{hyphen}{box}</w:p>"))
    assert found.split()[-2:] == ["multi-agency", "Boxed"]


def test_a_field_of_numbers_within_another_hides_nothing(tmp_path):
    begin, separate, end = (
        f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "separate", "end")
    )
    pages = f"{begin}{begin}{separate}{run('4')}{end}{separate}{run('Page 3')}{end}"
    path = docx(tmp_path / "a.docx", f"<w:p>{pages}</w:p>")
    assert text(path).endswith("Page 3")
    assert read(path, "docx").faults == []


def test_a_footnote_of_libreoffice_is_not_joined_to_the_word_before_it(tmp_path):
    note = (
        "<text:p>thresholds<text:note><text:note-citation>1</text:note-citation><text:note-body>"
        "<text:p>Agreed</text:p></text:note-body></text:note> apply</text:p>"
    )
    path = open_document(tmp_path / "a.odt", f"<office:text>{note}</office:text>")
    assert text(path).split() == ["thresholds", "Agreed", "apply"]


def test_white_words_of_libreoffice_on_a_colour_are_read(tmp_path):
    span = '<text:span text:style-name="W1">On blue</text:span>'
    line = f'<text:p text:style-name="B1">{span}</text:p>'
    letter = open_document(
        tmp_path / "a.odt", f"<office:text>{line}</office:text>", office_files.HIDING_STYLE
    )
    cell = '<table:table-cell table:style-name="C2"><text:p>On blue</text:p></table:table-cell>'
    table = office_files.open_table("Ages", f"<table:table-row>{cell}</table:table-row>")
    sheet = open_document(tmp_path / "a.ods", table, office_files.HIDING_STYLE)
    for path in (letter, sheet):
        assert "On blue" in text(path)
        assert read(path, path.suffix[1:]).faults == []


@pytest.mark.parametrize("kind", WORDS)
def test_hidden_parts_are_sentences_with_their_number(kind):
    (one,), (many,) = (hidden_parts_in_words({kind: [count, []]}) for count in (1, 1234))
    assert one.endswith(".")
    assert "1234" in many
    assert "{" not in one + many


@pytest.mark.parametrize("kind", STEPS)
def test_the_steps_are_those_of_the_program(kind):
    document = FaultsFound()
    document.faults, document.hidden_parts, document.file_extension = ["hidden"], {}, kind
    assert document.found_faults[0].remedy == f"{FAULTS['hidden'].remedy} {STEPS[kind]}"


def test_two_parts_of_one_name_damage_a_file(tmp_path):
    path = docx(tmp_path / "twice.docx")
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr("word/Document.xml", words(NAME))
    assert read(path, "docx").faults == ["damaged"]


def test_a_file_of_libreoffice_with_a_password_is_locked(tmp_path):
    manifest = "<m><file-entry><encryption-data/></file-entry></m>"
    path = office_files.office_file(tmp_path / "a.odt", {"META-INF/manifest.xml": manifest})
    assert read(path, "odt").faults == ["locked"]


@pytest.mark.parametrize(
    ("kind", "steps"),
    [("docx", "Protect Document"), ("xlsx", "Protect Workbook"), ("pptx", "Protect Presentation")],
)
def test_a_file_with_a_password_is_refused_with_that_reason(tmp_path, kind, steps):
    with (
        locked(tmp_path / "a").open("rb") as file,
        pytest.raises(ValidationError, match=f"locked with a password.*{steps}"),
    ):
        validate_file_type(file, kind)


def test_an_old_word_file_is_not_said_to_be_locked(tmp_path):
    path = tmp_path / "a.docx"
    path.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 1024)
    with path.open("rb") as file, pytest.raises(ValidationError, match="another kind of file"):
        validate_file_type(file, "docx")


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-be", "utf-8-sig", "cp1252"])
@pytest.mark.parametrize("kind", ["csv", "txt"])
def test_plain_text_is_accepted_and_read_in_any_encoding(tmp_path, encoding, kind):
    mark = "\ufeff" if encoding == "utf-16-be" else ""
    path = tmp_path / f"list.{kind}"
    path.write_bytes((mark + "Café, £5\r\n" * 500).encode(encoding))
    with path.open("rb") as file:
        validate_file_type(file, kind)
    assert "Café, £5" in text(path)


@pytest.mark.parametrize("content", [b"\0" * 10, b"\xff\xfe\0\0a\0\0\0", b"MZ\0\0"])
def test_a_program_is_not_accepted_as_plain_text(tmp_path, content):
    path = tmp_path / "a.txt"
    path.write_bytes(content)
    with path.open("rb") as file, pytest.raises(ValidationError, match="another kind of file"):
        validate_file_type(file, "txt")


def uploaded(path):
    return SimpleUploadedFile(path.name, path.read_bytes())


def add_through(client, name, path, prefix=""):
    """Upload the file at ``path`` on the admin's screen with the address ``name``."""
    form = {"title": "Totals", "collection": website_collection_id(), "tags": ""}
    form |= {"file": uploaded(path), "release": "now"}
    sent = {f"{prefix}{field}": value for field, value in form.items()}
    return client.post(reverse(name), sent, follow=True)


class TestUploading:
    def test_on_the_form_shows_what_is_hidden_on_the_next_screen(self, hidden, admin_client):
        shown = add_through(admin_client, "wagtaildocs:add", hidden).content.decode()
        assert "Visitors do not see ‘Totals’ yet." in shown
        assert "A hidden sheet: ‘Raw’." in shown
        document = PartnershipDocument.objects.get(title="Totals")
        assert Client().get(document.url).status_code == 404

    def test_that_everyone_may_see_is_public_once_its_publisher_says_so(self, hidden, admin_client):
        add_through(admin_client, "wagtaildocs:add", hidden)
        document = PartnershipDocument.objects.get(title="Totals")
        save_form(admin_client, document, release="now")
        assert body(Client().get(document.url)).startswith(b"PK")

    def test_in_place_of_a_public_file_changes_nothing_unless_it_is_ticked(
        self, hidden, clean, admin_client
    ):
        add_through(admin_client, "wagtaildocs:add", clean)
        document = PartnershipDocument.objects.get(title="Totals")
        told = save_form(admin_client, document, file=uploaded(hidden)).content.decode()
        assert "A hidden sheet: ‘Raw’. So nothing has changed." in told
        assert "Let visitors see it all the same" in told
        assert document.versions.count() == 1
        save_form(admin_client, document, file=uploaded(hidden), publish_hidden="on")
        assert document.versions.count() == 2

    def test_is_shown_on_the_document_with_the_steps(self, hidden, admin_client):
        add_through(admin_client, "wagtaildocs:add", hidden)
        document = PartnershipDocument.objects.get(title="Totals")
        shown = admin_client.get(reverse("wagtaildocs:edit", args=[document.pk])).content.decode()
        assert "A hidden sheet: ‘Raw’." in shown
        assert "Check for Issues &gt; Inspect Document" in shown

    def test_of_several_shows_what_each_hides(self, hidden, admin_client):
        answer = admin_client.post(
            reverse("wagtaildocs:add_multiple"),
            {"files[]": uploaded(hidden), "collection": website_collection_id()},
            headers={"x-requested-with": "XMLHttpRequest"},
        )
        assert "A hidden sheet: ‘Raw’." in answer.json()["form"]

    def test_in_the_chooser_shows_it_before_the_document_is_chosen(self, hidden, admin_client):
        address = "wagtaildocs_chooser:create"
        answer = add_through(admin_client, address, hidden, "document-chooser-upload-").json()
        assert answer["step"] == "reshow_creation_form"
        assert "A hidden sheet: ‘Raw’." in answer["htmlFragment"]
        document = PartnershipDocument.objects.get(title="Totals")
        answer = admin_client.post(reverse(address), {"chosen": document.pk}).json()
        assert (answer["step"], answer["result"]["title"]) == ("chosen", "Totals")

    def test_in_the_chooser_chooses_a_file_that_hides_nothing_at_once(self, clean, admin_client):
        address = "wagtaildocs_chooser:create"
        answer = add_through(admin_client, address, clean, "document-chooser-upload-").json()
        assert answer["step"] == "chosen"

    @pytest.mark.parametrize("key", ["0", "nonsense"])
    def test_in_the_chooser_chooses_nothing_that_is_not_there(self, key, admin_client):
        answer = admin_client.post(reverse("wagtaildocs_chooser:create"), {"chosen": key})
        assert answer.status_code == 404

    def test_a_locked_file_says_so_on_the_form(self, tmp_path, admin_client):
        shown = add_through(admin_client, "wagtaildocs:add", locked(tmp_path / "a.docx"))
        assert "This file is locked with a password" in shown.content.decode()

    def test_of_unicode_text_is_found_by_its_words(self, tmp_path, admin_client):
        path = tmp_path / "minutes.txt"
        path.write_bytes("Minutes of the forum\r\nTŷ Gwyn".encode("utf-16"))
        add_through(admin_client, "wagtaildocs:add", path)
        assert found("forum Gwyn") == ["Totals"]


def found(typed):
    """Return the titles of what the visitors' search finds."""
    return [match.title for match in find(typed, Site.objects.get()).results]


class TestSearch:
    def test_finds_what_is_seen_and_not_what_is_hidden(self, db, hidden):
        file = ContentFile(hidden.read_bytes(), hidden.name)
        PartnershipDocument.objects.create(title="Totals", file=file)
        read_new_documents()
        assert "Totals" in found("Referrals")
        assert found("Corvinella") == []

    def test_forgets_at_an_upgrade_what_it_found_before(self, db, hidden):
        file = ContentFile(hidden.read_bytes(), hidden.name)
        document = PartnershipDocument.objects.create(title="Totals", file=file)
        DocumentText.objects.create(document=document, pages=[f"{SEEN} {NAME}"])
        document.read_at = timezone.now()
        document.save()
        assert found("Corvinella") == ["Totals"]
        for module, function in (
            ("partnership.library.migrations.0005_hidden_parts", "read_again"),
            ("partnership.search.migrations.0002_office_files", "forget_texts"),
        ):
            getattr(import_module(module), function)(apps, None)
        assert found("Corvinella") == []
        assert found("Totals") == ["Totals"]
        read_new_documents()
        assert found("Corvinella") == []
        assert "Totals" in found("Referrals")


SPACES = 'xmlns:p="p" xmlns:a="a"'
WHITE, INK = '<a:srgbClr val="FFFFFF"/>', '<a:srgbClr val="202020"/>'


def written(colour, fill="", style="", size=""):
    """Return a shape with NAME in ``colour``, on a ``fill`` or one that its ``style`` gives it."""
    look = f"<a:rPr {size}><a:solidFill>{colour}</a:solidFill></a:rPr>" if colour else ""
    return (
        shape(NAME)
        .replace("<a:r><a:t>", f"<a:r>{look or f'<a:rPr {size}/>'}<a:t>")
        .replace("</a:xfrm></p:spPr>", f"</a:xfrm>{fill}</p:spPr>{style}")
    )


def filled(colour):
    return f"<a:solidFill>{colour}</a:solidFill>"


def background(colour):
    return f"<p:bg><p:bgPr>{filled(colour)}</p:bgPr></p:bg>"


BY_STYLE = '<p:style><a:fillRef idx="1"><a:schemeClr val="accent1"/></a:fillRef></p:style>'
SCHEME_WHITE = '<a:schemeClr val="bg1"/>'


class TestColoursOfSlides:
    @pytest.mark.parametrize(
        "shapes",
        [
            written(WHITE),
            written(SCHEME_WHITE),
            written('<a:srgbClr val="FDFDFD"/>'),
            written(WHITE, filled(WHITE), BY_STYLE),
            written(INK, filled(INK)),
            written(WHITE, "<a:noFill/>", BY_STYLE),
            background(INK) + written(INK),
            written("", size='sz="100"'),
        ],
    )
    def test_words_in_the_colour_behind_them_are_hidden(self, tmp_path, shapes):
        file = pptx(tmp_path / "slides.pptx", [("", shapes + shape(SEEN))])
        assert NAME not in text(file)
        assert SEEN in text(file)
        assert "Hidden text in one place." in said(file)

    @pytest.mark.parametrize(
        "shapes",
        [
            written(INK),
            written(""),
            written(WHITE, filled(INK)),
            written(WHITE, "", BY_STYLE),
            written(WHITE, "<a:gradFill/>"),
            written('<a:schemeClr val="bg1"><a:lumMod val="50000"/></a:schemeClr>'),
            background(INK) + written(WHITE),
            "<p:bg><p:bgPr><a:blipFill/></p:bgPr></p:bg>" + written(WHITE),
            '<p:bg><p:bgRef idx="1003"><a:schemeClr val="bg1"/></p:bgRef></p:bg>' + written(WHITE),
            "<p:pic/>" + written(WHITE),
            written(INK, filled(INK)).replace(NAME, "") + written(WHITE),
            f"<p:graphicFrame><a:tbl><a:tc>{written(WHITE)}</a:tc></a:tbl></p:graphicFrame>",
        ],
    )
    def test_words_that_may_be_read_are_not(self, tmp_path, shapes):
        file = pptx(tmp_path / "slides.pptx", [("", shapes)])
        assert NAME in text(file)
        assert "Hidden text" not in said(file)

    @pytest.mark.parametrize(
        ("master", "is_seen"),
        [
            ('<p:bg><p:bgRef idx="1001"><a:schemeClr val="bg1"/></p:bgRef></p:bg>', True),
            (background(WHITE), False),
            (background(WHITE) + "<p:pic/>", True),
            ('<p:clrMap bg1="lt1"/>', True),
            ('<p:clrMap bg1="dk1"/>', True),
        ],
    )
    def test_the_theme_and_the_master_say_what_is_behind(self, tmp_path, master, is_seen):
        """In this theme ‘light 1’ is dark blue, so white is seen on it."""
        others = {
            "ppt/slides/_rels/slide1.xml.rels": relations("slideLayout", "../slideLayouts/a.xml"),
            "ppt/slideLayouts/a.xml": f"<p:sldLayout {SPACES}/>",
            "ppt/slideLayouts/_rels/a.xml.rels": relations("slideMaster", "../slideMasters/a.xml"),
            "ppt/slideMasters/a.xml": f"<p:sldMaster {SPACES}>{master}</p:sldMaster>",
            "ppt/slideMasters/_rels/a.xml.rels": relations("theme", "../theme/a.xml"),
            "ppt/theme/a.xml": '<a:theme xmlns:a="a"><a:clrScheme><a:lt1><a:srgbClr val="102040"/>'
            '</a:lt1><a:dk1><a:sysClr lastClr="000000"/></a:dk1></a:clrScheme></a:theme>',
        }
        file = pptx(tmp_path / "slides.pptx", [("", written(WHITE))], others)
        assert (NAME in text(file)) is is_seen
