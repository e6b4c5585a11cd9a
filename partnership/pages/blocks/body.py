"""The blocks that the text of a page is built from."""

from wagtail.blocks import StreamBlock

from partnership.ground.contributions import contributions

from .links import ButtonsBlock
from .records import ContactsBlock, DocumentsBlock, PeopleBlock
from .text import (
    PROSE_FEATURES,
    AccessibleTableBlock,
    CalloutBlock,
    ExpanderBlock,
    PictureBlock,
    ProseBlock,
    QuoteBlock,
)


class SubjectStreamBlock(StreamBlock):
    """A stream that also offers the blocks each subject lists in ``body_blocks.BLOCKS``."""

    def __init__(self, local_blocks=None, **kwargs):
        subject_blocks = []
        for blocks in contributions("body_blocks", "BLOCKS").values():
            subject_blocks += [(name, block()) for name, block in blocks.items()]
        super().__init__([*subject_blocks, *(local_blocks or [])], **kwargs)


class BodyBlock(SubjectStreamBlock):
    """The text of a page."""

    prose = ProseBlock(features=PROSE_FEATURES)
    picture = PictureBlock()
    callout = CalloutBlock()
    contacts = ContactsBlock()
    people = PeopleBlock()
    documents = DocumentsBlock()
    buttons = ButtonsBlock()
    quote = QuoteBlock()
    expander = ExpanderBlock()
    table = AccessibleTableBlock()
