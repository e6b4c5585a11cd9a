"""Pictures on pages: alternative text is required to publish, and visitors get the right size."""

import pytest
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from justhtml import JustHTML
from wagtail.admin.panels import get_edit_handler
from wagtail.images.rect import Rect
from wagtail.models import Page
from wagtail.test.utils.form_data import inline_formset, nested_form_data, rich_text, streamfield

from partnership.directory.models import Person
from partnership.front.models import HomePage
from partnership.library.image_forms import ChosenPictureField
from partnership.library.models import PartnershipImage
from partnership.pages.models import AboutPage, NewsPage, PartnershipSettings
from tests.laws.kinds import KINDS, example

pytestmark = pytest.mark.django_db

NO_TEXT = "This picture has no alternative text yet"
CHOSEN = [
    pytest.param(model, field.name, id=f"{model.__name__}.{field.name}")
    for model in (*KINDS, PartnershipSettings, Person)
    for field in model._meta.get_fields()
    if field.is_relation and field.related_model is PartnershipImage
]


@pytest.fixture
def silent():
    """A picture in the library without alternative text."""
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


def test_a_picture_in_the_text_needs_alternative_text_in_the_librarys_words(
    admin_client, news, silent
):
    picture = {"image": {"image": silent.pk, "alt_text": "", "decorative": ""}, "caption": ""}
    body = streamfield([("picture", picture)])
    page = save_page(admin_client, news, body=body, **{"action-publish": "yes"})
    assert "Say in a sentence what the picture shows" in page
    assert "Please add some alt text" not in page


def test_a_picture_shows_its_credit(client, news):
    PartnershipImage.objects.update(credit="Ada Example")
    NewsPage.objects.filter(pk=news.pk).update(image=PartnershipImage.objects.first())
    assert "Picture: Ada Example" in client.get(news.url).content.decode()


def test_a_page_with_a_picture_without_alternative_text_is_not_published(
    admin_client, news, silent
):
    page = save_page(
        admin_client, news, image=silent.pk, title="As typed", **{"action-publish": "1"}
    )
    assert NO_TEXT in page
    assert 'value="As typed"' in page
    news.refresh_from_db()
    assert (news.image, news.title == "As typed") == (None, False)


def test_a_page_with_a_picture_without_alternative_text_is_saved_as_a_draft(
    admin_client, news, silent
):
    page = save_page(admin_client, news, image=silent.pk, title="As typed")
    assert NO_TEXT not in page
    draft = NewsPage.objects.get(pk=news.pk).get_latest_revision_as_object()
    assert (draft.image, draft.title) == (silent, "As typed")


@pytest.mark.parametrize(
    "words", [{"description": "A bay"}, {"is_decorative": True}], ids=["described", "decorative"]
)
def test_a_page_with_a_described_or_decorative_picture_is_published(
    admin_client, client, news, silent, words
):
    PartnershipImage.objects.filter(pk=silent.pk).update(**words)
    save_page(admin_client, news, image=silent.pk, **{"action-publish": "1"})
    page = client.get(news.url).content.decode()
    assert f'alt="{words.get("description", "")}"' in page


@pytest.mark.parametrize(("model", "field"), CHOSEN)
def test_every_chosen_picture_needs_alternative_text(model, field):
    panels = model.get_edit_handler() if issubclass(model, Page) else get_edit_handler(model)
    assert isinstance(panels.get_form_class().base_fields[field], ChosenPictureField)


def pictures(client, address):
    """Return the pictures in the main part of a page: ``[(source's attributes, img's), ...]``."""
    document = JustHTML(client.get(address).content.decode(), sanitize=False)
    return [
        (picture.query("source")[0].attrs, picture.query("img")[0].attrs)
        for picture in document.query("main picture")
    ]


@pytest.fixture
def illustrated(news):
    """News with a main picture and another in its text."""
    first, second = PartnershipImage.objects.order_by("pk")[:2]
    second.decorative, second.contextual_alt_text = False, "As its block says"
    news.image = first
    news.body = [("picture", {"image": second, "caption": ""})]
    news.save_revision().publish()
    return news


def test_pictures_come_in_sizes_for_phones_and_larger_screens(client, illustrated):
    for address in ("/", illustrated.url):
        for source, image in pictures(client, address):
            assert source["type"] == "image/webp"
            widths = [int(one.split()[1].removesuffix("w")) for one in source["srcset"].split(",")]
            assert widths[0] == 320
            assert widths == sorted(set(widths))
            assert len(widths) == 4
            assert image["src"].endswith((".jpg", ".jpeg"))
            assert source["sizes"] == image["sizes"]


def test_pictures_have_width_and_height_so_that_nothing_moves(client, illustrated):
    for address in ("/", illustrated.url, "/about-us/"):
        for _, image in pictures(client, address):
            assert int(image["width"]) > 0 < int(image["height"])


def test_the_first_picture_loads_at_once_and_the_others_lazily(client, illustrated):
    [(_, first)] = pictures(client, "/")
    assert (first["fetchpriority"], "loading" in first) == ("high", False)
    [(_, first), (_, second)] = pictures(client, illustrated.url)
    assert (first["fetchpriority"], first["loading"]) == ("high", "eager")
    assert second["loading"] == "lazy"
    assert second["alt"] == "As its block says"


def test_the_home_page_picture_is_cropped_around_its_focal_point(client):
    picture = example(HomePage).image
    before = pictures(client, "/")
    picture.set_focal_point(Rect(0, 0, 40, 40))
    picture.save()
    assert pictures(client, "/") != before


def test_portraits_take_the_same_queries_for_any_number(client):
    page = example(AboutPage)
    portrait = PartnershipImage.objects.first()
    people = [Person.objects.create(name=f"Person {n}", portrait=portrait) for n in range(12)]

    def cost(number):
        """Return the number of queries of a visit to a page with people, on a cold cache."""
        page.body = [("people", people[:number])]
        page.save_revision().publish()
        client.get(page.url)
        cache.clear()
        client.get("/site-map/")  # finds the site
        with CaptureQueriesContext(connection) as captured:
            client.get(page.url)
        return len(captured)

    assert cost(12) == cost(1)
