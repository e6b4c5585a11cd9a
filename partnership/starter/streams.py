"""Values of a file to what a stream of blocks stores."""

from functools import singledispatch
from uuid import uuid4

from django.core.exceptions import ValidationError
from wagtail.blocks import ListBlock, RichTextBlock, StreamBlock, StructBlock
from wagtail.blocks.field_block import ChooserBlock
from wagtail.contrib.table_block.blocks import TableBlock
from wagtail.images.blocks import ImageBlock

from partnership.library.models import PartnershipImage
from partnership.pages.blocks.tables import table_of

from .markdown import rich_text
from .values import Mapping, Refusal, Sequence, Text, expect, expect_known

TABLE_PARTS = ("caption", "header", "rows")


def stored_stream(block, entries, references):
    """Return a list of ``{block's name: value}``, or of bare values of the only block, as stored.

    Raises ``Refusal``.
    """
    only = next(iter(block.child_blocks)) if len(block.child_blocks) == 1 else None
    stream = []
    for entry in entries:
        at = getattr(entry, "at", entries.at)
        name, value = (only, entry) if only else _named_block(block, entry, at)
        child = stored(block.child_blocks[name], name, value, at, references)
        stream.append(_entry(name, child))
    return stream


def stored(block, name, value, at, references):
    """Return ``value`` as ``block`` stores it; raises ``Refusal``.

    ``name`` and ``at`` are what a message names where ``value`` has no place of its own.
    """
    at = getattr(value, "at", at)
    if value is not None and value != "":
        return _stored(block, value, name, at, references)
    if _is_required(block):
        raise Refusal(at, f"‘{name}’ is missing.")
    return block.get_prep_value(block.get_default())


@singledispatch
def _stored(block, value, name, at, references):
    if isinstance(value, Sequence | Mapping):
        raise Refusal(at, f"‘{name}’ takes a single value.")
    try:
        return block.get_prep_value(block.clean(value))
    except ValidationError as error:
        raise Refusal(at, f"‘{name}’: {' '.join(error.messages)}") from error


@_stored.register
def _(block: StreamBlock, value, name, at, references):
    return stored_stream(block, expect(value, Sequence, at), references)


@_stored.register
def _(block: ListBlock, value, name, at, references):
    return [
        _entry("item", stored(block.child_block, name, item, at, references))
        for item in expect(value, Sequence, at)
    ]


@_stored.register
def _(block: StructBlock, value, name, at, references):
    values = expect(value, Mapping, at)
    for key in values:
        expect_known(key, block.child_blocks)
    return {
        child_name: stored(child, child_name, values.get(child_name), values.at, references)
        for child_name, child in block.child_blocks.items()
    }


@_stored.register
def _(block: ImageBlock, value, name, at, references):
    image = references.find(PartnershipImage, expect(value, Text, at))
    return {
        "image": image.pk,
        "decorative": image.is_decorative,
        "alt_text": image.default_alt_text,
    }


@_stored.register
def _(block: RichTextBlock, value, name, at, references):
    return rich_text(expect(value, Text, at), block.features, references)


@_stored.register
def _(block: ChooserBlock, value, name, at, references):
    return references.find(block.model_class, expect(value, Text, at)).pk


@_stored.register
def _(block: TableBlock, value, name, at, references):
    values = expect(value, Mapping, at)
    for key in values:
        expect_known(key, TABLE_PARTS)
    caption, header, rows = (values.get(part) for part in TABLE_PARTS)
    header = expect(header, Sequence, values.at)
    rows = [expect(row, Sequence, values.at) for row in expect(rows, Sequence, values.at)]
    for row in rows:
        if len(row) != len(header):
            raise Refusal(row.at, f"Cells in this row: {len(row)}; in the header: {len(header)}.")
    cells = [[str(cell or "") for cell in row] for row in (header, *rows)]
    return table_of(cells, caption=str(expect(caption, Text, values.at)))


def _named_block(block, entry, at):
    """Return the name and value of ``{block's name: value}``."""
    names = ", ".join(block.child_blocks)
    if not isinstance(entry, Mapping) or len(entry) != 1:
        raise Refusal(at, f"This should be one of: {names}.")
    [(name, value)] = entry.items()
    if name not in block.child_blocks:
        raise Refusal(at, f"‘{name}’ is not a block of this page. Use one of: {names}.")
    return name, value


def _is_required(block):
    return (block.child_blocks["image"] if isinstance(block, ImageBlock) else block).required


def _entry(name, value):
    return {"type": name, "value": value, "id": str(uuid4())}
