"""The collection of documents and pictures that everyone may see."""

from wagtail.models import Collection

WEBSITE = "Website"


def website_collection():
    """Return the collection for documents and pictures that everyone may see.

    If an administrator has removed or renamed it, return the root of all collections.
    """
    root = Collection.get_first_root_node()
    return root.get_children().filter(name=WEBSITE).first() or root


def website_collection_id():
    """Return the key of ``website_collection``, the default for documents and pictures."""
    return website_collection().pk


def start_in_website(form):
    """Select the collection for everyone in the ``form`` of a new file, where there are several.

    Otherwise the first is, in which only administrators see what they add.
    """
    if "collection" in form.fields and not form.instance.pk:
        form.initial.setdefault("collection", website_collection_id())
