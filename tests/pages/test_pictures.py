"""Pictures on pages: the words they need before a page is published, and what a visitor gets."""

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

TOLD = "This picture has no alternative text yet"
CHOSEN = [
    pytest.param(model, field.name, id=f"{model.__name__}.{field.name}")
    for model in (*KINDS, PartnershipSettings, Person)
    for field in model._meta.get_fields()
    if field.is_relation and field.related_model is PartnershipImage
]


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


def test_whoever_took_a_picture_is_named_below_it(client, news):
    PartnershipImage.objects.update(credit="Ada Example")
    NewsPage.objects.filter(pk=news.pk).update(image=PartnershipImage.objects.first())
    assert "Picture: Ada Example" in client.get(news.url).content.decode()


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


@pytest.mark.parametrize(("model", "field"), CHOSEN)
def test_wherever_a_picture_is_chosen_it_needs_words(model, field):
    panels = model.get_edit_handler() if issubclass(model, Page) else get_edit_handler(model)
    assert isinstance(panels.get_form_class().base_fields[field], ChosenPictureField)


def pictures(client, address):
    """The pictures in the main part of a page: ``[(source's attributes, img's), ...]``."""
    document = JustHTML(client.get(address).content.decode(), sanitize=False)
    return [
        (picture.query("source")[0].attrs, picture.query("img")[0].attrs)
        for picture in document.query("main picture")
    ]


@pytest.fixture
def illustrated(news):
    """News with a picture of its own, and another in its text."""
    first, second = PartnershipImage.objects.order_by("pk")[:2]
    second.decorative, second.contextual_alt_text = False, "As its block says"
    news.image = first
    news.body = [("picture", {"image": second, "caption": ""})]
    news.save_revision().publish()
    return news


def test_a_telephone_is_offered_a_telephone_s_picture(client, illustrated):
    for address in ("/", illustrated.url):
        for source, image in pictures(client, address):
            assert source["type"] == "image/webp"
            widths = [int(one.split()[1].removesuffix("w")) for one in source["srcset"].split(",")]
            assert widths[0] == 320
            assert widths == sorted(set(widths))
            assert len(widths) == 4
            assert image["src"].endswith((".jpg", ".jpeg"))
            assert source["sizes"] == image["sizes"]


def test_nothing_moves_when_a_picture_arrives(client, illustrated):
    for address in ("/", illustrated.url, "/about-us/"):
        for _, image in pictures(client, address):
            assert int(image["width"]) > 0 < int(image["height"])


def test_the_first_picture_comes_at_once_and_those_below_when_they_are_reached(client, illustrated):
    [(_, first)] = pictures(client, "/")
    assert (first["fetchpriority"], "loading" in first) == ("high", False)
    [(_, first), (_, second)] = pictures(client, illustrated.url)
    assert (first["fetchpriority"], first["loading"]) == ("high", "eager")
    assert second["loading"] == "lazy"
    assert second["alt"] == "As its block says"


def test_the_home_page_s_picture_is_cut_around_what_matters(client):
    picture = example(HomePage).image
    before = pictures(client, "/")
    picture.set_focal_point(Rect(0, 0, 40, 40))
    picture.save()
    assert pictures(client, "/") != before


def test_portraits_cost_the_same_however_many_there_are(client):
    page = example(AboutPage)
    portrait = PartnershipImage.objects.first()
    people = [Person.objects.create(name=f"Person {n}", portrait=portrait) for n in range(12)]

    def cost(number):
        """The queries of a visit to a page with people in its text, on a cold cache."""
        page.body = [("people", people[:number])]
        page.save_revision().publish()
        client.get(page.url)
        cache.clear()
        client.get("/site-map/")  # finds the site
        with CaptureQueriesContext(connection) as captured:
            client.get(page.url)
        return len(captured)

    assert cost(12) == cost(1)
