"""How the chart of groups is laid out: boxes in levels, each level of one kind."""

from dataclasses import dataclass, field

# How many groups may be below each of two to five that are side by side, without being squeezed.
MOST_BELOW_A_FAN = {2: 3, 3: 3, 4: 1, 5: 0}


class Level(list):
    """The boxes of the groups that report to the same one, and how the chart shows them.

    On a ``rail`` they are one below the other, which there is room for on every screen. On a wide
    one, a single box is on the ``trunk``, and up to five with little below them are in a ``fan``.
    All others are in the columns of a ``tray``: a row for each that has several below itself.
    """

    kind = "rail"

    def arrange(self, in_tray=False):
        """Choose the kind of this level, and of each below it that does not stay a rail."""
        longest = max((box.groups_below for box in self), default=0)
        if len(self) == 1 and not in_tray:
            self.kind = "trunk"
        elif longest <= MOST_BELOW_A_FAN.get(len(self), -1) and not in_tray:
            self.kind = "fan"
        else:
            self.kind = "tray"
        for box in self:
            box.is_stem = self.kind == "trunk" or (self.kind == "tray" and box.groups_below > 1)
            if box.is_stem:
                box.below.arrange(self.kind == "tray")
        return self


@dataclass
class Box:
    """A group in the chart, with the groups that report to it."""

    group: object  # a GroupPage
    also_reports_to: object = None  # another one
    below: Level = field(default_factory=Level)
    is_stem: bool = False  # whether the level below it has more room than a rail needs

    @property
    def groups_below(self):
        """How many groups are below it, at any level."""
        return sum(1 + box.groups_below for box in self.below)
