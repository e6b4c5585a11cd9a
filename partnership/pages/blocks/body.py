"""What the text of a page may hold."""

from wagtail.blocks import StreamBlock

from .links import ButtonsBlock
from .records import ContactsBlock, DocumentsBlock, EventsBlock, PeopleBlock
from .text import (
    PROSE_FEATURES,
    AccessibleTableBlock,
    CalloutBlock,
    ExpanderBlock,
    PictureBlock,
    ProseBlock,
    QuoteBlock,
)


class BodyBlock(StreamBlock):
    """What the text of a page may hold."""

    prose = ProseBlock(features=PROSE_FEATURES)
    picture = PictureBlock()
    callout = CalloutBlock()
    contacts = ContactsBlock()
    people = PeopleBlock()
    documents = DocumentsBlock()
    events = EventsBlock()
    buttons = ButtonsBlock()
    quote = QuoteBlock()
    expander = ExpanderBlock()
    table = AccessibleTableBlock()
