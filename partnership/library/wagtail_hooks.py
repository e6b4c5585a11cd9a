"""What the library tells Wagtail's admin."""

from django.db.models import ForeignKey
from wagtail.admin.forms.models import register_form_field_override
from wagtail.images.widgets import AdminImageChooser

from .image_forms import ChosenPictureField
from .models import PartnershipImage

# Here and not in apps.py, for Wagtail registers its own after ours is ready.
register_form_field_override(
    ForeignKey,
    to=PartnershipImage,
    override={"form_class": ChosenPictureField, "widget": AdminImageChooser},
)
