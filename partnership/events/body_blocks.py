"""The blocks that this app adds to the text of pages and to newsletters."""

from .blocks import EventsBlock

BLOCKS = {"events": EventsBlock}
