"""The form for a contact: a changed contact is hidden, a verified one is public."""

from django import forms
from wagtail.admin.forms import WagtailAdminModelForm


class ContactForm(WagtailAdminModelForm):
    """The form for a contact; only a check by a person makes the contact public."""

    verified_now = forms.BooleanField(
        required=False,
        label="I have just checked that this contact is correct",
        help_text="Tick only after you have called the number, opened the link or checked the "
        "address. Visitors can then see the contact.",
    )

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("verified_now") and not cleaned.get("value"):
            self.add_error("value", "Type the number, address or link that you checked.")
        return cleaned

    def save(self, commit=True):
        if self.cleaned_data["verified_now"]:
            self.instance.verify(self.for_user)
        elif {"kind", "value"} & set(self.changed_data):
            self.instance.unverify()
        return super().save(commit)
