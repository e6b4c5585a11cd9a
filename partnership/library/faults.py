"""What the automatic checks may find wrong with a PDF, in the words an editor reads."""

from typing import NamedTuple


class Fault(NamedTuple):
    """What was found, and what an editor can do about it: each a plain sentence or two."""

    what: str
    remedy: str


FAULTS = {}
