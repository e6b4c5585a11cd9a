"""An editor learns nothing about pictures and documents in a private collection."""

import pytest
from django.core.files.base import ContentFile
from django.urls import NoReverseMatch, get_resolver, reverse
from wagtail.models import Collection, CollectionViewRestriction
from wagtail.test.utils.form_data import (
    inline_formset,
    nested_form_data,
    rich_text,
    streamfield,
)

from partnership.directory.models import Person
from partnership.library.models import PartnershipDocument, PartnershipImage
from partnership.pages.models import ArrangementsPage, GuidancePage, NewsPage

SECRET = "Minutes in confidence"


@pytest.fixture
def board(db):
    """Return a collection that only the board reads, and administrators look after."""
    board = Collection.get_first_root_node().add_child(name="Board")
    CollectionViewRestriction.objects.create(
        collection=board, restriction_type=CollectionViewRestriction.LOGIN
    )
    return board


@pytest.fixture
def document(board):
    return PartnershipDocument.objects.create(
        title=SECRET, collection=board, file=ContentFile(b"%PDF-1.4 minutes", name="minutes.pdf")
    )


@pytest.fixture
def image(board):
    image = PartnershipImage.objects.first()
    image.title = image.description = SECRET
    image.collection = board
    image.save()
    return image


@pytest.fixture
def editor(person, browser_of):
    """Return a browser in which an editor is signed in."""
    return browser_of(person("editor"))


def addresses(namespace, number):
    """Yield every address in a part of the admin that ends in a number."""
    part = get_resolver("wagtail.admin.urls").namespace_dict[namespace][1]
    for name in part.reverse_dict:
        if isinstance(name, str):
            try:
                yield reverse(f"{namespace}:{name}", args=[number])
            except NoReverseMatch:
                continue


def shows_title(response):
    return response.status_code == 200 and SECRET in response.content.decode()


@pytest.mark.parametrize("namespace", ["wagtaildocs", "wagtaildocs_chooser"])
def test_no_address_of_a_document_shows_its_title(namespace, document, editor):
    found = list(addresses(namespace, document.pk))
    assert found
    for address in found:
        assert not shows_title(editor.get(address)), address
        assert not shows_title(editor.post(address)), address


@pytest.mark.parametrize("namespace", ["wagtailimages", "wagtailimages_chooser"])
def test_no_address_of_a_picture_shows_its_title(namespace, image, editor):
    form = {
        "image-chooser-insertion-format": "fullwidth",
        "image-chooser-insertion-image_is_decorative": "on",
    }
    found = list(addresses(namespace, image.pk))
    assert found
    for address in found:
        assert not shows_title(editor.get(address)), address
        assert not shows_title(editor.post(address, form)), address


def test_an_administrator_can_insert_a_private_picture(image, person, browser_of):
    address = reverse("wagtailimages_chooser:select_format", args=[image.pk])
    assert shows_title(browser_of(person("administrator")).get(address))


@pytest.mark.parametrize("action", ["delete", "add_tags", "add_to_collection"])
@pytest.mark.parametrize("kind", ["document", "image"])
def test_no_bulk_action_shows_their_titles(
    kind, action, document, image, editor, person, browser_of
):
    model = PartnershipDocument if kind == "document" else PartnershipImage
    private = document if kind == "document" else image
    address = reverse("wagtail_bulk_action", args=["library", model._meta.model_name, action])
    theirs = model.objects.exclude(pk=private.pk).first()
    assert editor.get(address, {"id": private.pk}).status_code == 404
    both = editor.get(address, {"id": [private.pk, theirs.pk]})
    assert theirs.title in both.content.decode()
    assert not shows_title(both)
    assert editor.post(address, {"id": private.pk}).status_code == 404
    administrator = browser_of(person("administrator", "Bea"))
    assert shows_title(administrator.get(address, {"id": private.pk}))


@pytest.mark.parametrize("endpoint", ["documents", "images"])
def test_no_api_shows_their_titles(endpoint, document, image, editor):
    number = document.pk if endpoint == "documents" else image.pk
    assert not shows_title(editor.get(f"/admin/api/main/{endpoint}/"))
    assert not shows_title(editor.get(f"/admin/api/main/{endpoint}/", {"search": "minutes"}))
    assert not shows_title(editor.get(f"/admin/api/main/{endpoint}/{number}/"))


def body(*blocks):
    return {"body": streamfield(blocks)}


def documents(document):
    return ("documents", {"count": "1", "0-deleted": "", "0-order": "0", "0-value": document.pk})


def sent(page, fields):
    """Return the form that edits ``page``, with ``fields`` changed."""
    rows = {"comments": inline_formset([])}
    if isinstance(page, ArrangementsPage):
        rows["publications"] = inline_formset([])
    whole = {"title": page.title, "slug": page.slug, "search_description": "Summary", **body()}
    return nested_form_data(whole | rows | fields)


# How a page can use a document or picture: the kind of page, and the fields.
USES = {
    "a block": (GuidancePage, lambda document, image: body(documents(document))),
    "a link in a text": (
        GuidancePage,
        lambda document, image: body(
            ("prose", rich_text(f'<p><a linktype="document" id="{document.pk}">x</a></p>'))
        ),
    ),
    "a picture in a block": (
        GuidancePage,
        lambda document, image: body(("picture", {"image-image": image.pk, "caption": ""})),
    ),
    "a field": (NewsPage, lambda document, image: {"image": image.pk}),
    "a row": (
        ArrangementsPage,
        lambda document, image: {
            "publications": inline_formset([{"title": "x", "document": document.pk, "kind": ""}])
        },
    ),
}


@pytest.mark.parametrize("title", ["With a title", ""])
@pytest.mark.parametrize("use", USES)
def test_an_editor_cannot_put_them_on_a_page(use, title, document, image, editor):
    kind, fields = USES[use]
    page = kind.objects.live().first()
    form = sent(page, fields(document, image) | {"title": title})
    edit = reverse("wagtailadmin_pages:edit", args=[page.pk])
    preview = reverse("wagtailadmin_pages:preview_on_edit", args=[page.pk])
    refusal = "you do not have permission"
    assert refusal in editor.post(edit, form, follow=True).content.decode()
    assert editor.post(preview, form, HTTP_X_REQUESTED_WITH="XMLHttpRequest").status_code == 403
    assert not shows_title(editor.get(preview))
    assert not shows_title(editor.get(edit))


def test_an_editor_cannot_put_them_on_a_new_page(document, editor):
    parent = GuidancePage.objects.live().first().get_parent()
    address = reverse("wagtailadmin_pages:add", args=["pages", "guidancepage", parent.pk])
    form = sent(GuidancePage(title="New", slug="new"), body(documents(document)))
    assert editor.post(address, form).status_code == 403
    assert not GuidancePage.objects.filter(slug="new").exists()


def test_an_editor_can_save_a_page_on_which_an_administrator_put_them(
    document, editor, person, browser_of
):
    page = GuidancePage.objects.live().first()
    edit = reverse("wagtailadmin_pages:edit", args=[page.pk])
    form = sent(page, body(documents(document)))
    assert browser_of(person("administrator", "Bea")).post(edit, form).url == edit
    assert editor.post(edit, form | {"title": "Better"}).url == edit
    page.refresh_from_db()
    draft = page.get_latest_revision_as_object()
    assert draft.title == "Better"
    assert list(draft.body[0].value) == [document]


def test_a_publisher_cannot_put_them_in_the_directory(image, person, browser_of):
    colleague = Person.objects.create(name="Bea Example")
    edit = reverse(Person.snippet_viewset.get_url_name("edit"), args=[colleague.pk])
    form = {"name": "", "post": "", "portrait": image.pk}
    response = browser_of(person("publisher")).post(edit, form, follow=True)
    assert "you do not have permission" in response.content.decode()
