"""What content files contain: values that know their file and line, and what to expect of them."""

from typing import NamedTuple


class Place(NamedTuple):
    """A line of a file, as messages name it."""

    file: str
    line: int = 1

    def __str__(self):
        return f"{self.file}, line {self.line}"


class Refusal(Exception):
    """Why a folder cannot be loaded: the place at fault and a sentence."""

    def __init__(self, place, reason):
        super().__init__(f"{place}: {reason}")


class Text(str):
    """Text of a file; numbers and dates stay text, as they were typed."""

    def __new__(cls, value, at):
        text = super().__new__(cls, value)
        text.at = at
        return text


class Sequence(list):
    """A list of a file."""

    def __init__(self, items, at):
        super().__init__(items)
        self.at = at


class Mapping(dict):
    """Named values of a file; the names are ``Text``."""

    def __init__(self, items, at):
        super().__init__(items)
        self.at = at


def expect(value, kind, at):
    """Return ``value`` if it is of ``kind`` (Text, Sequence or Mapping); raises ``Refusal``."""
    if isinstance(value, kind):
        return value
    wanted = {Text: "text", Sequence: "a list", Mapping: "named values"}[kind]
    raise Refusal(getattr(value, "at", at), f"This should be {wanted}.")


def expect_rows(value, at):
    """Return ``value`` if it is a list of named values; raises ``Refusal``."""
    for row in expect(value, Sequence, at):
        expect(row, Mapping, value.at)
    return value


def expect_known(key, known):
    """Raise ``Refusal`` unless ``key`` is one of ``known``."""
    if key not in known:
        raise Refusal(key.at, f"‘{key}’ is not known here. Use one of: {', '.join(known)}.")


def rows_by_key(rows, name):
    """Yield (key, row) of each row; raises ``Refusal`` where a key is missing or not the first."""
    seen = set()
    for values in rows:
        key = expect_key(values, name)
        if key in seen:
            raise Refusal(key.at, f"‘{key}’ appears here a second time.")
        seen.add(key)
        yield key, values


def expect_key(values, name):
    """Return the text that ``values`` has for ``name``; raises ``Refusal`` if it is missing."""
    if not values.get(name):
        raise Refusal(values.at, f"‘{name}’ is missing.")
    return expect(values[name], Text, values.at)
