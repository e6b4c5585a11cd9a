"""Opens an office file, which is a zip archive of XML parts, a piece at a time."""

import posixpath
import re
import zipfile
import zlib
from functools import lru_cache
from xml.parsers import expat

MOST_UNPACKED = 80_000_000  # bytes that are read from all parts of a file
PIECE = 2**16  # bytes
CONTENT_TYPES = "[Content_Types].xml"
ON_A_COMPUTER = re.compile(r"file:|\\\\|[a-z]:[\\/]", re.IGNORECASE)
DAMAGE = (
    zipfile.BadZipFile,
    zlib.error,
    expat.ExpatError,
    EOFError,
    KeyError,  # a part that is missing
    NotImplementedError,  # a compression that no office program uses
    ValueError,
)


class TooLarge(Exception):
    """The file unpacks into more than is read of any file."""


class Locked(Exception):
    """The file needs a password."""


class Package:
    """An open office file."""

    def __init__(self, path):
        self.archive = zipfile.ZipFile(path)
        self.names = self.archive.namelist()
        if len({name.lower() for name in self.names}) < len(self.names):
            raise ValueError("Programs differ in which of two parts with one name they show.")
        self.left = MOST_UNPACKED
        if any(info.flag_bits & 1 for info in self.archive.infolist()):
            raise Locked

    def matching(self, pattern):
        """Return the names of the parts that match ``pattern``, in the order of their numbers."""
        found = {name for name in self.names if re.fullmatch(pattern, name)}
        return sorted(found, key=lambda name: ([int(n) for n in re.findall(r"\d+", name)], name))

    def read(self, name, reader):
        """Give every element and text of the part ``name`` to ``reader``, and return ``reader``.

        Raises TooLarge, or an exception of ``DAMAGE``, as for a part that declares entities.
        """
        parser = expat.ParserCreate(namespace_separator=" ")
        parser.buffer_text = True
        parser.StartElementHandler = lambda name, attributes: reader.start(
            _local(name), {_marked(key): value for key, value in attributes.items()}
        )
        parser.EndElementHandler = lambda name: reader.end(_local(name))
        parser.CharacterDataHandler = reader.text
        parser.StartDoctypeDeclHandler = _refuse
        with self.archive.open(name) as part:
            while piece := part.read(PIECE):
                self.left -= len(piece)
                if self.left < 0:
                    raise TooLarge
                parser.Parse(piece)
        parser.Parse(b"", True)
        return reader

    def related(self, name):
        """Return what the part ``name`` is related to: ``{key: (kind, name of the other part)}``.

        The kind is the last word of its address, such as 'worksheet'.
        """
        folder, file = posixpath.split(name)
        relations = posixpath.join(folder, "_rels", f"{file}.rels")
        if relations not in self.names:
            return {}
        return {
            one.get("Id"): (one.get("Type", "").rpartition("/")[2], _resolved(folder, one))
            for one in self.all_of(relations, "Relationship")
        }

    def left_behind(self):
        """Return the names of the parts that no program opens, as no other part leads to them.

        None are known if the file does not say which is the first.
        """
        if not any(kind == "officeDocument" for kind, _ in self.related("").values()):
            return []
        reached, leads = set(), [""]
        while leads:
            name = leads.pop()
            parts = {part for _, part in self.related(name).values()}
            leads += parts.intersection(self.names) - reached
            reached |= parts
        parts = {name for name in self.names if name.endswith(".xml") and name != CONTENT_TYPES}
        return sorted(parts - reached)

    def links_to_computers(self):
        """Return how many links there are to files on somebody's computer, whose folders show."""
        links = (
            link
            for name in self.matching(r"(?!xl/externalLinks|word/_rels/settings).*\.rels")
            for link in self.all_of(name, "Relationship")
        )
        return sum(
            link.get("TargetMode") == "External" and bool(ON_A_COMPUTER.match(link["Target"]))
            for link in links
        )

    def all_of(self, name, *elements):
        """Return the attributes of each of the ``elements`` in the part ``name``."""
        return self.read(name, Attributes(elements)).found

    def count(self, pattern, *elements):
        """Return how many of the ``elements`` there are in the parts that match ``pattern``."""
        return sum(len(self.all_of(name, *elements)) for name in self.matching(pattern))


class Attributes:
    """Collects the attributes of the elements with certain names."""

    def __init__(self, names):
        self.names, self.found = names, []

    def start(self, name, attributes):
        if name in self.names:
            self.found.append(attributes)

    def end(self, name):
        pass

    def text(self, characters):
        pass


@lru_cache
def _local(name):
    return name.rpartition(" ")[2]


@lru_cache
def _marked(key):
    """Return the name of an attribute, with a colon before it if it had a prefix: ':id'."""
    return f":{_local(key)}" if " " in key else key


def _resolved(folder, relation):
    if relation.get("TargetMode") == "External":
        return ""
    path = posixpath.join("/", folder, relation.get("Target", ""))
    return posixpath.normpath(path).lstrip("/")


def _refuse(*declaration):
    raise ValueError("An office file declares no document type.")
