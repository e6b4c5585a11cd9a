"""A folder of files to plain data."""

import re
from pathlib import Path
from typing import NamedTuple

import yaml

from partnership.pages.typed_numbers import NUMBER

from .values import Mapping, Place, Refusal, Sequence, Text, expect

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
    "synonyms",
    "promotions",
)
FENCE = "---"  # the line above and below a page's front matter


class PageFile(NamedTuple):
    """One page: its address below the site's, its front matter and its Markdown."""

    address: str
    values: Mapping
    body: Text

    @property
    def parent(self):
        """The address of the page above; empty for the home page."""
        return self.address[: self.address.rstrip("/").rfind("/") + 1]

    @property
    def slug(self):
        return self.address.rstrip("/").rpartition("/")[2]


class Content(NamedTuple):
    """A folder that has been read: its pages, parents first, and its other files by name."""

    folder: Path
    records: dict
    pages: list[PageFile]


class PlacedLoader(yaml.SafeLoader):
    """Safe YAML in which all values but ``true``, ``false`` and an empty one are text.

    So a telephone number keeps its zeros, and ``on`` and ``no`` are not read as yes or no.
    """

    yaml_implicit_resolvers = {}

    def place(self, node):
        mark = node.start_mark
        # The text of a block (after | or >) starts on the line below its sign.
        return Place(mark.name, mark.line + 1 + (node.style in ("|", ">")))

    def text(self, node):
        return Text(node.value, self.place(node))

    def sequence(self, node):
        mark = node.start_mark
        items = [self.construct_object(item, deep=True) for item in node.value]
        return Sequence(items, Place(mark.name, mark.line + 1))

    def mapping(self, node):
        mark = node.start_mark
        mapping = Mapping({}, Place(mark.name, mark.line + 1))
        for key_node, value_node in node.value:
            key = self.construct_object(key_node, deep=True)
            if not isinstance(key, Text):
                raise Refusal(mapping.at, "Every value needs a name before its colon.")
            if key in mapping:
                raise Refusal(key.at, f"‘{key}’ appears here a second time.")
            mapping[key] = self.construct_object(value_node, deep=True)
        return mapping


PlacedLoader.add_implicit_resolver(
    "tag:yaml.org,2002:bool", re.compile("^(?:true|false)$"), ["t", "f"]
)
PlacedLoader.add_implicit_resolver("tag:yaml.org,2002:null", re.compile("^$"), [""])
PlacedLoader.add_constructor("tag:yaml.org,2002:str", PlacedLoader.text)
PlacedLoader.add_constructor("tag:yaml.org,2002:seq", PlacedLoader.sequence)
PlacedLoader.add_constructor("tag:yaml.org,2002:map", PlacedLoader.mapping)


def read_folder(folder):
    """Return the ``Content`` of ``folder``; raises ``Refusal``."""
    if not (folder / "pages" / "index.md").is_file():
        raise Refusal(folder, "This folder has no pages/index.md, which is the home page.")
    files = {path.stem: path for path in folder.glob("*.yaml")}
    for name, path in files.items():
        if name not in RECORD_FILES:
            names = ", ".join(f"{known}.yaml" for known in RECORD_FILES)
            raise Refusal(path.name, f"No content file has this name. Use one of: {names}.")
    if "site" not in files:
        raise Refusal(folder, "This folder has no site.yaml, which names the partnership.")
    records = {name: read_yaml(read(path), Place(path.name)) for name, path in files.items()}
    return Content(folder, records, read_pages(folder))


def read_pages(folder):
    """Return the ``PageFile`` of every Markdown file, parents first, siblings in their order."""
    pages = {}
    for path in sorted((folder / "pages").rglob("*.md")):
        name = path.relative_to(folder).as_posix()
        parts = path.relative_to(folder / "pages").with_suffix("").parts
        if parts[-1] == "index":
            parts = parts[:-1]
        address = "/".join(("", *parts, ""))
        if address in pages:
            raise Refusal(name, f"The page {address} has another file already.")
        pages[address] = read_page(read(path), name, address)
    for page in pages.values():
        if page.parent and page.parent not in pages:
            raise Refusal(page.values.at.file, f"There is no page {page.parent} above this one.")
    return sorted(pages.values(), key=_place_in_tree)


def read_page(text, name, address):
    """Split the text of a page file into front matter and Markdown."""
    lines = text.split("\n")
    for number, line in enumerate(lines, start=1):
        if typed := NUMBER.search(line):
            raise Refusal(
                Place(name, number),
                f"‘{typed[0]}’ is a telephone number. Put it in contacts.yaml and name the "
                "contact here.",
            )
    fences = [number for number, line in enumerate(lines) if line.rstrip() == FENCE]
    if len(fences) < 2 or fences[0] != 0:
        raise Refusal(
            Place(name),
            "A page file starts with its kind and title between two lines of three hyphens.",
        )
    end = fences[1]
    front = read_yaml("\n".join(lines[1:end]), Place(name, 2))
    body = Text("\n".join(lines[end + 1 :]), Place(name, end + 2))
    return PageFile(address, expect(front, Mapping, Place(name)), body)


def read_yaml(text, at):
    """Return the data of YAML ``text`` that starts at ``at``; raises ``Refusal``."""
    loader = PlacedLoader("\n" * (at.line - 1) + text)
    loader.name = at.file
    try:
        return loader.get_single_data()
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        place = Place(at.file, mark.line + 1)
        raise Refusal(place, f"This is not valid YAML: {error.problem}.") from error


def read(path):
    """Return the text of ``path``; raises ``Refusal`` if it is not UTF-8."""
    try:
        return path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise Refusal(path.name, "This file is not UTF-8 text. Save it as UTF-8.") from error


def _place_in_tree(page):
    order = expect(page.values.get("order") or Text("0", page.values.at), Text, page.values.at)
    if not order.isdecimal():
        raise Refusal(order.at, "‘order’ must be a whole number.")
    return page.address.strip("/").count("/") + (page.address != "/"), int(order), page.address
