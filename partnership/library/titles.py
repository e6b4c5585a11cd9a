"""The title that a file gives until somebody types another."""

from pathlib import PurePath


def without_ending(title, file):
    """Return ``title``, without the ending if it is the name of ``file``, an upload or None."""
    return PurePath(title).stem if file and title == file.name else title


def title_in_file(reading):
    """Return the title that a person gave the file of a ``Reading``, or ''."""
    return "" if "untitled" in reading.faults else reading.title
