"""When visitors see a new document: at once, together with a page, or from a day and time.

Until then only those who may change it can open it, and nothing on the website names it.
"""

from django import forms
from django.db.models import TextChoices
from django.utils import timezone
from django.utils.timezone import localtime

from .permissions import may_publish

CHOOSER_PREFIX = "document-chooser-upload"  # Wagtail's, of the form in the document chooser
FOR_OTHERS = (
    "Visitors can see it once a page that uses it is published, or once a publisher publishes it."
)


def who_can_see(document):
    """Return in a sentence who can see ``document``, and from when."""
    if document.is_new and not document.publish_at:
        return FOR_OTHERS
    is_restricted = document.collection.get_view_restrictions()
    who = f"Those who may see ‘{document.collection}’" if is_restricted else "Visitors"
    if document.publish_at:
        return f"{who} can see it from {localtime(document.publish_at):%d/%m/%Y, %H:%M}."
    return f"{who} can see it."


class Release(TextChoices):
    NOW = "now", "Everyone, at once"
    WITH_PAGE = "page", "Everyone, once a page that uses it is published"
    FROM_TIME = "time", "Everyone, from the day and time below"


class ReleaseForm(forms.ModelForm):
    """The choice on the form of a document that visitors cannot see yet, for who may publish it.

    Without a choice, such as of a file among several that was uploaded a moment ago, it waits.
    """

    release = forms.ChoiceField(
        label="Who can see it",
        choices=Release.choices,
        required=False,
        widget=forms.RadioSelect,
        help_text="Nobody else can open it before you save this choice. In a private collection, "
        "it stays with those who may see that collection.",
    )

    def offer_release(self):
        """Offer the choice where there is one, or say on an upload form what will happen."""
        if not self.instance.is_new or not may_publish(self.user):
            del self.fields["release"], self.fields["publish_at"]
            if not self.instance.pk and "file" in self.fields:
                file = self.fields["file"]
                file.help_text = f"{FOR_OTHERS} {file.help_text}"
            return
        self.initial["release"] = self._usual_release()
        if self.prefix == CHOOSER_PREFIX:  # which loads no calendar
            time = self.fields["publish_at"]
            time.widget = forms.DateTimeInput()
            time.help_text = f"{time.help_text} Write it like this: 18/12/2026 13:00."

    def _usual_release(self):
        if self.instance.publish_at:
            return Release.FROM_TIME
        is_chosen_for_a_page = self.prefix == CHOOSER_PREFIX
        is_waiting = self.instance.pk and "file" in self.fields  # not just added, among several
        waits = is_chosen_for_a_page or is_waiting or self.instance.hides_something
        return Release.WITH_PAGE if waits else Release.NOW

    def check_release(self):
        """Add the errors of the choice."""
        time = self.cleaned_data.get("publish_at")
        is_timed = self.cleaned_data.get("release") == Release.FROM_TIME
        if not is_timed or "publish_at" in self.errors:
            return
        if not time:
            self.add_error("publish_at", "Type the day and time from which visitors can see it.")
        elif time <= timezone.now():
            self.add_error(
                "publish_at", "This time has passed. Choose a later one, or another choice above."
            )

    def release_it(self):
        """Note on the document what was chosen."""
        chosen = self.cleaned_data.get("release")
        if chosen or not self.instance.pk:
            self.instance.is_published = chosen == Release.NOW
        if chosen and chosen != Release.FROM_TIME:
            self.instance.publish_at = None
