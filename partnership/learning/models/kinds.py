"""The kinds and topics of resources, lists that editors manage."""

from partnership.ground.lists import NamedData


class ResourceKind(NamedData):
    """A kind of resource: 5-minute briefing, guidance, poster, video, practice review."""


class Topic(NamedData):
    """What a resource is about, such as neglect or online safety."""
