"""Files to plain data: every value of a YAML file knows the file and line it stands in."""

import re
from pathlib import Path
from typing import NamedTuple

import yaml
from frontmatter import YAMLHandler

from partnership.pages.typed_numbers import NUMBER

RECORD_FILES = (
    "site",
    "lists",
    "organisations",
    "people",
    "venues",
    "contacts",
    "members",
    "documents",
    "images",
)


class Place(NamedTuple):
    """A line of a file, for a sentence about it."""

    file: str
    line: int = 1

    def __str__(self):
        return f"{self.file}, line {self.line}"


class Refusal(Exception):
    """Why a folder isn't loaded, in a sentence, with the place at fault."""

    def __init__(self, place, reason):
        super().__init__(f"{place}: {reason}")


class Words(str):
    """Text of a file; numbers and dates stay the words that were typed."""

    def __new__(cls, text, at):
        words = super().__new__(cls, text)
        words.at = at
        return words


class Sequence(list):
    """A list of a file."""

    def __init__(self, items, at):
        super().__init__(items)
        self.at = at


class Mapping(dict):
    """Named values of a file; the names are ``Words``."""

    def __init__(self, items, at):
        super().__init__(items)
        self.at = at


class PageFile(NamedTuple):
    """One page: its address below the site's, its front matter and its Markdown."""

    address: str
    values: Mapping
    body: Words

    @property
    def parent(self):
        """The address of the page above; empty for the home page."""
        return self.address[: self.address.rstrip("/").rfind("/") + 1]

    @property
    def slug(self):
        return self.address.rstrip("/").rpartition("/")[2]


class Content(NamedTuple):
    """A folder as read: its pages, parents first, and its other files by name."""

    folder: Path
    records: dict
    pages: list[PageFile]


class PlacedLoader(yaml.SafeLoader):
    """Safe YAML in which only ``true``, ``false`` and nothing at all are more than words.

    So a telephone number keeps its noughts, and ``on`` and ``no`` are no truth values.
    """

    yaml_implicit_resolvers = {}

    def place(self, node):
        mark = node.start_mark
        # The text of a block (after | or >) begins on the line below its sign.
        return Place(mark.name, mark.line + 1 + (node.style in ("|", ">")))

    def words(self, node):
        return Words(node.value, self.place(node))

    def sequence(self, node):
        mark = node.start_mark
        items = [self.construct_object(item, deep=True) for item in node.value]
        return Sequence(items, Place(mark.name, mark.line + 1))

    def mapping(self, node):
        mark = node.start_mark
        mapping = Mapping({}, Place(mark.name, mark.line + 1))
        for key_node, value_node in node.value:
            key = self.construct_object(key_node, deep=True)
            if not isinstance(key, Words):
                raise Refusal(mapping.at, "Every value needs a name in words before its colon.")
            if key in mapping:
                raise Refusal(key.at, f"“{key}” stands here a second time.")
            mapping[key] = self.construct_object(value_node, deep=True)
        return mapping


PlacedLoader.add_implicit_resolver(
    "tag:yaml.org,2002:bool", re.compile("^(?:true|false)$"), ["t", "f"]
)
PlacedLoader.add_implicit_resolver("tag:yaml.org,2002:null", re.compile("^$"), [""])
PlacedLoader.add_constructor("tag:yaml.org,2002:str", PlacedLoader.words)
PlacedLoader.add_constructor("tag:yaml.org,2002:seq", PlacedLoader.sequence)
PlacedLoader.add_constructor("tag:yaml.org,2002:map", PlacedLoader.mapping)


def read_folder(folder):
    """Return the ``Content`` of ``folder``; raises ``Refusal``."""
    if not (folder / "pages" / "index.md").is_file():
        raise Refusal(folder, "This folder has no pages/index.md, which is the home page.")
    files = {path.stem: path for path in folder.glob("*.yaml")}
    for name, path in files.items():
        if name not in RECORD_FILES:
            raise Refusal(path.name, f"This is none of {', '.join(RECORD_FILES)}.")
    if "site" not in files:
        raise Refusal(folder, "This folder has no site.yaml, which says whose site it is.")
    records = {name: read_yaml(read(path), Place(path.name)) for name, path in files.items()}
    return Content(folder, records, read_pages(folder))


def read_pages(folder):
    """Return the ``PageFile`` of every Markdown file, parents first, siblings in their order."""
    pages = {}
    for path in sorted((folder / "pages").rglob("*.md")):
        name = path.relative_to(folder).as_posix()
        parts = path.relative_to(folder / "pages").with_suffix("").parts
        address = "/".join(("", *(parts[:-1] if parts[-1] == "index" else parts), ""))
        if address in pages:
            raise Refusal(name, f"Another file is the page {address} already.")
        pages[address] = read_page(read(path), name, address)
    for page in pages.values():
        if page.parent and page.parent not in pages:
            raise Refusal(page.values.at.file, f"There is no page {page.parent} above it.")
    return sorted(pages.values(), key=_place_in_tree)


def read_page(text, name, address):
    """Split the text of a page file into front matter and Markdown."""
    for number, line in enumerate(text.splitlines(), start=1):
        if typed := NUMBER.search(line):
            raise Refusal(
                Place(name, number),
                f"“{typed[0]}” is a telephone number: put it in contacts.yaml and name it here.",
            )
    handler = YAMLHandler()
    try:
        if not handler.detect(text):
            raise ValueError
        front, body = handler.split(text)
    except ValueError:
        raise Refusal(
            Place(name), "A page begins with its kind and title between two lines of three hyphens."
        ) from None
    line = 1 + text.count("\n", 0, text.index(front))
    values = expect(read_yaml(front, Place(name, line)), Mapping, Place(name))
    body_line = 1 + text.count("\n", 0, len(text) - len(body))
    return PageFile(address, values, Words(body, Place(name, body_line)))


def read_yaml(text, at):
    """Return the data of YAML ``text`` that begins at ``at``; raises ``Refusal``."""
    loader = PlacedLoader("\n" * (at.line - 1) + text)
    loader.name = at.file
    try:
        return loader.get_single_data()
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        place = Place(at.file, mark.line + 1)
        raise Refusal(place, f"This is not YAML that can be read: {error.problem}.") from error


def read(path):
    """Return the text of ``path``; raises ``Refusal`` when it isn't UTF-8 text."""
    try:
        return path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise Refusal(path.name, "This file is not text in UTF-8.") from error


def expect(value, kind, at):
    """Return ``value`` if it is of ``kind`` (Words, Sequence or Mapping); raises ``Refusal``."""
    if isinstance(value, kind):
        return value
    wanted = {Words: "words", Sequence: "a list", Mapping: "named values"}[kind]
    raise Refusal(getattr(value, "at", at), f"Here {wanted} should stand.")


def expect_rows(value, at):
    """Return ``value`` if it is a list of named values; raises ``Refusal``."""
    for row in expect(value, Sequence, at):
        expect(row, Mapping, value.at)
    return value


def _place_in_tree(page):
    order = expect(page.values.get("order") or Words("0", page.values.at), Words, page.values.at)
    if not order.isdecimal():
        raise Refusal(order.at, "“order” is a whole number.")
    return page.address.strip("/").count("/") + (page.address != "/"), int(order), page.address
