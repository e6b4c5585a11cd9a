"""The form of a newsletter edition."""

from partnership.pages.models.base import PartnershipPageForm


class NewsletterPageForm(PartnershipPageForm):
    """The form of an edition, which cannot be published while it is empty."""

    def clean(self):
        cleaned_data = super().clean()
        is_read = "items" in cleaned_data and "document" in cleaned_data
        is_empty = is_read and not (cleaned_data["items"] or cleaned_data["document"])
        if is_empty and not self.is_deferred_validation:
            self.add_error(
                "items", "This edition is empty. Add an item here, or choose its PDF below."
            )
        return cleaned_data
