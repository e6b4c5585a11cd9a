"""The collection of documents and pictures that everybody may see."""

from wagtail.models import Collection

WEBSITE = "Website"


def website_collection():
    """Return the collection for documents and pictures that everybody may see.

    It is the root of all collections where an administrator removed or renamed ours.
    """
    root = Collection.get_first_root_node()
    return root.get_children().filter(name=WEBSITE).first() or root


def website_collection_id():
    """Return the key of ``website_collection``, where documents and pictures start."""
    return website_collection().pk
