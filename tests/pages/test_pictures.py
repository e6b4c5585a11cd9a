"""Pictures on pages: the words they need before a page is published, and what a visitor gets."""

import pytest
from django.urls import reverse
from wagtail.admin.panels import get_edit_handler
from wagtail.models import Page
from wagtail.test.utils.form_data import inline_formset, nested_form_data, rich_text, streamfield

from partnership.directory.models import Person
from partnership.library.image_forms import ChosenPictureField
from partnership.library.models import PartnershipImage
from partnership.pages.models import NewsPage, PartnershipSettings
from tests.laws.kinds import KINDS, example

pytestmark = pytest.mark.django_db

TOLD = "This picture has no alternative text yet"
MODELS = [*KINDS, PartnershipSettings, Person]


@pytest.fixture
def silent():
    """A picture that somebody put into the library without words."""
    picture = PartnershipImage.objects.first()
    PartnershipImage.objects.filter(pk=picture.pk).update(description="")
    return PartnershipImage.objects.get(pk=picture.pk)


@pytest.fixture
def news():
    return example(NewsPage)


def save_page(admin_client, page, **values):
    form = {
        "title": page.title,
        "slug": page.slug,
        "search_description": page.search_description,
        "date": "01/04/2025",
        "body": streamfield([("prose", rich_text("<p>As typed.</p>"))]),
        "comments": inline_formset([]),
        **values,
    }
    address = reverse("wagtailadmin_pages:edit", args=[page.pk])
    return admin_client.post(address, nested_form_data(form), follow=True).content.decode()


def test_a_page_with_a_picture_without_words_is_not_published(admin_client, news, silent):
    page = save_page(
        admin_client, news, image=silent.pk, title="As typed", **{"action-publish": "1"}
    )
    assert TOLD in page
    assert 'value="As typed"' in page
    news.refresh_from_db()
    assert (news.image, news.title == "As typed") == (None, False)


def test_it_is_kept_as_a_draft(admin_client, news, silent):
    page = save_page(admin_client, news, image=silent.pk, title="As typed")
    assert TOLD not in page
    draft = NewsPage.objects.get(pk=news.pk).get_latest_revision_as_object()
    assert (draft.image, draft.title) == (silent, "As typed")


@pytest.mark.parametrize(
    "words", [{"description": "A bay"}, {"is_decorative": True}], ids=["described", "decorative"]
)
def test_once_the_picture_has_words_or_needs_none_the_page_is_published(
    admin_client, client, news, silent, words
):
    PartnershipImage.objects.filter(pk=silent.pk).update(**words)
    save_page(admin_client, news, image=silent.pk, **{"action-publish": "1"})
    page = client.get(news.url).content.decode()
    assert f'alt="{words.get("description", "")}"' in page


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__name__)
def test_wherever_a_picture_is_chosen_it_needs_words(model):
    chosen = [
        field.name
        for field in model._meta.get_fields()
        if field.is_relation and field.related_model is PartnershipImage
    ]
    if not chosen:
        pytest.skip("It has no picture.")
    panels = model.get_edit_handler() if issubclass(model, Page) else get_edit_handler(model)
    form = panels.get_form_class()
    assert all(isinstance(form.base_fields[name], ChosenPictureField) for name in chosen)
