from .events import EventPage
from .index import EventIndexPage
from .kinds import EventKind
from .sessions import EventSession

__all__ = ["EventIndexPage", "EventKind", "EventPage", "EventSession"]
