"""A list narrowed by one choice a facet: the links that do it, and how many each leaves."""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from itertools import chain, compress
from urllib.parse import urlencode


def most_frequent(name, count):
    """Sort key: what most matches have comes first."""
    return -count, name


def newest(year, count):
    """Sort key: the newest year comes first."""
    return -year


def in_place(places):
    """Return the sort key for the order editors gave their lists: ``{name: place}``."""
    return lambda name, count: (places.get(name, 0), name)


@dataclass(frozen=True)
class Facet:
    """One way to narrow a list, such as by area.

    ``names`` gives the names a match counts under, which may be none; or None when it is for
    all, so that it stays whichever is chosen. ``order`` is the sort key of a name and its count.
    """

    heading: str
    names: Callable
    order: Callable = most_frequent


@dataclass
class Choice:
    """A name to narrow the list to: its ``query`` is what follows ``?``.

    The query of one that is chosen takes it away again.
    """

    name: str
    count: int
    query: str
    is_chosen: bool


class Filters:
    """What ``matches`` may be narrowed to, and are: no query.

    ``facets`` are ``{parameter of the address: Facet}``; of ``asked``, the parameters of the
    request, what no match has is ignored, unless it is one of the names ``also_known``; ``fixed``
    are parameters that every link keeps.
    """

    def __init__(self, facets, matches, asked, fixed=None, also_known=()):
        self.facets = facets
        self.matches = matches
        self.fixed = fixed or {}
        self.names = {
            parameter: [facet.names(match) for match in matches]
            for parameter, facet in facets.items()
        }
        self.known = {
            parameter: set(chain.from_iterable(filter(None, names)))
            for parameter, names in self.names.items()
        }
        for parameter, names in self.known.items():
            names.update(name for name in also_known if name == asked.get(parameter))
        self.chosen = {
            parameter: name
            for parameter, names in self.known.items()
            for name in names
            if str(name) == asked.get(parameter)
        }

    @cached_property
    def rows(self):
        """The matches that are left."""
        return list(compress(self.matches, self._fitting()))

    @property
    def query(self):
        """The part of the address that asks for this, to be followed by another parameter."""
        parameters = urlencode(self.fixed | self.chosen)
        return parameters and parameters + "&"

    @cached_property
    def ways(self):
        """``{heading: [Choice, ...]}``, without headings that leave nothing to choose."""
        ways = {facet.heading: self._choices(name) for name, facet in self.facets.items()}
        return {heading: choices for heading, choices in ways.items() if self._differ(choices)}

    @property
    def taken(self):
        """The choices that narrow it now."""
        return [choice for choices in self.ways.values() for choice in choices if choice.is_chosen]

    def _differ(self, choices):
        """Whether it makes a difference which of ``choices`` is chosen, or taken away again."""
        return any(choice.is_chosen for choice in choices) or (
            len(choices) > 1 and any(choice.count < len(self.rows) for choice in choices)
        )

    def _choices(self, parameter):
        chosen = self.chosen.get(parameter)
        others = {key: name for key, name in self.chosen.items() if key != parameter}
        counted = self._count(parameter)
        order = self.facets[parameter].order
        return [
            Choice(
                str(name),
                counted[name],
                urlencode(self.fixed | others | ({} if name == chosen else {parameter: name})),
                name == chosen,
            )
            for name in sorted(self.known[parameter], key=lambda name: order(name, counted[name]))
            if counted[name] or name == chosen
        ]

    def _count(self, parameter):
        """Count what is left under each name of a facet, narrowed in every other way."""
        left = list(compress(self.names[parameter], self._fitting(apart_from=parameter)))
        counted = Counter(chain.from_iterable(filter(None, left)))
        for_all = left.count(None)
        return Counter({name: counted[name] + for_all for name in self.known[parameter]})

    def _fitting(self, apart_from=None):
        """Whether each match fits what is chosen, one facet perhaps left out of account."""
        chosen = [(self.names[key], name) for key, name in self.chosen.items() if key != apart_from]
        return [
            all(names[place] is None or name in names[place] for names, name in chosen)
            for place in range(len(self.matches))
        ]
