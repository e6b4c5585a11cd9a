"""Values of a file to what a stream of blocks stores."""

from uuid import uuid4

from django.core.exceptions import ValidationError
from wagtail.blocks import ListBlock, RichTextBlock, StreamBlock, StructBlock
from wagtail.blocks.field_block import ChooserBlock
from wagtail.contrib.table_block.blocks import TableBlock
from wagtail.images.blocks import ImageBlock

from partnership.library.models import PartnershipImage

from .markdown import rich_text
from .reading import Mapping, Refusal, Sequence, Words, expect


def stored(block, name, value, at, references):
    """Return ``value`` as ``block`` stores it; raises ``Refusal``.

    ``name`` and ``at`` say what is at fault and where, as far as ``value`` doesn't say itself.
    """
    at = getattr(value, "at", at)
    if value is None or value == "":
        image = isinstance(block, ImageBlock)
        if block.child_blocks["image"].required if image else block.required:
            raise Refusal(at, f"“{name}” is missing.")
        return block.get_prep_value(block.get_default())
    match block:
        case StreamBlock():
            return stored_stream(block, expect(value, Sequence, at), references)
        case ListBlock():
            return [
                _entry("item", stored(block.child_block, name, item, at, references))
                for item in expect(value, Sequence, at)
            ]
        case ImageBlock():
            image = references.find(PartnershipImage, expect(value, Words, at))
            return {
                "image": image.pk,
                "decorative": image.is_decorative,
                "alt_text": image.default_alt_text,
            }
        case StructBlock():
            return stored_struct(block, expect(value, Mapping, at), references)
        case TableBlock():
            return stored_table(expect(value, Mapping, at))
        case RichTextBlock():
            return rich_text(expect(value, Words, at), block.features, references)
        case ChooserBlock():
            return references.find(block.model_class, expect(value, Words, at)).pk
    if isinstance(value, Sequence | Mapping):
        raise Refusal(at, f"“{name}” is a single value.")
    try:
        return block.get_prep_value(block.clean(value))
    except ValidationError as error:
        raise Refusal(at, f"“{name}”: {' '.join(error.messages)}") from error


def stored_stream(block, entries, references):
    """Each entry is ``{block's name: value}``, or the bare value where there is only one block."""
    only = next(iter(block.child_blocks)) if len(block.child_blocks) == 1 else None
    stream = []
    for entry in entries:
        at = getattr(entry, "at", entries.at)
        if only is None and (not isinstance(entry, Mapping) or len(entry) != 1):
            raise Refusal(at, f"Here one of {', '.join(block.child_blocks)} should stand.")
        [(name, value)] = [(only, entry)] if only else entry.items()
        if name not in block.child_blocks:
            raise Refusal(
                at, f"“{name}” is no block of this page: it has {', '.join(block.child_blocks)}."
            )
        child = stored(block.child_blocks[name], name, value, at, references)
        stream.append(_entry(name, child))
    return stream


def stored_struct(block, values, references):
    """Every value the block knows, whether the file gives it or not."""
    for key in values:
        if key not in block.child_blocks:
            raise Refusal(
                key.at, f"“{key}” is not known here: there are {', '.join(block.child_blocks)}."
            )
    return {
        name: stored(child, name, values.get(name), values.at, references)
        for name, child in block.child_blocks.items()
    }


def stored_table(values):
    """A table of ``caption``, ``header`` (one row) and ``rows``."""
    for key in values:
        if key not in ("caption", "header", "rows"):
            raise Refusal(key.at, f"“{key}” is not known here: a table has caption, header, rows.")
    caption, header, rows = (values.get(name) for name in ("caption", "header", "rows"))
    header = expect(header, Sequence, values.at)
    rows = [expect(row, Sequence, values.at) for row in expect(rows, Sequence, values.at)]
    for row in rows:
        if len(row) != len(header):
            raise Refusal(row.at, f"This row has {len(row)} cells, the header {len(header)}.")
    return {
        "data": [[str(cell or "") for cell in row] for row in (header, *rows)],
        "cell": [],
        "mergeCells": [],
        "first_row_is_table_header": True,
        "first_col_is_header": False,
        "table_header_choice": "row",
        "table_caption": str(expect(caption, Words, values.at)),
    }


def _entry(name, value):
    return {"type": name, "value": value, "id": str(uuid4())}
