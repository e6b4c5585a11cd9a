"""Markdown to rich text: exactly what an editor could have made in the admin."""

from html import escape
from urllib.parse import unquote

from markdown_it import MarkdownIt
from wagtail.models import Page

from partnership.library.models import PartnershipDocument

from .reading import read_yaml
from .values import Mapping, Place, Refusal, Sequence, Text

MARKDOWN = MarkdownIt("commonmark")
# The feature of rich text that each tag belongs to; None where every text may contain it.
FEATURES = {
    "p": None,
    "li": None,
    "h2": "h2",
    "h3": "h3",
    "strong": "bold",
    "ul": "ul",
    "ol": "ol",
    "a": "link",
}
NAMES = {"html_block": "an HTML tag", "html_inline": "an HTML tag", "em": "words in italics"}
SCHEMES = ("https://", "http://", "mailto:")


def body_blocks(body):
    """Split a page's Markdown into ``[{block's name: value}, ...]``.

    A fenced block is the block its first line names, with its value in YAML; the text between two
    fenced blocks is one block of prose.
    """
    lines = body.splitlines(keepends=True)
    blocks = Sequence([], body.at)
    start = 0

    def add(name, value, line):
        place = Place(body.at.file, body.at.line + line)
        blocks.append(Mapping({Text(name, place): value}, place))

    def add_prose(end):
        if text := "".join(lines[start:end]).strip("\n"):
            blank = next(n for n in range(start, end) if lines[n].strip())
            add("prose", Text(text, Place(body.at.file, body.at.line + blank)), blank)

    for token in MARKDOWN.parse(body):
        if token.type == "fence" and token.level == 0:
            first, end = token.map
            add_prose(first)
            place = Place(body.at.file, body.at.line + first + 1)
            add(token.info.strip(), read_yaml(token.content, place), first)
            start = end
    add_prose(len(lines))
    return blocks


def rich_text(text, features, references):
    """Return Markdown as the HTML that rich text with ``features`` stores; raises ``Refusal``.

    ``references.find`` turns addresses and file names into the pages and documents of links.
    """
    return _Writer(text.at, features, references).write(MARKDOWN.parse(text))


class _Writer:
    """Writes the HTML of one text: tags of ``FEATURES``, links, and escaped words."""

    def __init__(self, at, features, references):
        self.at = at
        self.features = features
        self.references = references

    def write(self, tokens):
        html = ""
        for token in tokens:
            line = token.map[0] if token.map else 0
            if token.type == "inline":
                html += self.inline(token.children, line)
            elif token.tag == "p" and token.level:  # a list item contains its words directly
                if token.nesting == 1 and not html.endswith("<li>"):
                    raise self.refusal(line, "A list item is one paragraph.")
            else:
                html += self.tag(token, line)
        return html

    def inline(self, tokens, line):
        html = ""
        for token in tokens:
            if token.type in ("softbreak", "hardbreak"):
                html += " " if token.type == "softbreak" else "<br/>"
                line += 1
            elif token.type == "text":
                html += escape(token.content, quote=False)
            elif token.type == "link_open":
                self.check(token, line)
                html += self.link(token.attrs["href"], line)
            else:
                html += self.tag(token, line)
        return html

    def tag(self, token, line):
        self.check(token, line)
        name = "b" if token.tag == "strong" else token.tag
        return f"</{name}>" if token.nesting == -1 else f"<{name}>"

    def check(self, token, line):
        """Raise ``Refusal`` unless ``token`` opens or closes a tag that the text may contain."""
        if token.nesting and token.tag in FEATURES:
            feature = FEATURES[token.tag]
            if feature is None or feature in self.features:
                return
        what = NAMES.get(token.type) or NAMES.get(token.tag) or token.type.removesuffix("_open")
        raise self.refusal(
            line,
            f"This text cannot contain {what.replace('_', ' ')}. Use only "
            f"{', '.join(self.features)}, in Markdown.",
        )

    def link(self, target, line):
        place = Place(self.at.file, self.at.line + line)
        if target.startswith("/"):
            page = self.references.find(Page, Text(unquote(target), place))
            return f'<a linktype="page" id="{page.pk}">'
        if target.startswith("document:"):
            name = Text(unquote(target).removeprefix("document:"), place)
            document = self.references.find(PartnershipDocument, name)
            return f'<a linktype="document" id="{document.pk}">'
        if target.startswith(SCHEMES):
            return f'<a href="{escape(target)}">'
        raise self.refusal(
            line,
            f"The link ‘{target}’ leads nowhere. Write the /address/ of a page, document: and the "
            "name of a file, or an address that starts with https://.",
        )

    def refusal(self, line, reason):
        return Refusal(Place(self.at.file, self.at.line + line), reason)
