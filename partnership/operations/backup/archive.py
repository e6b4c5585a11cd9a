"""The archive: a tar of the dump of the database and of the files, with a manifest as the last.

The manifest names every other member with its size and SHA-256, so an archive without one, or with
one that does not match, was cut short or has been changed.
"""

import hashlib
import io
import json
import os
import tarfile
from contextlib import contextmanager

from .problems import Problem

DUMP = "database.dump"
MANIFEST = "manifest.json"


class NotWhole(Problem):
    """The archive is not what its manifest says."""

    def __init__(self, reason):
        super().__init__(f"The archive is not whole ({reason}). Use another one.")


class Hashed:
    """A stream to read from, with the size and SHA-256 of what has been read."""

    def __init__(self, stream):
        self._stream = stream
        self._digest = hashlib.sha256()
        self._size = 0

    def read(self, size=-1):
        """Read like a file."""
        block = self._stream.read(size)
        self._digest.update(block)
        self._size += len(block)
        return block

    @property
    def facts(self):
        """What the manifest says of a member."""
        return {"size": self._size, "sha256": self._digest.hexdigest()}


@contextmanager
def writing(stream):
    """Yield a ``Writer`` to ``stream``, which need not be able to seek."""
    with tarfile.open(fileobj=stream, mode="w|") as tar:
        yield Writer(tar)


class Writer:
    """Writes the members of an archive, and what the manifest is to say of each."""

    def __init__(self, tar):
        self._tar = tar
        self.members = {}

    def add(self, name, path):
        """Add the file at ``path``; raises FileNotFoundError when there is none."""
        with path.open("rb") as file:
            member = tarfile.TarInfo(name)
            member.size = os.fstat(file.fileno()).st_size
            hashed = Hashed(file)
            self._tar.addfile(member, hashed)
        self.members[name] = hashed.facts

    @property
    def size(self):
        """The size of all members in bytes."""
        return sum(facts["size"] for facts in self.members.values())

    def finish(self, facts):
        """Add the manifest, with ``facts`` of the whole."""
        text = json.dumps(facts | {"members": self.members}, indent=1).encode()
        member = tarfile.TarInfo(MANIFEST)
        member.size = len(text)
        self._tar.addfile(member, io.BytesIO(text))


def read(stream, keep):
    """Return the manifest of the archive in ``stream``, once all of it was found as it says.

    ``keep`` is called with the name and the stream of each other member. Raises NotWhole.
    """
    found, manifest = {}, None
    try:
        with tarfile.open(fileobj=stream, mode="r|") as tar:
            for member in tar:
                if not member.isreg():
                    raise NotWhole(f"{member.name} is not a file")
                hashed = Hashed(tar.extractfile(member))
                if member.name == MANIFEST:
                    manifest = json.loads(hashed.read())
                else:
                    keep(member.name, hashed)
                    found[member.name] = hashed.facts
    except (tarfile.TarError, EOFError, ValueError) as error:
        raise NotWhole(str(error)) from None
    if manifest is None:
        raise NotWhole("it was cut short")
    if found != manifest["members"]:
        raise NotWhole("its contents are not those that its manifest names")
    return manifest


def pass_over(name, stream):
    """Read a member to its end, to check it and no more."""
    while stream.read(1024 * 1024):
        pass
