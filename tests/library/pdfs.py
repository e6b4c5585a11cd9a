"""Real files as partnerships upload them, made by real programs, and some hostile ones."""

import json
import re
import subprocess
import zlib
from io import BytesIO
from xml.sax.saxutils import escape

import pikepdf
from pikepdf import Array, Dictionary, Name
from PIL import Image, ImageDraw
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

SENTENCES = (
    "Everyone who works with children in our area acts on what they see and hear. ",
    "The multi-agency safeguarding arrangements say who does what, and by when. ",
)


def make_all(folder):
    """Write every file of this module into ``folder``; LibreOffice takes some ten seconds."""
    make_with_libreoffice(folder)
    make_with_reportlab(folder)
    make_scan(folder / "scan.pdf")
    make_with_qpdf(folder)
    make_with_author_details(folder)
    make_with_slips(folder)
    make_damaged(folder)
    make_hostile(folder)


def make_with_libreoffice(folder):
    """Write exports from a word processor, good and bad."""
    sources = folder / "sources"
    sources.mkdir()
    for name, text in {
        "tagged": flat_odt("Our arrangements"),
        "polish": flat_odt("Nasze ustalenia", "pl", "PL", ["Każde dziecko żyje bezpiecznie."]),
        "welsh": flat_odt("Ein trefniadau", "cy", "GB", ["Mae gan bob plentyn dŷ diogel."]),
        "narrow": flat_odt(
            "Broken words",
            width="6cm",
            paragraphs=["multi-agency safeguarding safe\xadguarding " * 12],  # one page
        ),
        "long": long_odt("Threshold document"),
    }.items():
        (sources / f"{name}.fodt").write_text(text)
    (sources / "untitled.fodt").write_text(flat_odt(""))
    every, one = list(sources.iterdir()), [sources / "tagged.fodt"]
    tagged = {"UseTaggedPDF": True, "ExportBookmarks": True}
    export(folder / "tagged", every, tagged)
    export(folder / "untagged", every, {"UseTaggedPDF": False, "ExportBookmarks": False})
    export(folder / "pdf-ua", one, tagged | {"PDFUACompliance": True})
    export(folder / "locked", one, {"EncryptFile": True, "DocumentOpenPassword": "secret"})
    convert(folder / "docx", one, "docx")
    convert(folder / "odt", one, "odt")


def export(folder, sources, options):
    """Export ``sources`` to PDF into ``folder``, with ``options`` of its PDF filter."""
    typed = {
        name: {
            "type": "boolean" if isinstance(value, bool) else "string",
            "value": json.dumps(value) if isinstance(value, bool) else value,
        }
        for name, value in options.items()
    }
    convert(folder, sources, f"pdf:writer_pdf_Export:{json.dumps(typed)}")


def convert(folder, sources, target):
    """Let LibreOffice convert ``sources``, all in one call since it starts slowly."""
    profile = folder.parent / "libreoffice"
    subprocess.run(
        [
            "soffice",
            f"-env:UserInstallation={profile.as_uri()}",
            "--headless",
            "--convert-to",
            target,
            "--outdir",
            folder,
            *sources,
        ],
        check=True,
        capture_output=True,
        timeout=180,
    )


def flat_odt(title, language="en", country="GB", paragraphs=SENTENCES, width="21cm"):
    """Return a text document as LibreOffice opens it, with one heading."""
    body = "".join(f"<text:p>{escape(paragraph)}</text:p>" for paragraph in paragraphs)
    return _FLAT_ODT.format(
        title=escape(title),
        language=language,
        country=country,
        width=width,
        body=f'<text:h text:outline-level="1">{escape(title or "A heading")}</text:h>{body}',
    )


def long_odt(title):
    """Return a document of more than 20 pages, with a heading on each."""
    heading = '<text:h text:outline-level="1" text:style-name="Section">Section</text:h>'
    body = f"{heading}<text:p>{SENTENCES[0]}</text:p>" * 24
    return _FLAT_ODT.format(title=title, language="en", country="GB", width="21cm", body=body)


_FLAT_ODT = """<?xml version="1.0" encoding="UTF-8"?>
<office:document office:version="1.3" office:mimetype="application/vnd.oasis.opendocument.text"
  xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
  xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0"
  xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"
  xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0"
  xmlns:dc="http://purl.org/dc/elements/1.1/">
<office:meta><dc:title>{title}</dc:title></office:meta>
<office:styles>
<style:default-style style:family="paragraph">
<style:text-properties fo:language="{language}" fo:country="{country}"/>
</style:default-style>
</office:styles>
<office:automatic-styles>
<style:style style:name="Section" style:family="paragraph">
<style:paragraph-properties fo:break-before="page"/>
</style:style>
<style:page-layout style:name="Paper">
<style:page-layout-properties fo:page-width="{width}" fo:page-height="29.7cm" fo:margin="1cm"/>
</style:page-layout>
</office:automatic-styles>
<office:master-styles>
<style:master-page style:name="Standard" style:page-layout-name="Paper"/>
</office:master-styles>
<office:body><office:text>{body}</office:text></office:body>
</office:document>
"""


def make_with_reportlab(folder):
    """Write files as a database or a web service makes them: text, without tags or a title."""
    for name, pages in {"generated": 2, "five-hundred": 500}.items():
        canvas = Canvas(str(folder / f"{name}.pdf"), A4)
        for number in range(1, pages + 1):
            for line in range(40):
                canvas.drawString(72, 770 - 18 * line, f"Page {number}: {SENTENCES[line % 2]}")
            canvas.showPage()
        canvas.save()


def make_scan(path):
    """Write a scan of three sheets, which are pictures."""
    sheets = []
    for number in (1, 2, 3):
        sheet = Image.new("L", (1240, 1754), "white")
        ImageDraw.Draw(sheet).multiline_text((120, 120), f"Sheet {number}\n" + SENTENCES[0] * 3)
        sheets.append(sheet)
    sheets[0].save(path, save_all=True, append_images=sheets[1:], title="Minutes", resolution=150)


def make_with_qpdf(folder):
    """Write a locked PDF, and one protected against changes."""
    source = folder / "tagged" / "tagged.pdf"
    qpdf = ("qpdf", "--encrypt")
    subprocess.run(
        [*qpdf, "secret", "owner", "256", "--", source, folder / "encrypted.pdf"], check=True
    )
    subprocess.run(
        [*qpdf, "", "owner", "256", "--modify=none", "--", source, folder / "unchangeable.pdf"],
        check=True,
    )


AUTHOR = "Author of this file"  # must not be found in any file that visitors open
CAMERA = "Camera of the author"


def make_with_author_details(folder):
    """Write PDFs with the author details that programs leave in them, such as `dirty.pdf`."""
    with pikepdf.open(folder / "tagged" / "long.pdf") as pdf:
        describe(pdf)
        leave_marks(pdf)
        leave_more(pdf)
        pdf.save(folder / "dirty.pdf")
        pdf.Root.AcroForm.SigFlags = 3
        pdf.save(folder / "signed.pdf")
    with pikepdf.open(folder / "tagged" / "tagged.pdf") as pdf:
        pdf.attachments["minutes.docx"] = b"What was said."
        pdf.save(folder / "attached.pdf")
        del pdf.attachments["minutes.docx"]
        field = Dictionary(FT=Name.Sig, T="Signature", V=Dictionary(Name="A person"))
        pdf.Root.AcroForm = Dictionary(Fields=Array([pdf.make_indirect(field)]))
        pdf.save(folder / "signed-without-flags.pdf")
    make_revised(folder / "revised.pdf")


def describe(pdf):
    """Name the author of ``pdf`` in every usual place."""
    for key in ("Author", "Creator", "Producer", "Keywords", "Subject", "Company"):
        pdf.docinfo[f"/{key}"] = AUTHOR
    pdf.docinfo["/CreationDate"] = "D:20260102030405Z"
    with pdf.open_metadata(update_docinfo=False) as properties:
        properties["dc:title"] = "Threshold document"
        properties["dc:creator"] = [AUTHOR]
        properties["pdfuaid:part"] = "1"
    page = pdf.pages[0].obj
    page.PieceInfo = Dictionary(Program=Dictionary(Private=pikepdf.String(AUTHOR)))
    page.LastModified = pikepdf.String("D:20260102030405Z")
    page.Metadata = pdf.make_stream(f"<x>{AUTHOR}</x>".encode(), Type=Name.Metadata)
    thread = Dictionary(I=Dictionary(Author=AUTHOR, Title="An article"))
    pdf.Root.Threads = Array([pdf.make_indirect(thread)])


def leave_marks(pdf):
    """Put a comment, a form field and a photograph with notes on the first page of ``pdf``."""
    page = pdf.pages[0]
    box = Array([10, 10, 40, 40])
    comment = Dictionary(
        Type=Name.Annot, Subtype=Name.Text, Rect=box, T=AUTHOR, Contents="Is this right?"
    )
    field = Dictionary(
        Type=Name.Annot, Subtype=Name.Widget, FT=Name.Tx, Rect=box, T="Name of the school"
    )
    marks = [pdf.make_indirect(mark) for mark in (comment, field)]
    page.obj.Annots = Array(marks)
    pdf.Root.AcroForm = Dictionary(Fields=Array(marks[1:]))
    taken = photograph()
    # A marker may have more of these bytes before it than it needs.
    filled = taken.replace(b"\xff\xe1", b"\xff\xff\xff\xe1", 1)
    once, packed = Name.DCTDecode, Array([Name.ASCIIHexDecode, Name.DCTDecode])
    deflated = Array([Name.FlateDecode, Name.DCTDecode])
    for place, (content, filters) in enumerate(
        [
            (taken, once),
            (taken + taken, once),
            (filled, once),
            (taken.hex().encode() + b">", packed),
            (zlib.compress(taken), deflated),
        ]
    ):
        picture = pdf.make_stream(
            content,
            Type=Name.XObject,
            Subtype=Name.Image,
            Width=60,
            Height=40,
            ColorSpace=Name.DeviceRGB,
            BitsPerComponent=8,
            Filter=filters,
        )
        name = page.add_resource(picture, Name.XObject)
        page.contents_add(f"q 60 0 0 40 {100 + 70 * place} 100 cm {name} Do Q".encode())


def photograph():
    """Return a JPEG that names its photographer and camera."""
    content, notes = BytesIO(), Image.Exif()
    notes[0x010E] = CAMERA
    Image.new("RGB", (60, 40), "teal").save(content, "JPEG", exif=notes, comment=AUTHOR)
    return content.getvalue()


def leave_more(pdf):
    """Name the author where few programs do."""
    comment = pdf.pages[0].obj.Annots[0]
    comment.Subj = comment.NM = pikepdf.String(AUTHOR)
    pdf.trailer.Author = pikepdf.String(AUTHOR)
    pdf.Root.SpiderInfo = Dictionary(V=1.0, By=AUTHOR)
    pdf.Root.AcroForm.XFA = pdf.make_stream(f"<x>{AUTHOR}</x>".encode())
    layer = Dictionary(Type=Name.OCG, Name="Plan", Usage=Dictionary(User=Dictionary(Name=AUTHOR)))
    layer = pdf.make_indirect(layer)
    pdf.Root.OCProperties = Dictionary(OCGs=Array([layer]), D=Dictionary())
    properties = Dictionary(O=Name.UserProperties, P=Array([Dictionary(N="By", V=AUTHOR)]))
    pdf.Root.StructTreeRoot.K[0].A = pdf.make_indirect(properties)
    linked = Dictionary(Type=Name.Filespec, F="a.txt", EF=Dictionary(), Desc=AUTHOR)
    linked.CI = Dictionary(By=AUTHOR)
    pdf.pages[0].obj.Annots[1].A = Dictionary(S=Name.GoToR, F=pdf.make_indirect(linked))


def make_revised(path):
    """Write a file that was changed and saved again, with its earlier state still in it."""
    author = f"<</Author({AUTHOR})>>".encode()
    first = simple_pdf([_PAGE, _stream(b""), author], trailer=b"/Info 5 0 R")
    previous = int(first.split()[-2])
    place = b"%010d 00000 n \n" % len(first)
    second = b"5 0 obj\n<</Title(Minutes)>>\nendobj\n"
    path.write_bytes(
        first
        + second
        + b"xref\n5 1\n%btrailer<</Size 6/Root 1 0 R/Info 5 0 R/Prev %d>>\n" % (place, previous)
        + b"startxref\n%d\n%%%%EOF\n" % (len(first) + len(second))
    )


def make_with_slips(folder):
    """Write PDFs with slips that every viewer mends silently, and one with its title in XML."""
    words = b"BT /F1 18 Tf 50 700 Td (Guidance for schools) Tj ET"
    page, font = _page(b"/Font<</F1 5 0 R>>"), b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"
    author = f"<</Title(Guidance for schools)/Author({AUTHOR})>>".encode()
    whole = simple_pdf([page, _stream(words), font, author], trailer=b"/Info 6 0 R")
    (folder / "wrong-places.pdf").write_bytes(re.sub(rb"startxref\s+\d+", b"startxref\n7", whole))
    (folder / "wrong-size.pdf").write_bytes(whole.replace(b"/Size 7", b"/Size 5"))
    with pikepdf.open(folder / "untagged" / "untitled.pdf") as pdf:
        with pdf.open_metadata(update_docinfo=False) as properties:
            properties["dc:title"] = "Threshold document 2026"
        pdf.save(folder / "title-in-xml.pdf")


def make_damaged(folder):
    """Write files from broken downloads, and some that were never PDFs."""
    whole = (folder / "tagged" / "tagged.pdf").read_bytes()
    (folder / "truncated.pdf").write_bytes(whole[: len(whole) // 2])
    generated = (folder / "generated.pdf").read_bytes()
    (folder / "without-its-end.pdf").write_bytes(generated.partition(b"xref")[0])
    (folder / "edited-by-hand.pdf").write_bytes(generated.replace(b"obj", b"   obj"))
    (folder / "web-page.pdf").write_text("<!DOCTYPE html><title>Sign in</title><p>Sign in")
    (folder / "empty.pdf").touch()


def make_hostile(folder):
    """Write files that hang the program that opens them, or fill its memory."""
    for name, content in (memory_fillers() | time_wasters()).items():
        (folder / f"{name}.pdf").write_bytes(content)


def memory_fillers():
    """Return PDFs by name that take much memory."""
    return {
        # A few thousand bytes that unpack into four hundred million.
        "unpacks-without-end": simple_pdf(
            [_PAGE, _stream(zlib.compress(_packed(b"\0" * 10**6, 400)), _PACKED_TWICE)]
        ),
        # Twelve drawings, each of which draws the next ten times: 10^11 in all.
        "draws-itself": simple_pdf(
            [_page(b"/XObject<</D 5 0 R>>"), _stream(b"/D Do")]
            + [_stream(b"/D Do " * 10, _drawing(number + 1)) for number in range(5, 17)]
            + [_stream(_TEXT, _drawing(5))]
        ),
        # A page as wide as a street is long, and one as narrow as a hair.
        "enormous": simple_pdf([_page(b"", b"0 0 1000000 1000000"), _stream(_TEXT)]),
        "hair-thin": simple_pdf([_page(b"", b"0 0 1 1000000"), _stream(_TEXT)]),
        # A picture of 900 million dots.
        "enormous-picture": simple_pdf(
            [
                _page(b"/XObject<</D 5 0 R>>"),
                _stream(b"595 0 0 842 0 0 cm /D Do"),
                _stream(_packed(b"\0" * 10**6, 100), _PICTURE),
            ]
        ),
    }


def time_wasters():
    """Return PDFs by name that take long to read or to draw."""
    return {
        # Pages that contain themselves.
        "endless": simple_pdf([], pages=b"/Kids[2 0 R 2 0 R]/Count 2000000000"),
        # A pattern with ten thousand tiles to the dot.
        "slow-to-draw": simple_pdf(
            [
                _page(b"/Pattern<</P 5 0 R>>/Font<</F 6 0 R>>"),
                _stream(_TEXT + b"/Pattern cs /P scn 0 0 595 842 re f " * 20),
                _stream(b"0 0 m 3 3 l S", _TILES),
                b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
            ]
        ),
        # Three thousand pages that share one heavy text.
        "slow-to-read": simple_pdf(
            [
                _page(b"/Font<</F 5 0 R>>"),
                _stream(b"BT /F 1 Tf 1 1 Td " + b"(A heavy page. ) Tj " * 20_000 + b"ET"),
                b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
            ],
            pages=b"/Kids[" + b"3 0 R " * 3000 + b"]/Count 3000",
        ),
    }


def simple_pdf(objects, pages=b"/Kids[3 0 R]/Count 1", trailer=b""):
    """Return a PDF of ``objects``, numbered from 3: 1 is its root, 2 its list of pages."""
    file = BytesIO(b"%PDF-1.7\n")
    file.seek(0, 2)
    places = []
    root = b"<</Type/Catalog/Pages 2 0 R>>"
    for number, content in enumerate([root, b"<</Type/Pages" + pages + b">>", *objects], 1):
        places.append(b"%010d 00000 n \n" % file.tell())
        file.write(b"%d 0 obj\n%b\nendobj\n" % (number, content))
    start, size = file.tell(), len(places) + 1
    file.write(b"xref\n0 %d\n0000000000 65535 f \n%b" % (size, b"".join(places)))
    file.write(b"trailer<</Size %d/Root 1 0 R%b>>\n" % (size, trailer))
    file.write(b"startxref\n%d\n%%%%EOF\n" % start)
    return file.getvalue()


def _page(resources, box=b"0 0 595 842"):
    return (
        b"<</Type/Page/Parent 2 0 R/Contents 4 0 R/MediaBox[" + box + b"]"
        b"/Resources<<" + resources + b">>>>"
    )


def _stream(content, about=b""):
    return b"<<%b/Length %d>>stream\n%b\nendstream" % (about, len(content), content)


def _drawing(number):
    return (
        b"/Type/XObject/Subtype/Form/BBox[0 0 595 842]/Resources<</XObject<</D %d 0 R>>>>" % number
    )


def _packed(chunk, times):
    packer = zlib.compressobj(level=1)
    return b"".join(packer.compress(chunk) for _ in range(times)) + packer.flush()


_PAGE = _page(b"")
_TEXT = b"BT /F 12 Tf 72 700 Td (Our arrangements) Tj ET "
_PACKED_TWICE = b"/Filter[/FlateDecode/FlateDecode]"
_PICTURE = (
    b"/Type/XObject/Subtype/Image/Width 30000/Height 30000/BitsPerComponent 8"
    b"/ColorSpace/DeviceGray/Filter/FlateDecode"
)
_TILES = (
    b"/Type/Pattern/PatternType 1/PaintType 1/TilingType 1/BBox[0 0 9 9]"
    b"/XStep 0.01/YStep 0.01/Resources<<>>"
)
