"""Filter a list by one choice a facet, and count how many matches each choice would leave."""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from itertools import chain, compress
from urllib.parse import urlencode

from django.core.paginator import InvalidPage, Paginator
from django.http import Http404


def page_asked_for(rows, size, number):
    """Return the page of ``rows`` with the ``number`` of an address, the first without one.

    Raises Http404 for a page that the list does not have.
    """
    try:
        return Paginator(rows, size).page(number or 1)
    except InvalidPage as error:
        raise Http404 from error


def most_frequent(name, count):
    """Sort key: the name with the most matches comes first."""
    return -count, name


def newest(year, count):
    """Sort key: the newest year comes first."""
    return -year


def in_place(places):
    """Return the sort key for the order editors gave their lists: ``{name: place}``."""
    return lambda name, count: (places.get(name, 0), name)


@dataclass(frozen=True)
class Facet:
    """One way to filter a list, such as by area.

    ``names`` returns the names that a match counts under, possibly none; or None when it counts
    under all of them, and so stays whichever is chosen. ``order`` is the sort key of a name and
    its count.
    """

    heading: str
    names: Callable
    order: Callable = most_frequent


@dataclass
class Choice:
    """A name to filter a list by.

    ``query`` is what follows ``?`` in its link, which adds the filter or, if chosen, removes it.
    """

    name: str
    count: int
    query: str
    is_chosen: bool


class Filters:
    """The filters that a list offers, and those that are chosen. Makes no query.

    ``facets`` are ``{parameter of the address: Facet}``. ``asked`` are the parameters of the
    request: a name that no match has is ignored, unless it is in ``also_known``. ``fixed`` are
    parameters that every link keeps. ``times`` returns how many of the same one of ``matches``
    stands for.
    """

    def __init__(self, facets, matches, asked, fixed=None, also_known=(), times=None):
        self.facets = facets
        self.matches = matches
        self.fixed = fixed or {}
        self._times = [times(match) if times else 1 for match in matches]
        self._names = {
            parameter: [facet.names(match) for match in matches]
            for parameter, facet in facets.items()
        }
        self._available = {
            parameter: self._available_names(parameter, asked.get(parameter), also_known)
            for parameter in facets
        }
        self._selected = self._selected_names(asked)

    @cached_property
    def rows(self):
        """The matches that fit every chosen filter."""
        return list(compress(self.matches, self._fits()))

    @cached_property
    def total(self):
        """How many matches fit every chosen filter."""
        return sum(compress(self._times, self._fits()))

    @property
    def query(self):
        """The part of the address that keeps the chosen filters, ready for one more parameter."""
        parameters = urlencode(self.fixed | self._selected)
        return f"{parameters}&" if parameters else ""

    @cached_property
    def choices(self):
        """``{heading: [Choice, ...]}``, without headings that leave nothing to choose."""
        choices = {}
        for parameter, facet in self.facets.items():
            offered = self._choices_of(parameter)
            if self._make_a_difference(offered):
                choices[facet.heading] = offered
        return choices

    @property
    def chosen(self):
        """The choices that filter the list now."""
        return [
            choice for offered in self.choices.values() for choice in offered if choice.is_chosen
        ]

    def _available_names(self, parameter, asked, also_known):
        """Return the names of all matches for ``parameter``, and ``asked`` if it is also known."""
        names = set(chain.from_iterable(filter(None, self._names[parameter])))
        if asked in also_known:
            names.add(asked)
        return names

    def _selected_names(self, asked):
        """Return ``{parameter: name}`` for those of ``asked`` that are available."""
        selected = {}
        for parameter, names in self._available.items():
            for name in names:
                if str(name) == asked.get(parameter):
                    selected[parameter] = name
        return selected

    def _make_a_difference(self, choices):
        """Whether selecting one of ``choices``, or removing it, would change the list."""
        if any(choice.is_chosen for choice in choices):
            return True
        return len(choices) > 1 and any(choice.count < self.total for choice in choices)

    def _choices_of(self, parameter):
        """Return a ``Choice`` for each name that would leave matches, and for the selected one."""
        selected = self._selected.get(parameter)
        counts = self._count(parameter)
        order = self.facets[parameter].order
        return [
            Choice(str(name), counts[name], self._query_of(parameter, name), name == selected)
            for name in sorted(counts, key=lambda name: order(name, counts[name]))
            if counts[name] or name == selected
        ]

    def _query_of(self, parameter, name):
        """Return the query that adds the filter ``name``, or removes it if it is selected."""
        selected = {key: value for key, value in self._selected.items() if key != parameter}
        if name != self._selected.get(parameter):
            selected[parameter] = name
        return urlencode(self.fixed | selected)

    def _count(self, parameter):
        """Return ``{name: count}`` of a facet: the matches left by all other filters."""
        counts, for_all = Counter(), 0
        counted = zip(self._names[parameter], self._times, strict=True)
        for names, times in compress(counted, self._fits(ignoring=parameter)):
            for_all += times if names is None else 0
            counts.update(dict.fromkeys(names or (), times))
        return {name: counts[name] + for_all for name in self._available[parameter]}

    def _fits(self, ignoring=None):
        """Return whether each match fits the selected names, ignoring one parameter if given."""
        filters = [
            (self._names[parameter], name)
            for parameter, name in self._selected.items()
            if parameter != ignoring
        ]
        if not filters:
            return [True] * len(self.matches)
        return [
            all(names[place] is None or name in names[place] for names, name in filters)
            for place in range(len(self.matches))
        ]
