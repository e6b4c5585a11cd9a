"""Which generation nginx answers from: links that it follows for every visitor.

A link has the name of a tenth of a second. It is made only once the database has said what the
present generation is, and nobody makes it later: so where nobody asks the database any more, nginx
finds no link within a second and asks the application each time. That is slow, and never outdated.
"""

import contextlib
import os
import time
from pathlib import Path

IN_ADVANCE = 9  # tenths of a second after the present one
BEFORE = 5  # as many before it, as nginx looks at its clock only now and then
# Instead of a generation: the database is away, or it is not known whether it is, or there is no
# room to keep pages. Then nginx asks the application first. After each stands what ``withdrawn``
# was last.
AWAY, UNSURE, FULL = INSTEAD = "away-", "unsure-", "full-"


class Leases:
    """The links in ``now``, which nginx and its companion share; each leads to a folder in it."""

    def __init__(self, folder):
        self.links = Path(folder) / "now"
        self.links.mkdir(parents=True, exist_ok=True)
        self._said = {}  # the name that each link leads to

    def say(self, name, asked_at, in_advance=IN_ADVANCE):
        """Let nginx answer from ``name``, which was the present one at the time ``asked_at``."""
        (self.links / name).mkdir(exist_ok=True)
        now = _number(asked_at)
        tenths = [_tenth(number) for number in range(now - BEFORE, now + in_advance + 1)]
        for tenth in tenths:
            if self._said.get(tenth) != name:
                self._link(tenth, name)
        self._said = dict.fromkeys(tenths, name)
        self._clear(name)

    def present(self):
        """Return the name that nginx answers from at this moment, or None."""
        try:
            return os.readlink(self.links / _tenth(_number(time.time())))
        except OSError:
            return None

    def _link(self, tenth, name):
        new = self.links / "new"
        with contextlib.suppress(FileNotFoundError):
            new.unlink()
        new.symlink_to(name)
        new.replace(self.links / tenth)

    def _clear(self, name):
        for each in os.scandir(self.links):
            if each.is_symlink() and each.name not in self._said:
                os.unlink(each)
            elif not each.is_symlink() and each.name != name:
                os.rmdir(each)


def _number(moment):
    """Return how many tenths of a second ``moment`` is after 1970."""
    return int(moment * 10)


def _tenth(number):
    return f"{number // 10}.{number % 10}"
