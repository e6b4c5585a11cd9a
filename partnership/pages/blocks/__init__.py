from .body import BodyBlock
from .links import LinkBlock, TaskBlock
from .routes import RouteBlock
from .text import PROSE_FEATURES, NamedTextBlock

__all__ = [
    "PROSE_FEATURES",
    "BodyBlock",
    "LinkBlock",
    "NamedTextBlock",
    "RouteBlock",
    "TaskBlock",
]
