"""The editor's forms where a picture is uploaded, described and chosen."""

from functools import partial

from django import forms
from django.core.exceptions import ValidationError
from django.db import transaction
from wagtail.images.fields import WagtailImageField
from wagtail.images.forms import BaseImageForm

from .pictures import clean_picture


class PictureUploadField(WagtailImageField):
    """Takes a picture, or refuses it before it is decoded."""

    def to_python(self, data):
        file = forms.FileField.to_python(self, data)
        return file and clean_picture(file, file.name)


class PictureForm(BaseImageForm):
    """Upload or edit a picture; the picture itself demands its alternative text."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if file := self.fields.get("file"):  # Wagtail makes this field whatever a form declares
            self.fields["file"] = PictureUploadField(label=file.label, widget=file.widget)

    def save(self, commit=True):
        former, self.original_file = self.original_file, None  # Wagtail deletes it too early
        image = super().save(commit)
        if commit and former and "file" in self.changed_data:
            transaction.on_commit(partial(former.storage.delete, former.name))
            image.renditions.all().delete()
        return image


class ChosenPictureField(forms.ModelChoiceField):
    """A picture for a page or record: for a draft any, to publish one with alternative text."""

    is_deferred_validation = False  # Wagtail sets it while a draft is saved

    def clean(self, value):
        picture = super().clean(value)
        if picture and not (picture.is_described or self.is_deferred_validation):
            raise ValidationError(
                "This picture has no alternative text yet. Choose ‘Edit this image’ under the "
                "three dots, say what it shows or tick ‘Decorative’, and then try again here."
            )
        return picture
