"""The form for a contact: visitors see what a person has verified, until it is verified anew."""

from django import forms
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.log_actions import log

from partnership.ground.partnerships import BelongingForm

from .places import places_of


class ContactForm(BelongingForm, WagtailAdminModelForm):
    """The form for a contact; only a check by a person changes the value that visitors see."""

    also_stored = ["waiting_value"]  # a change of it is told to who saves next

    verified_now = forms.BooleanField(
        required=False,
        label="I have just checked that this contact is correct",
        help_text="Tick only after you have called the number, opened the link or checked the "
        "address. Visitors can then see the contact.",
    )
    hide_now = forms.BooleanField(
        required=False,
        label="What visitors see now is wrong: hide it at once",
        help_text="Tick if nobody should use it any more and you have no verified replacement.",
    )
    hide_anyway = forms.BooleanField(
        required=False,
        label="Hide it, even where it is the only contact",
        help_text="Needed only where visitors would find no other contact.",
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.stored = self.instance.value
        self.shown = self.instance.value if self.instance.is_public else ""
        self.initial["value"] = self.instance.waiting_value or self.instance.value
        self.checked_before = self.instance.verified_how
        self.initial["verified_how"] = ""  # it is said anew each time

    def clean(self):
        cleaned = super().clean()
        typed, verified = cleaned.get("value"), cleaned.get("verified_now")
        if verified and not typed and "value" not in self.errors:
            self.add_error("value", "Type the number, address or link that you checked.")
        if cleaned.get("hide_now"):
            self._check_hiding(cleaned)
        elif self.shown and not verified:
            if not typed and "value" not in self.errors:
                self.add_error(
                    "value",
                    f"Visitors see {self.shown} now. Type what replaces it, or tick the box to "
                    "hide it at once.",
                )
            if "kind" in self.changed_data:
                self.add_error(
                    "kind", "Check the contact first, then tick the box that says so below."
                )
        return cleaned

    def _check_hiding(self, cleaned):
        if cleaned.get("verified_now"):
            self.add_error("hide_now", "Tick one box: either it is correct, or it is wrong.")
        if not self.shown or cleaned.get("hide_anyway"):
            return
        alone = [place.name for place in places_of(self.instance, self.for_user) if place.is_only]
        if alone:
            self.add_error(
                "hide_anyway",
                f"Visitors would find no contact here: {'; '.join(alone)}. Choose another contact "
                "there first, or tick this box as well.",
            )

    def save(self, commit=True):
        contact, typed = self.instance, self.cleaned_data["value"]
        if not self.cleaned_data["verified_now"]:
            contact.verified_how = self.checked_before
        done = ""
        if self.cleaned_data["verified_now"]:
            contact.verify(self.for_user, self.cleaned_data["verified_how"])
            done = f"Verified {typed}."
        elif self.cleaned_data.get("hide_now"):
            contact.unverify()
            done = f"Hid {self.shown or typed} from visitors."
        elif self.shown:
            contact.value = self.shown
            contact.waiting_value = typed if typed != self.shown else ""
            if "value" in self.changed_data:
                done = f"Typed {typed}. Visitors see {self.shown}."
        elif typed != self.stored or "kind" in self.changed_data:
            contact.unverify()
            done = f"Typed {typed or 'nothing'}. Visitors do not see it yet."
        if contact.verified_on and "verify_every" in self.changed_data:
            contact.set_end_of_verification()
        saved = super().save(commit)
        if done and commit:
            log(saved, "directory.contact", user=self.for_user, data={"done": done})
        return saved


class NewContactForm(ContactForm):
    """The form of a contact that is new, so that there is nothing to hide."""

    hide_now = hide_anyway = None
    field_order = ["name", "kind", "value", "area", "verified_now", "verified_how"]
