"""The forms to upload, describe and choose pictures."""

from functools import partial

from django import forms
from django.core.exceptions import ValidationError
from django.db import transaction
from wagtail.images.fields import WagtailImageField
from wagtail.images.forms import BaseImageForm

from .pictures import clean_picture


class PictureUploadField(WagtailImageField):
    """Accepts a picture, or refuses it before it is decoded."""

    def to_python(self, data):
        file = forms.FileField.to_python(self, data)
        return file and clean_picture(file, file.name)


class PictureForm(BaseImageForm):
    """The form to upload or edit a picture; the model requires the alternative text."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if file := self.fields.get("file"):  # Wagtail replaces any field declared here
            self.fields["file"] = PictureUploadField(label=file.label, widget=file.widget)

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
