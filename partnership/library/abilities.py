"""What roles may do with documents and pictures."""

from partnership.accounts.people.abilities import Ability, permissions_on

_FILES = (
    *permissions_on("wagtaildocs", "document", ("add", "change", "choose")),
    *permissions_on("wagtailimages", "image", ("add", "change", "choose")),
)

ABILITIES = {
    "files": Ability(
        "Add and change documents and pictures that everyone may see",
        library=_FILES,
        roles=("editor", "publisher"),
    ),
    "all_files": Ability(
        "Add, change and delete all documents and pictures, including private ones",
        library=(
            *_FILES,
            "wagtaildocs.delete_document",
            "wagtailimages.delete_image",
            *permissions_on("wagtailcore", "collection"),
        ),
        private=True,
    ),
}
