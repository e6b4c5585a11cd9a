"""Text that is longer than its field stays as typed, and the form gives its length."""

import pytest
from django import forms
from wagtail import blocks
from wagtail.admin.panels import get_edit_handler
from wagtail.documents.forms import get_document_form
from wagtail.images.forms import get_image_form
from wagtail.models import Page

from partnership.directory.models import Contact
from partnership.library.models import PartnershipDocument, PartnershipImage
from partnership.pages.models import NewsPage, PartnershipSettings

TOO_LONG = (
    "This is too long: it has 300 characters and the limit is 255. Shorten it, then save again."
)


def panel_form(model):
    return get_edit_handler(model).get_form_class()


@pytest.mark.parametrize(
    "form_class",
    [
        pytest.param(lambda: panel_form(NewsPage), id="page"),
        pytest.param(lambda: panel_form(Contact), id="record"),
        pytest.param(lambda: panel_form(PartnershipSettings), id="settings"),
        pytest.param(lambda: get_document_form(PartnershipDocument), id="document"),
        pytest.param(lambda: get_image_form(PartnershipImage), id="picture"),
    ],
)
def test_no_browser_cuts_the_text_of_a_form(db, form_class):
    limited = {
        name: field
        for name, field in form_class().base_fields.items()
        if getattr(field, "max_length", None)
    }
    assert limited
    assert [name for name, field in limited.items() if "maxlength" in field.widget.attrs] == []


def test_no_browser_cuts_the_text_of_a_block():
    block = blocks.CharBlock(max_length=20)
    assert "maxlength" not in block.field.widget.attrs
    with pytest.raises(forms.ValidationError, match="it has 21 characters and the limit is 20"):
        block.clean("x" * 21)


def test_a_form_gives_the_length_and_the_limit_of_a_title():
    title = Page._meta.get_field("title").formfield()
    with pytest.raises(forms.ValidationError) as refusal:
        title.clean("x" * 300)
    assert refusal.value.messages == [TOO_LONG]
