"""Which generation nginx answers from: links that it follows for every visitor.

A link has the name of half a second. It is made only once the database has said what the present
generation is, and nobody makes it later: so where nobody asks the database any more, nginx finds no
link within a second and asks the application each time. That is slow, and never outdated.
"""

import contextlib
import os
import time
from pathlib import Path

IN_ADVANCE = 1  # halves of a second after the present one
# Instead of a generation: the database is away, or it is not known whether it is. Then nginx asks
# the application first. After either stands what ``withdrawn`` was last.
AWAY, UNSURE = "away-", "unsure-"


class Leases:
    """The links in ``folder``, which nginx and its companion share."""

    def __init__(self, folder):
        self.links = Path(folder) / "now"
        self.generations = Path(folder) / "generations"
        for each in (self.links, self.generations):
            each.mkdir(parents=True, exist_ok=True)

    def say(self, name, asked_at, in_advance=IN_ADVANCE):
        """Let nginx answer from ``name``, which was the present one at the time ``asked_at``.

        For the half second before too, as nginx looks at its clock only now and then.
        """
        target = self.generations / name
        target.mkdir(exist_ok=True)
        now = _number(asked_at)
        halves = [_half(number) for number in range(now - 1, now + in_advance + 1)]
        for half in halves:
            self._link(half, target)
        self._clear(halves, target)

    def present(self):
        """Return the name that nginx answers from at this moment, or None."""
        try:
            return Path(os.readlink(self.links / _half(_number(time.time())))).name
        except OSError:
            return None

    def _link(self, name, target):
        new = self.links / "new"
        with contextlib.suppress(FileNotFoundError):
            new.unlink()
        new.symlink_to(target)
        new.replace(self.links / name)

    def _clear(self, halves, target):
        for link in self.links.iterdir():
            if link.name not in halves:
                link.unlink()
        for generation in self.generations.iterdir():
            if generation != target:
                generation.rmdir()


def _number(moment):
    """Return how many halves of a second ``moment`` is after 1970."""
    return int(moment * 2)


def _half(number):
    return f"{number // 2}.{number % 2 * 5}"
