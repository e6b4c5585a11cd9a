"""What the text of a page may hold."""

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
        of_subjects = [
            (name, block())
            for listed in contributions("body_blocks", "BLOCKS").values()
            for name, block in listed.items()
        ]
        super().__init__([*of_subjects, *(local_blocks or [])], **kwargs)


class BodyBlock(SubjectStreamBlock):
    """What the text of a page may hold."""

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
