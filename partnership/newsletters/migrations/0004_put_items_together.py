from uuid import uuid4

from django.db import migrations
from wagtail.blocks.migrations.migrate_operation import MigrateStreamData
from wagtail.blocks.migrations.operations import BaseBlockOperation


class PutTogether(BaseBlockOperation):
    """Makes the picture, the text and the link of an item blocks of its text, in that order."""

    operation_name_fragment = "put_items_together"

    def apply(self, block_value):
        if "content" in block_value:
            return block_value
        kept = {name: block_value.get(name) for name in ("heading", "area", "closes_on")}
        image, text, link = (block_value.get(name) for name in ("image", "text", "link"))
        content = []
        if image and image.get("image"):
            content.append(_block("picture", {"image": image, "caption": ""}))
        if text:
            content.append(_block("prose", text))
        if link and (link.get("page") or link.get("url")):
            content.append(_block("buttons", [_block("item", link)]))
        return kept | {"content": content}


def _block(kind, value):
    return {"type": kind, "value": value, "id": str(uuid4())}


class Migration(migrations.Migration):

    dependencies = [
        ("newsletters", "0003_items_take_what_pages_take"),
    ]

    operations = [
        MigrateStreamData("newsletters", "NewsletterPage", "items", [(PutTogether(), "item")]),
    ]
