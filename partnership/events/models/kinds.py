"""The kinds of event, a list that editors manage."""

from partnership.ground.lists import NamedData


class EventKind(NamedData):
    """A kind of event: training, practitioner forum, conference."""
