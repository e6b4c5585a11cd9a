"""PDFs of old editions, as the program makes them that newsletters are written with."""

from io import BytesIO

from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas


def edition_pdf(words, title="", author="Author of this file"):
    """Return a PDF of one page with these ``words``, as bytes."""
    content = BytesIO()
    canvas = Canvas(content, A4)
    canvas.setTitle(title)
    canvas.setAuthor(author)
    canvas.drawString(72, 770, words)
    canvas.showPage()
    canvas.save()
    return content.getvalue()
