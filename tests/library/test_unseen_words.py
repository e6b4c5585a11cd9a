"""Words of a PDF that nobody sees are not found by visitors, and its editor is shown them."""

import pikepdf
import pytest
from PIL import Image, ImageDraw
from reportlab.lib.colors import HexColor, black, white
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from partnership.library.faults import FaultsFound
from partnership.library.reading import read
from tests.library.office_files import NAME

SEEN = "Everyone may read this sentence"
INVISIBLE = 3  # a way to draw text


@pytest.fixture
def canvas(tmp_path):
    """A page with a sentence that everyone may read."""
    canvas = Canvas(str(tmp_path / "file.pdf"), invariant=True)
    canvas.drawString(72, 700, SEEN)
    return canvas


def reading(canvas):
    """Save the page and return what was found in it."""
    canvas.save()
    found = read(canvas._filename, "pdf")
    assert SEEN in "".join(found.text_pages)
    return found


def in_white(canvas):
    canvas.setFillColor(white)
    canvas.drawString(72, 600, NAME)


def nearly_in_white(canvas):
    canvas.setFillColor(HexColor("#f8f8f8"))
    canvas.drawString(72, 600, NAME)


def under_a_black_box(canvas):
    canvas.drawString(72, 600, NAME)
    canvas.rect(60, 594, 300, 20, fill=1)


def under_a_white_box(canvas):
    canvas.drawString(72, 600, NAME)
    canvas.setFillColor(white)
    canvas.rect(60, 594, 300, 20, fill=1, stroke=0)


def under_a_picture(canvas):
    canvas.drawString(72, 600, NAME)
    canvas.drawImage(ImageReader(Image.new("RGB", (30, 2), "navy")), 60, 594, 300, 20)


def black_on_black(canvas):
    canvas.rect(60, 594, 300, 20, fill=1)
    canvas.drawString(72, 600, NAME)


def tiny(canvas):
    canvas.setFontSize(0.5)
    canvas.drawString(72, 600, NAME)


def beside_the_page(canvas):
    canvas.drawString(5000, 600, NAME)


def not_drawn(canvas):
    text = canvas.beginText(72, 600)
    text.setTextRenderMode(INVISIBLE)
    text.textLine(NAME)
    canvas.drawText(text)


def clipped(canvas):
    canvas.saveState()
    path = canvas.beginPath()
    path.rect(0, 0, 10, 10)
    canvas.clipPath(path)
    canvas.drawString(72, 600, NAME)
    canvas.restoreState()


@pytest.mark.parametrize(
    "hide",
    [
        in_white,
        nearly_in_white,
        under_a_black_box,
        under_a_white_box,
        under_a_picture,
        black_on_black,
        tiny,
        beside_the_page,
        not_drawn,
        clipped,
    ],
    ids=lambda hide: hide.__name__.replace("_", " "),
)
def test_a_name_that_nobody_sees_is_no_text_and_the_editor_is_told(canvas, hide):
    hide(canvas)
    found = reading(canvas)
    for word in NAME.split():
        assert word not in "".join(found.text_pages)
    assert found.hidden_parts == {"text": [1, []]}
    file = FaultsFound()
    file.faults, file.hidden_parts, file.file_extension = found.faults, found.hidden_parts, "pdf"
    assert file.hides_something
    assert "Hidden text in one place." in file.faults_in_words


def test_a_layer_that_is_switched_off_is_hidden(canvas, tmp_path):
    canvas.addLiteral("/OC /Notes BDC")
    canvas.drawString(72, 600, NAME)
    canvas.addLiteral("EMC")
    canvas.save()
    with pikepdf.open(canvas._filename) as pdf:
        layer = pdf.make_indirect(pikepdf.Dictionary(Type=pikepdf.Name.OCG, Name="Notes"))
        pdf.pages[0].Resources.Properties = pikepdf.Dictionary(Notes=layer)
        off = pikepdf.Dictionary(OFF=[layer])
        pdf.Root.OCProperties = pikepdf.Dictionary(OCGs=[layer], D=off)
        pdf.save(tmp_path / "layer.pdf")
    found = read(tmp_path / "layer.pdf", "pdf")
    assert NAME not in "".join(found.text_pages)
    assert "hidden" in found.faults


def test_of_several_words_only_the_covered_one_is_left_out(canvas):
    canvas.drawString(72, 600, "The report names Tobias, who is six")
    canvas.rect(72 + canvas.stringWidth("The report names "), 596, 40, 14, fill=1)
    assert "The report names , who is six" in reading(canvas).text_pages[0]


def on_a_dark_heading(canvas):
    canvas.rect(60, 594, 400, 24, fill=1)
    canvas.setFillColor(white)
    canvas.drawString(72, 600, NAME)


def in_grey(canvas):
    canvas.setFillColor(HexColor("#949494"))
    canvas.drawString(72, 600, NAME)


def rotated(canvas):
    canvas.rotate(90)
    canvas.drawString(300, -300, NAME)


def small_print(canvas):
    canvas.setFontSize(5)
    canvas.drawString(72, 600, NAME)


def on_a_picture(canvas):
    canvas.drawImage(ImageReader(Image.effect_noise((300, 40), 30)), 60, 594, 300, 40)
    canvas.drawString(72, 600, NAME)


def with_a_thin_line_through(canvas):
    canvas.drawString(72, 600, NAME)
    canvas.line(72, 604, 300, 604)


def recognised_by_a_scanner(canvas):
    picture = Image.new("L", (300, 40), "white")
    ImageDraw.Draw(picture).text((40, 10), NAME)
    canvas.drawImage(ImageReader(picture), 60, 500, 300, 40)
    not_drawn(canvas)


@pytest.mark.parametrize(
    "show",
    [
        on_a_dark_heading,
        in_grey,
        rotated,
        small_print,
        on_a_picture,
        with_a_thin_line_through,
        recognised_by_a_scanner,
    ],
    ids=lambda show: show.__name__.replace("_", " "),
)
def test_words_that_can_be_read_are_not_called_hidden(canvas, show):
    canvas.setFillColor(black)
    show(canvas)
    found = reading(canvas)
    assert NAME in "".join(found.text_pages)
    assert "hidden" not in found.faults
