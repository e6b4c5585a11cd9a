"""The forms to upload, describe and choose pictures."""

from functools import partial

from django import forms
from django.core.exceptions import ValidationError
from django.db import transaction
from wagtail.images.fields import WagtailImageField
from wagtail.images.forms import BaseImageForm

from partnership.ground.collections import start_in_website
from partnership.ground.partnerships import BelongingForm

from .permissions import may_change_at_once
from .pictures import CHOOSE, clean_picture
from .several_forms import RowMixin
from .titles import without_ending

NO_ROOM = (
    "The server had no room to keep this picture, so nothing has changed. Try again later. If this "
    "happens again, contact your administrator."
)


class PictureUploadField(WagtailImageField):
    """Accepts a picture, or refuses it before it is decoded."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        # The page that adds several shows it before it sends the file.
        self.error_messages["invalid_image_extension"] = (
            f"The website does not accept files of this kind as pictures. {CHOOSE}"
        )

    def to_python(self, data):
        file = forms.FileField.to_python(self, data)
        try:
            return file and clean_picture(file, file.name)
        except OSError as error:
            raise ValidationError(NO_ROOM) from error


class PictureForm(RowMixin, BelongingForm, BaseImageForm):
    """The form to upload or edit a picture; the model requires the alternative text."""

    main_names = ("title", "description", "is_decorative")

    def __init__(self, *args, user=None, **kwargs):
        super().__init__(*args, user=user, **kwargs)
        start_in_website(self)
        self.user = user
        if file := self.fields.get("file"):  # Wagtail replaces any field declared here
            self.fields["file"] = PictureUploadField(label=file.label, widget=file.widget)

    def clean_title(self):
        return without_ending(self.cleaned_data["title"], self.files.get(self.add_prefix("file")))

    def clean(self):
        cleaned = super().clean()
        is_change = self.instance.pk and self.user and self.changed_data
        if is_change and not may_change_at_once(self.user, self.instance):
            raise ValidationError(
                "Visitors see this picture, so only a publisher can change it. Add the picture you "
                "want as a new one and choose it on the page: a publisher then approves it with "
                "the page. Or ask a publisher to make this change."
            )
        return cleaned

    def _post_clean(self):
        super()._post_clean()
        if "file" in self.changed_data and not self.errors:
            self._store_file()

    def _store_file(self):
        """Write the file now, so that a full disk becomes an error of the form."""
        try:
            self.instance._meta.get_field("file").pre_save(self.instance, add=False)
        except OSError:
            self.add_error("file", NO_ROOM)
            self.instance.file = self.original_file  # the page with the error shows this one

    def save(self, commit=True):
        former = self.original_file
        self.original_file = None  # or Wagtail would delete it before the database commits
        image = super().save(commit)
        if commit and former and "file" in self.changed_data:
            transaction.on_commit(partial(former.storage.delete, former.name))
            image.renditions.all().delete()
        return image


class ChosenPictureField(forms.ModelChoiceField):
    """The choice of a picture, which needs alternative text unless the page is saved as a draft."""

    is_deferred_validation = False  # Wagtail sets this while a draft is saved

    def clean(self, value):
        picture = super().clean(value)
        if picture and not (picture.is_described or self.is_deferred_validation):
            raise ValidationError(
                "This picture has no alternative text yet. Select the three dots, then ‘Edit this "
                "image’. Describe the picture or tick ‘Decorative’, then try again here."
            )
        return picture
