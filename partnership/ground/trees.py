"""Lists that have levels, as trees."""


def nested(items, level_of):
    """Return ``items``, in the order of a tree, as ``[(item, [what is below it]), ...]``.

    ``level_of`` gives the level of an item. One whose own parent is missing is below the nearest
    item above that.
    """
    top = []
    branches = [(None, top)]  # (level, what is below) of each item on the way to the next one
    for item in items:
        level, below = level_of(item), []
        while len(branches) > 1 and branches[-1][0] >= level:
            branches.pop()
        branches[-1][1].append((item, below))
        branches.append((level, below))
    return top
