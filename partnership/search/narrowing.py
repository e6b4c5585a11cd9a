"""Results narrowed to one kind or one year: the links that do it, and how many each leaves."""

from collections import Counter
from dataclasses import dataclass
from functools import cached_property
from urllib.parse import urlencode

HEADINGS = {"kind": "Kind", "year": "Year"}


@dataclass
class Choice:
    """A kind or a year to narrow the results to: its ``query`` is what follows ``?``.

    The query of one that is chosen takes it away again.
    """

    name: str
    count: int
    query: str
    is_chosen: bool


class Narrowing:
    """What a search for ``words`` may be narrowed to, and is.

    ``matches`` have a ``kind`` and a ``year`` or None; what none of them has is ignored.
    """

    def __init__(self, words, matches, kind="", year=""):
        asked = {"kind": kind, "year": year}
        self.words = words
        self.matches = matches
        self.counts = Counter((match.kind, match.year) for match in matches)
        self.chosen = {
            name: value
            for place, name in enumerate(HEADINGS)
            for value in {values[place] for values in self.counts}
            if value and str(value) == asked[name]
        }

    @cached_property
    def rows(self):
        """The matches that are left."""
        return [
            match
            for match in self.matches
            if all(getattr(match, name) == value for name, value in self.chosen.items())
        ]

    @property
    def query(self):
        """The part of the address that asks for this, to be followed by another parameter."""
        return urlencode({"q": self.words} | self.chosen) + "&"

    @property
    def ways(self):
        """``{heading: [Choice, ...]}``: kinds the most frequent first, years newest first."""
        ways = {HEADINGS[name]: self._choices(name) for name in HEADINGS}
        return {
            heading: choices
            for heading, choices in ways.items()
            if len(choices) > 1 or any(choice.is_chosen for choice in choices)
        }

    @property
    def taken(self):
        """The choices that narrow it now."""
        return [choice for choices in self.ways.values() for choice in choices if choice.is_chosen]

    def _choices(self, name):
        others = {key: value for key, value in self.chosen.items() if key != name}
        counted = self._count(name)
        values = sorted(filter(None, counted), key=lambda value: (-counted[value], value))
        if name == "year":
            values.sort(reverse=True)
        return [
            Choice(
                str(value),
                counted[value],
                urlencode({"q": self.words} | others | ({} if is_chosen else {name: value})),
                is_chosen,
            )
            for value in values
            for is_chosen in [self.chosen.get(name) == value]
        ]

    def _count(self, name):
        """Count what matches by ``name``, narrowed in every other way."""
        counted = Counter()
        for values, count in self.counts.items():
            row = dict(zip(HEADINGS, values, strict=True))
            if all(row[key] == value for key, value in self.chosen.items() if key != name):
                counted[row[name]] += count
        return counted
