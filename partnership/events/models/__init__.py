from .events import EventKind, EventPage
from .index import EventIndexPage
from .sessions import EventSession

__all__ = ["EventIndexPage", "EventKind", "EventPage", "EventSession"]
