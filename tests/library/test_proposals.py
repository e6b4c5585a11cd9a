"""Editors who may not publish propose changes to documents; those who may accept them."""

import re

import pytest
from django.core.files.base import ContentFile
from django.test import Client
from django.urls import reverse
from django.utils.html import strip_tags
from wagtail.models import Collection, Page

from partnership.front.models import HomePage
from partnership.library.models import DocumentProposal, PartnershipDocument, PartnershipImage
from partnership.library.reading import read_document
from partnership.pages.models import GuidancePage
from tests.library.photographs import photograph
from tests.library.test_documents import FIRST, SECOND, add, body, replace, save_form


@pytest.fixture
def document(db):
    return add()


def visit():
    return Client()


def seen(document):
    """Return the file as visitors get it."""
    return body(visit().get(document.url))


def edit_page(browser, document):
    html = browser.get(reverse("wagtaildocs:edit", args=[document.pk])).content.decode()
    return " ".join(html.split())


def propose(editor, document, **changes):
    return save_form(editor, document, **changes).content.decode()


def press(browser, name, document, proposal=None, **fields):
    """Press the button of the form whose address has the ``name``."""
    if proposal is None:
        proposal = DocumentProposal.objects.filter(document=document).first()
    fields |= {"proposal": proposal.token} if proposal else {}
    address = reverse(f"library_{name}", args=[document.pk])
    return browser.post(address, fields, follow=True).content.decode()


def new_file():
    return ContentFile(SECOND, "New.pdf")


class TestAnEditorsChange:
    def test_waits_while_visitors_see_the_document_as_it_was(self, document, editor):
        text = propose(editor, document, file=new_file(), title="New title", address="new.pdf")
        assert "wait for a publisher" in text
        assert seen(document) == FIRST
        document.refresh_from_db()
        assert (document.title, document.versions.count()) == ("Our threshold document", 1)
        assert visit().get("/documents/new.pdf").status_code == 404

    @pytest.mark.parametrize(
        ("field", "value", "shown"),
        [
            ("lists_versions", "True", "Visitors can open them"),
            ("is_sample", "on", "Yes"),
            ("effective_from", "1 April 2026", "1 April 2026"),
            ("agreed_by", "Nobody", "Nobody"),
            ("what_changed", "New numbers", "New numbers"),
            ("tags", "play, forum", "forum, play"),
            ("address", "other.pdf", "other.pdf"),
        ],
    )
    def test_of_any_field_waits_and_is_shown_to_publishers(
        self, document, editor, publisher, field, value, shown
    ):
        before = PartnershipDocument.objects.filter(pk=document.pk).values().get()
        propose(editor, document, **{field: value})
        assert PartnershipDocument.objects.filter(pk=document.pk).values().get() == before
        proposed = re.findall(r"<td>([^<]*)</td> </tr>", edit_page(publisher, document))
        assert shown in proposed

    def test_is_told_to_publishers_by_email(self, document, editor, publisher, mailoutbox):
        propose(editor, document, title="New title")
        letter = mailoutbox[-1]
        assert letter.to == ["bea@example.org"]
        assert "Ana Example would like to change the document" in letter.body

    def test_is_on_the_first_screen_of_publishers_alone(self, document, editor, publisher):
        propose(editor, document, title="New title")
        home = reverse("wagtailadmin_home")
        assert "Documents that wait for you" in publisher.get(home).content.decode()
        assert "Documents that wait for you" not in editor.get(home).content.decode()

    def test_shows_in_the_list_of_documents(self, document, editor, publisher):
        propose(editor, document, title="New title")
        for browser in (editor, publisher):
            words = browser.get(reverse("wagtaildocs:index")).content.decode()
            assert words.count("Changes to be accepted") == 1

    def test_goes_on_from_what_is_proposed_already(self, document, editor, publisher):
        propose(editor, document, file=new_file(), what_changed="New numbers")
        assert 'value="New numbers"' in edit_page(editor, document)
        propose(editor, document, title="New title", what_changed="New numbers")
        press(publisher, "accept", document)
        assert seen(document) == SECOND
        document.refresh_from_db()
        assert document.title == "New title"
        assert document.versions.first().what_changed == "New numbers"

    def test_taken_back_to_what_visitors_see_proposes_nothing(self, document, editor):
        propose(editor, document, title="New title")
        assert "Nothing is proposed" in propose(editor, document)
        assert not DocumentProposal.objects.exists()

    def test_of_a_file_shows_what_visitors_read_of_the_change_before(
        self, document, editor, publisher
    ):
        document.lists_versions = True
        replace(document, what_changed="New numbers")
        propose(editor, document, file=new_file(), what_changed="A correction")
        told = " ".join(strip_tags(edit_page(publisher, document)).split())
        assert "New numbers A correction" in told

    def test_of_nothing_proposes_nothing(self, document, editor):
        assert "Nothing is proposed" in propose(editor, document)
        assert not DocumentProposal.objects.exists()

    def test_may_be_withdrawn(self, document, editor, django_capture_on_commit_callbacks):
        propose(editor, document, file=new_file())
        file = DocumentProposal.objects.get().file
        assert file.storage.exists(file.name)
        with django_capture_on_commit_callbacks(execute=True):
            assert "have been deleted" in press(editor, "decline", document)
        assert not file.storage.exists(file.name)

    def test_with_a_second_file_keeps_the_second_alone(
        self, document, editor, django_capture_on_commit_callbacks
    ):
        propose(editor, document, file=ContentFile(b"%PDF-1.7 not this one", "a.pdf"))
        first = DocumentProposal.objects.get().file
        with django_capture_on_commit_callbacks(execute=True):
            propose(editor, document, file=new_file())
        assert not first.storage.exists(first.name)
        with DocumentProposal.objects.get().file.open() as file:
            assert file.read() == SECOND


class TestAPublisher:
    def test_sees_both_files_and_what_differs_in_their_text(
        self, pdfs, editor, publisher, document
    ):
        earlier = add("Thresholds", b"first line\nsecond line\n", "thresholds.txt")
        read_document(earlier)
        file = ContentFile(b"first line\nanother line\n", "thresholds.txt")
        propose(editor, earlier, file=file)
        text = edit_page(publisher, earlier)
        assert "Gone: <del>second line</del>" in text
        assert "New: <ins>another line</ins>" in text
        assert "first line" not in text
        address = reverse("library_proposed_file", args=[earlier.pk])
        assert body(publisher.get(address)) == b"first line\nanother line\n"

    def test_is_told_what_is_wrong_with_the_file_as_the_editor_was(
        self, pdfs, document, editor, publisher
    ):
        content = (pdfs / "untagged" / "tagged.pdf").read_bytes()
        said = propose(editor, document, file=ContentFile(content, "New.pdf"))
        assert "Some people cannot read ‘Our threshold document’" in said
        assert "The PDF is not tagged" in edit_page(publisher, document)

    def test_accepts_and_visitors_see_it(
        self, document, editor, publisher, mailoutbox, django_capture_on_commit_callbacks
    ):
        propose(editor, document, file=new_file(), title="New title")
        with django_capture_on_commit_callbacks(execute=True):
            assert "Visitors now see the changes" in press(publisher, "accept", document)
        assert seen(document) == SECOND
        document.refresh_from_db()
        assert (document.title, document.versions.first().added_by.first_name) == (
            "New title",
            "Ana",
        )
        assert "was accepted" in mailoutbox[-1].subject
        assert mailoutbox[-1].to == ["ana@example.org"]

    def test_accepts_the_proposal_and_keeps_what_changed_meanwhile(
        self, document, editor, publisher
    ):
        propose(editor, document, title="New title")
        save_form(publisher, document, agreed_by="The board")
        press(publisher, "accept", document)
        document.refresh_from_db()
        assert (document.title, document.agreed_by) == ("New title", "The board")

    def test_accepts_only_what_they_have_seen(self, document, editor, publisher):
        propose(editor, document, title="First thought")
        compared = DocumentProposal.objects.get()
        propose(editor, document, title="Second thought")
        text = press(publisher, "accept", document, compared)
        assert "has changed since you opened the document" in text
        document.refresh_from_db()
        assert document.title == "Our threshold document"

    def test_is_told_why_it_cannot_be_accepted(self, document, editor, publisher):
        propose(editor, document, address="taken.pdf")
        add("Another", address="taken.pdf")
        text = press(publisher, "accept", document)
        assert "Nothing was changed. Address: Another document has this address" in text
        assert DocumentProposal.objects.exists()

    def test_declines_with_a_reason_for_its_author(self, document, editor, publisher, mailoutbox):
        propose(editor, document, file=new_file())
        press(publisher, "decline", document, reason="Page 4 is missing.")
        assert seen(document) == FIRST
        assert "Page 4 is missing." in mailoutbox[-1].body

    def test_changes_the_document_at_once(self, document, publisher):
        save_form(publisher, document, file=new_file())
        assert seen(document) == SECOND

    def test_who_has_no_right_to_the_document_cannot_accept(self, editor, publisher):
        document = add(collection=Collection.get_first_root_node().add_child(name="Elsewhere"))
        DocumentProposal.objects.create(document=document, values={"title": ["New title"]})
        press(publisher, "accept", document)
        assert DocumentProposal.objects.exists()


class TestWithoutTheRightToPublish:
    @pytest.mark.parametrize("name", ["accept", "publish"])
    def test_no_button_makes_visitors_see_it(self, document, editor, name):
        propose(editor, document, title="New title")
        press(editor, name, document)
        document.refresh_from_db()
        assert document.title == "Our threshold document"

    def test_earlier_versions_are_neither_restored_nor_removed(self, document, editor):
        earlier = replace(document).versions.last()
        for name in ("library_restore", "library_remove"):
            editor.post(reverse(name, args=[document.pk, earlier.pk]))
        assert document.versions.count() == 2
        assert seen(document) == SECOND
        assert "Remove permanently" not in edit_page(editor, document)

    def test_the_form_for_several_files_changes_nothing_either(self, document, editor):
        editor.post(
            reverse("wagtaildocs:edit_multiple", args=[document.pk]),
            {f"doc-{document.pk}-title": "New title", f"doc-{document.pk}-address": "x.pdf"},
            headers={"x-requested-with": "XMLHttpRequest"},
        )
        document.refresh_from_db()
        assert document.title == "Our threshold document"

    @pytest.mark.parametrize("action", ["delete", "add_to_collection", "add_tags"])
    def test_a_bulk_action_changes_nothing(self, document, editor, action):
        other = Collection.get_first_root_node().get_children().first().add_child(name="Other")
        address = reverse("wagtail_bulk_action", args=["library", "partnershipdocument", action])
        editor.post(f"{address}?id={document.pk}", {"collection": other.pk, "tags": "new"})
        document.refresh_from_db()
        assert document.collection != other
        assert not document.tags.exists()

    def test_a_document_that_visitors_see_is_not_deleted(self, document, editor):
        editor.post(reverse("wagtaildocs:delete", args=[document.pk]))
        editor.post(
            reverse("wagtaildocs:delete_multiple", args=[document.pk]),
            headers={"x-requested-with": "XMLHttpRequest"},
        )
        assert PartnershipDocument.objects.filter(pk=document.pk).exists()


class TestANewDocument:
    @pytest.fixture
    def new(self, editor, document):
        fields = {"title": "New", "tags": "", "collection": document.collection_id}
        response = editor.post(
            reverse("wagtaildocs:add"), fields | {"file": new_file()}, follow=True
        )
        assert "once a page that uses it is published" in response.content.decode()
        return PartnershipDocument.objects.get(title="New")

    def test_of_an_editor_is_hidden_from_visitors(self, new):
        assert visit().get(new.url).status_code == 404
        assert new not in PartnershipDocument.objects.public()

    def test_shows_in_the_list_of_documents(self, new, editor):
        words = editor.get(reverse("wagtaildocs:index")).content.decode()
        assert words.count("To be published") == 1

    def test_is_opened_and_changed_by_its_editor(self, new, editor):
        assert body(editor.get(new.url)) == SECOND
        save_form(editor, new, title="Newer")
        new.refresh_from_db()
        assert new.title == "Newer"
        editor.post(reverse("wagtaildocs:delete", args=[new.pk]))
        assert not PartnershipDocument.objects.filter(pk=new.pk).exists()

    def test_is_public_with_the_page_that_uses_it(self, new):
        page = GuidancePage(title="Papers", slug="papers", body=[("documents", [new])], live=False)
        HomePage.objects.get().add_child(instance=page)
        assert visit().get(new.url).status_code == 404
        page.save_revision().publish()
        assert new.title in visit().get(page.url).content.decode()
        assert seen(new) == SECOND

    def test_is_public_once_a_publisher_says_so(self, new, publisher):
        assert "Visitors cannot see this document yet" in edit_page(publisher, new)
        assert "Visitors can now see ‘New’" in press(publisher, "publish", new)
        assert seen(new) == SECOND

    def test_of_several_added_at_once_is_hidden_too(self, editor, document):
        editor.post(
            reverse("wagtaildocs:add_multiple"),
            {"files[]": new_file(), "collection": document.collection_id},
            headers={"x-requested-with": "XMLHttpRequest"},
        )
        added = PartnershipDocument.objects.latest("pk")
        assert visit().get(added.url).status_code == 404

    def test_of_a_publisher_is_public_at_once(self, publisher, document):
        fields = {"title": "At once", "tags": "", "collection": document.collection_id}
        fields["release"] = "now"
        publisher.post(reverse("wagtaildocs:add"), fields | {"file": new_file()})
        assert seen(PartnershipDocument.objects.get(title="At once")) == SECOND


class TestAPicture:
    @pytest.fixture
    def picture(self, db):
        return PartnershipImage.objects.create(
            title="A hill", description="A hill", file=ContentFile(photograph("JPEG"), "hill.jpg")
        )

    @pytest.fixture
    def shown(self, picture):
        """The picture, on a page that visitors see."""
        body = [("picture", {"image": picture, "caption": ""})]
        page = GuidancePage(title="Hills", slug="hills", body=body)
        HomePage.objects.get().add_child(instance=page)
        assert Page.objects.get(slug="hills").live
        return picture

    def save(self, browser, picture):
        fields = {"title": "Changed", "description": "Changed", "tags": "", "credit": ""}
        fields["collection"] = picture.collection_id
        address = reverse("wagtailimages:edit", args=[picture.pk])
        response = browser.post(address, fields, follow=True)
        picture.refresh_from_db()
        return response.content.decode()

    def test_that_visitors_see_is_not_changed_by_an_editor(self, shown, editor):
        assert "only a publisher can change it" in self.save(editor, shown)
        assert shown.description == "A hill"
        editor.post(reverse("wagtailimages:delete", args=[shown.pk]))
        assert PartnershipImage.objects.filter(pk=shown.pk).exists()

    def test_that_no_page_uses_is_changed_by_an_editor(self, picture, editor):
        self.save(editor, picture)
        assert picture.description == "Changed"

    def test_that_visitors_see_is_changed_by_a_publisher(self, shown, publisher):
        self.save(publisher, shown)
        assert shown.description == "Changed"
