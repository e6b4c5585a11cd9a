"""The form of a newsletter edition."""

from partnership.ground.text import slug_of
from partnership.pages.models.base import PartnershipPageForm
from partnership.pages.slugs import free_slug

from .blocks import new_item
from .next_edition import values_of_next


class NewsletterPageForm(PartnershipPageForm):
    """The form of an edition, which cannot be published while it is empty.

    A new one follows the last: it begins with the next number, today and an item to write in.
    """

    def __init__(self, *args, instance, parent_page=None, **kwargs):
        if not args and instance.pk is None and parent_page:
            begin(instance, parent_page)
        super().__init__(*args, instance=instance, parent_page=parent_page, **kwargs)

    def clean(self):
        cleaned_data = super().clean()
        is_read = "items" in cleaned_data and "document" in cleaned_data
        is_empty = is_read and not (cleaned_data["items"] or cleaned_data["document"])
        if is_empty and not self.is_deferred_validation:
            self.add_error(
                "items", "This edition is empty. Add an item here, or choose its PDF below."
            )
        return cleaned_data


def begin(edition, index):
    """Fill in a new ``edition`` on the page ``index`` so that it follows the last one there."""
    last = type(edition).objects.child_of(index).latest().first()
    for name, value in values_of_next(last).items():
        setattr(edition, name, value)
    if edition.title:
        edition.slug = free_slug(index, slug_of(edition.title))
    edition.items = [new_item()]
