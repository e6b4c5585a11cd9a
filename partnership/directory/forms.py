"""The editor's form for a contact: changing it hides it, confirming it shows it."""

from django import forms
from wagtail.admin.forms import WagtailAdminModelForm


class ContactForm(WagtailAdminModelForm):
    """Edit a contact; only a person's own check makes it public."""

    verified_now = forms.BooleanField(
        required=False,
        label="I have just checked that this is right",
        help_text="Tick after you rang the number or opened the link. Visitors then see it.",
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
