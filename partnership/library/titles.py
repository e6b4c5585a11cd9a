"""The title that a file gives until somebody types another."""

from pathlib import PurePath


def without_ending(title, file):
    """Return ``title``, without the ending if it is the name of ``file``, an upload or None."""
    return PurePath(title).stem if file and title == file.name else title
