"""What can be wrong with an installation, and what to look at from outside.

A check is a function without arguments, named in a word or two, that returns a ``Fault`` or None.
Each app lists its own in its ``health`` module: in ``WATCHED`` those that cost next to nothing and
hold at any moment, in ``EXAMINED`` those that only ``manage.py doctor`` makes. A function in
``METRICS`` yields each ``Metric`` of its app.
"""

from typing import NamedTuple


class Fault(NamedTuple):
    """What is wrong, and what an administrator can do about it: a sentence or two each."""

    what: str
    advice: str


class Metric(NamedTuple):
    """A number at this moment, or one for each value of ``label``.

    ``values`` is the number, or ``{value of the label: number}``.
    """

    name: str
    meaning: str
    values: float | dict
    label: str = ""


def asks_database(function):
    """Mark a check or metrics that are of no use while the database is away."""
    function.asks_database = True
    return function
