"""Markdown to rich text: exactly what the editor of the admin could have made."""

from html import escape
from urllib.parse import unquote

import nh3
from markdown_it import MarkdownIt
from wagtail.models import Page

from partnership.library.models import PartnershipDocument

from .reading import Mapping, Place, Refusal, Sequence, Words, read_yaml

MARKDOWN = MarkdownIt("commonmark")
# The feature of rich text that each tag belongs to; None where every text may hold it.
FEATURES = {
    "p": None,
    "br": None,
    "li": None,
    "h2": "h2",
    "h3": "h3",
    "strong": "bold",
    "ul": "ul",
    "ol": "ol",
    "a": "link",
}
NAMES = {"html_block": "an HTML tag", "html_inline": "an HTML tag", "em": "words in italics"}


def body_blocks(body):
    """Split a page's Markdown into ``[{block's name: value}, ...]``.

    A fenced block is the block its first line names, its value in YAML; all between two fences
    is one block of prose.
    """
    lines = body.splitlines(keepends=True)
    blocks = Sequence([], body.at)
    start = 0

    def add(name, value, line):
        place = Place(body.at.file, body.at.line + line)
        blocks.append(Mapping({Words(name, place): value}, place))

    def add_prose(end):
        if text := "".join(lines[start:end]).strip("\n"):
            blank = next(n for n in range(start, end) if lines[n].strip())
            add("prose", Words(text, Place(body.at.file, body.at.line + blank)), blank)

    for token in MARKDOWN.parse(body):
        if token.type == "fence" and token.level == 0:
            first, end = token.map
            add_prose(first)
            place = Place(body.at.file, body.at.line + first + 1)
            add(token.info.strip(), read_yaml(token.content, place), first)
            start = end
    add_prose(len(lines))
    return blocks


def rich_text(words, features, references):
    """Return Markdown as the HTML that rich text with ``features`` stores.

    ``references.find`` turns addresses and file names into the pages and documents of links.
    """
    html = _Writer(words.at, features, references).write(MARKDOWN.parse(words))
    clean = nh3.clean(
        html,
        tags={"p", "br", "li", "h2", "h3", "b", "ul", "ol", "a"},
        attributes={"a": {"href", "linktype", "id"}},
        url_schemes={"http", "https", "mailto"},
        link_rel=None,
    )
    return clean.replace("<br>", "<br/>")


class _Writer:
    """Writes the tokens of one text."""

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
            elif token.tag == "p" and token.level:  # a list item holds its words itself
                if token.nesting == 1 and not html.endswith("<li>"):
                    raise self.refusal(line, "A list item is one paragraph.")
            else:
                html += self.tag(token, line)
        return html

    def inline(self, tokens, line):
        html = ""
        for token in tokens:
            if token.type in ("softbreak", "hardbreak"):
                html += " " if token.type == "softbreak" else "<br>"
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
        return f"<{'/' * (token.nesting == -1)}{name}>"

    def check(self, token, line):
        if token.nesting and token.tag in FEATURES:
            feature = FEATURES[token.tag]
            if feature is None or feature in self.features:
                return
        what = NAMES.get(token.type) or NAMES.get(token.tag) or token.type.removesuffix("_open")
        raise self.refusal(
            line,
            f"This text may not hold {what.replace('_', ' ')}: only "
            f"{', '.join(self.features)}, in Markdown.",
        )

    def link(self, target, line):
        place = Place(self.at.file, self.at.line + line)
        if target.startswith("/"):
            page = self.references.find(Page, Words(unquote(target), place))
            return f'<a linktype="page" id="{page.pk}">'
        if target.startswith("document:"):
            name = Words(unquote(target).removeprefix("document:"), place)
            document = self.references.find(PartnershipDocument, name)
            return f'<a linktype="document" id="{document.pk}">'
        if target.startswith(("https://", "http://", "mailto:")):
            return f'<a href="{escape(target)}">'
        raise self.refusal(
            line,
            f"The link “{target}” leads nowhere: write /an-address/ of this site, document:file "
            "or an address that starts with https://",
        )

    def refusal(self, line, reason):
        return Refusal(Place(self.at.file, self.at.line + line), reason)
