"""Documents, as editors manage them and visitors see them."""

import resource
from contextlib import contextmanager

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.core.files.base import ContentFile
from django.urls import reverse
from wagtail.models import CollectionViewRestriction, PageViewRestriction

from partnership.front.models import HomePage
from partnership.library.models import PartnershipDocument, documents
from partnership.library.storage import library_storage
from partnership.pages.models import ArrangementsPage, GuidancePage, Publication
from tests.signing_in import sign_in

FIRST, SECOND = b"%PDF-1.7 the first version", b"%PDF-1.7 the second version, longer"


def add(title="Our threshold document", content=FIRST, name="Final v3 (2).pdf", **fields):
    """Return a document, added as an editor would add it."""
    document = PartnershipDocument(title=title, file=ContentFile(content, name), **fields)
    document.full_clean()
    document.save()
    return document


def replace(document, content=SECOND, name="Other name.pdf", what_changed=""):
    document.file = ContentFile(content, name)
    document.what_changed = what_changed
    document.save()
    return document


def body(response):
    """Return the content of the response, read to the end so that the file is closed."""
    assert response.status_code == 200
    return b"".join(response.streaming_content)


def save_form(client, document, **changes):
    """Save the document's form in the admin with these fields filled in."""
    fields = {
        "title": document.title,
        "address": document.address,
        "tags": "",
        "collection": document.collection_id,
        "web_version": document.web_version_id or "",
    }
    address = reverse("wagtaildocs:edit", args=[document.pk])
    return client.post(address, fields | changes, follow=True)


@pytest.fixture
def document(db):
    return add()


@pytest.fixture
def upload(document, admin_client):
    """Return a function that replaces the file in the admin."""

    def send(content, name="Other name.pdf", **changes):
        return save_form(admin_client, document, file=ContentFile(content, name), **changes)

    return send


@pytest.fixture
def sign_in_as(client):
    """Return a function that signs in a member of the named groups."""

    def as_member_of(*names):
        user = get_user_model().objects.create_user("member@example.org", "a long password")
        user.groups.set(Group.objects.filter(name__in=names))
        sign_in(client, user)
        return client

    return as_member_of


class TestAddress:
    def test_is_made_from_the_title_and_not_the_file(self, document):
        assert document.url == "/documents/our-threshold-document.pdf"

    @pytest.mark.parametrize(
        ("title", "address"),
        [
            ("Ochrona dzieci: Łódź", "ochrona-dzieci-lodz.pdf"),
            ("Захист дітей", "zakhist-ditey.pdf"),
            ("حماية الأطفال", "hmyh-ltfl.pdf"),
        ],
    )
    def test_is_made_from_letters_of_any_script(self, db, title, address):
        assert add(title).address == address

    def test_belongs_to_one_document_only(self, document):
        assert add().url == "/documents/our-threshold-document-2.pdf"

    def test_taken_at_the_same_moment_is_not_given_twice(self, document, monkeypatch):
        real, given = documents.unique_address, [document.address]

        def unique_address(*args):
            return given.pop() if given else real(*args)

        monkeypatch.setattr(documents, "unique_address", unique_address)
        assert add().address != document.address

    @pytest.mark.parametrize(
        ("typed", "kept"),
        [
            ("Thresholds 2026.PDF", "thresholds-2026.pdf"),
            ("thresholds", "thresholds.pdf"),
            ("../../admin/", "admin.pdf"),
            ("<script>.pdf", "script.pdf"),
            ("Report v1.2", "report-v1-2.pdf"),
            ("thresholds.html", "thresholds-html.pdf"),
        ],
    )
    def test_typed_by_an_editor_is_normalised(self, document, admin_client, typed, kept):
        save_form(admin_client, document, address=typed)
        document.refresh_from_db()
        assert document.address == kept

    def test_changed_redirects_from_the_former_one(self, document, admin_client, client):
        former = document.url
        save_form(admin_client, document, address="thresholds.pdf")
        response = client.get(former)
        assert (response.status_code, response.url) == (301, "/documents/thresholds.pdf")
        assert client.get(f"{former}?a=b&c=%20").url == "/documents/thresholds.pdf?a=b&c=%20"

    def test_changed_redirects_to_versions_and_picture_too(self, document, admin_client, client):
        document.lists_versions = True
        earlier = replace(document).versions.last()
        document.picture.save("first.webp", ContentFile(b"a picture"))
        former = [earlier.url, document.url + "/first-page"]
        save_form(admin_client, document, address="thresholds.pdf", lists_versions="on")
        assert body(client.get(former[0], follow=True)) == FIRST
        assert body(client.get(former[1], follow=True)) == b"a picture"

    def test_changed_back_serves_the_file_directly(self, document, admin_client, client):
        save_form(admin_client, document, address="thresholds.pdf")
        save_form(admin_client, document, address="our-threshold-document.pdf")
        assert body(client.get("/documents/our-threshold-document.pdf")) == FIRST
        assert client.get("/documents/thresholds.pdf").status_code == 301

    def test_that_another_document_had_is_refused(self, document, admin_client, client):
        save_form(admin_client, document, address="thresholds.pdf")
        other = add("Another")
        response = save_form(admin_client, other, address="our-threshold-document.pdf")
        assert "Another document has this address, or had it." in response.content.decode()
        assert (
            client.get("/documents/our-threshold-document.pdf").url == "/documents/thresholds.pdf"
        )

    def test_of_no_document_is_not_found(self, db, client):
        assert client.get("/documents/nothing.pdf").status_code == 404


class TestReplacing:
    def test_keeps_the_address(self, document, upload, client):
        address = document.url
        upload(SECOND)
        response = client.get(address)
        assert body(response) == SECOND
        assert response["Content-Disposition"] == 'inline; filename="our-threshold-document.pdf"'

    def test_keeps_the_earlier_version_with_author_and_note(self, document, upload, administrator):
        upload(SECOND, what_changed="New numbers on page 4")
        current, earlier = document.versions.all()
        assert (current.added_by, current.what_changed) == (administrator, "New numbers on page 4")
        with earlier.file.open() as file:
            assert file.read() == FIRST

    def test_with_another_type_keeps_the_address(self, document, upload, client):
        upload(b"PK\x03\x04 word/ a Word file", "arrangements.docx")
        response = client.get("/documents/our-threshold-document.pdf")
        assert body(response) == b"PK\x03\x04 word/ a Word file"
        assert response["Content-Type"].endswith("wordprocessingml.document")
        assert 'filename="our-threshold-document.docx"' in response["Content-Disposition"]

    def test_clears_what_was_read_in_the_former_file(self, document):
        PartnershipDocument.objects.update(page_count=3, faults=["untagged"], language="pl")
        document = replace(PartnershipDocument.objects.get(pk=document.pk))
        document.refresh_from_db()
        assert (document.page_count, document.faults, document.read_at) == (None, [], None)

    def test_keeps_one_version_when_only_the_title_changes(self, document, admin_client):
        save_form(admin_client, document, title="Thresholds")
        assert document.versions.count() == 1

    def test_is_seen_by_a_browser_that_cached_the_former_file(self, document, upload, client):
        seen = client.get(document.url)
        assert body(seen) == FIRST
        known = {"if-none-match": seen["ETag"]}
        assert client.get(document.url, headers=known).status_code == 304
        upload(SECOND)
        assert body(client.get(document.url, headers=known)) == SECOND


class TestFailedUpload:
    @pytest.mark.parametrize(
        ("content", "name", "message"),
        [
            (b"<html>not a PDF</html>", "a.pdf", "it is another kind of file"),
            (b"<script></script>%PDF-1.7", "a.pdf", "it is another kind of file"),
            (b"", "a.pdf", "The submitted file is empty."),
            (b"MZ a program", "a.exe", "does not accept .exe files"),
            (b"old Word", "a.doc", "Save it as a Word document"),
            (b"no ending", "minutes", "has no ending"),
            (b"%PDF-1.7", "a.docx", "Open it in the program it was made with"),
            (b"PK\x03\x04 META-INF/ a program", "a.docx", "it is another kind of file"),
            (b"PK\x03\x04 word/vbaProject.bin", "a.docx", "This file contains macros"),
            (b"MZ\0 a program", "a.csv", "it is another kind of file"),
        ],
    )
    def test_shows_an_error_and_changes_nothing(
        self, document, upload, client, content, name, message
    ):
        response = upload(content, name, title="Something typed", what_changed="Typed too")
        html = response.content.decode()
        assert message in html
        assert "Something typed" in html
        assert "Typed too" in html
        assert "could not be found" not in html
        assert "Allowed extensions" not in html
        assert body(client.get(document.url)) == FIRST
        assert document.versions.count() == 1

    def test_of_an_empty_form_shows_an_error(self, document, admin_client):
        response = admin_client.post(reverse("wagtaildocs:edit", args=[document.pk]))
        assert response.status_code == 200
        assert "This field is required" in response.content.decode()

    def test_on_a_full_disk_shows_an_error_and_changes_nothing(self, document, upload, client):
        before = stored_files()
        with no_room_for(bytes_=1000):
            response = upload(b"%PDF-1.7" + bytes(100_000), title="Something typed")
        assert "The server had no room to keep this file" in response.content.decode()
        assert "Something typed" in response.content.decode()
        assert body(client.get(document.url)) == FIRST
        assert stored_files() == before

    def test_cut_off_before_the_database_commits_changes_nothing(self, document, client):
        replaced = PartnershipDocument.objects.get(pk=document.pk)
        replaced.file = ContentFile(SECOND, "b.pdf")
        replaced.title = None  # which the database refuses, after the file was written
        with pytest.raises(Exception, match="title"):
            replaced.save()


def stored_files():
    """Return the names of all documents on the disk."""
    return sorted(library_storage().listdir("documents")[1])


@contextmanager
def no_room_for(bytes_):
    """Make the system refuse to write files longer than ``bytes_``."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (bytes_, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


class TestRestoring:
    @pytest.fixture
    def replaced(self, document):
        return replace(document)

    def restore(self, client, document, version):
        address = reverse("library_restore", args=[document.pk, version.pk])
        return client.post(address, follow=True)

    def test_makes_an_earlier_version_current(self, replaced, admin_client, administrator, client):
        seen = client.get(replaced.url)
        assert body(seen) == SECOND
        response = self.restore(admin_client, replaced, replaced.versions.last())
        assert "is the current version again" in response.content.decode()
        headers = {
            "if-none-match": seen["ETag"],
            "if-modified-since": "Fri, 01 Jan 2100 00:00:00 GMT",
        }
        assert body(client.get(replaced.url, headers=headers)) == FIRST
        newest = replaced.versions.first()
        assert newest.added_by == administrator
        assert newest.what_changed.startswith("Restored the version of ")

    def test_can_be_undone_like_any_replacement(self, replaced, admin_client, client):
        first, second = reversed(replaced.versions.all())
        self.restore(admin_client, replaced, first)
        self.restore(admin_client, replaced, second)
        assert body(client.get(replaced.url)) == SECOND
        assert replaced.versions.count() == 4

    def test_is_refused_without_permission_to_edit(self, replaced, sign_in_as):
        response = self.restore(sign_in_as("Publisher"), add("Another"), replaced.versions.last())
        assert response.status_code == 404
        replaced.refresh_from_db()
        assert replaced.versions.count() == 2

    def test_refuses_a_get_request(self, replaced, admin_client):
        address = reverse("library_restore", args=[replaced.pk, replaced.versions.last().pk])
        assert admin_client.get(address).status_code == 405

    def test_of_a_missing_file_shows_an_error(self, replaced, admin_client, client):
        earlier = replaced.versions.last()
        earlier.file.storage.delete(earlier.file.name)
        response = self.restore(admin_client, replaced, earlier)
        assert "is missing from the server, so nothing has changed" in response.content.decode()
        assert body(client.get(replaced.url)) == SECOND


class TestRemoving:
    def remove(self, client, document, version):
        address = reverse("library_remove", args=[document.pk, version.pk])
        return client.post(address, follow=True).content.decode()

    def test_makes_an_earlier_version_unavailable_to_everyone(
        self, document, admin_client, client, django_capture_on_commit_callbacks
    ):
        document.lists_versions = True
        earlier = replace(document).versions.last()
        address = earlier.url
        with django_capture_on_commit_callbacks(execute=True):
            assert "No one can open it any more" in self.remove(admin_client, document, earlier)
        assert client.get(address).status_code == 404
        assert earlier.file.name.rpartition("/")[2] not in stored_files()
        assert body(client.get(document.url)) == SECOND

    def test_refuses_the_current_version(self, document, admin_client, client):
        assert "is the current version" in self.remove(
            admin_client, document, document.versions.first()
        )
        assert body(client.get(document.url)) == FIRST

    def test_is_refused_without_permission_to_edit(self, document, sign_in_as):
        earlier = replace(document).versions.last()
        self.remove(sign_in_as("Board"), document, earlier)
        assert document.versions.count() == 2


class TestEarlierVersions:
    def test_are_not_found_unless_the_document_lists_them(self, document, client):
        earlier = replace(document).versions.last()
        assert client.get(earlier.url).status_code == 404

    def test_are_listed_with_their_dates_for_a_statutory_document(self, document, client):
        page = ArrangementsPage.objects.get()
        Publication.objects.create(
            page=page, title="Thresholds", document=document, kind=page.publications.first().kind
        )
        document.lists_versions = True
        earlier = replace(document).versions.last()
        assert earlier.url in client.get(page.url).content.decode()
        response = client.get(earlier.url)
        assert body(response) == FIRST
        day = earlier.added_at.date()
        assert f"our-threshold-document-{day}.pdf" in response["Content-Disposition"]

    def test_can_be_opened_by_its_editors(self, document, admin_client):
        earlier = replace(document).versions.last()
        assert body(admin_client.get(earlier.url)) == FIRST


class TestDeleting:
    def test_deletes_every_file_once_the_database_has_committed(
        self, document, django_capture_on_commit_callbacks
    ):
        before = set(stored_files())
        replace(document)
        with django_capture_on_commit_callbacks() as callbacks:
            document.delete()
        assert set(stored_files()) > before
        for callback in callbacks:
            callback()
        assert set(stored_files()) < before

    def test_of_a_version_keeps_a_file_that_another_version_shares(
        self, document, administrator, django_capture_on_commit_callbacks, client
    ):
        first = document.versions.first()
        replace(document)
        document.restore(first, administrator)
        with django_capture_on_commit_callbacks(execute=True):
            first.delete()
        assert body(client.get(document.url)) == FIRST


class TestPrivate:
    @pytest.fixture
    def paper(self, board_papers):
        paper = add("Secret minutes", collection=board_papers, lists_versions=True)
        replace(paper)
        paper.picture.save("first.webp", ContentFile(b"a picture"))
        return paper

    def addresses(self, paper):
        return [paper.url, paper.versions.last().url, paper.url + "/first-page"]

    def test_answers_a_stranger_like_an_address_without_a_document(self, paper, client):
        for address in self.addresses(paper):
            unknown = address.replace("/secret-", "/public-")
            response, usual = client.get(address), client.get(unknown)
            for each in (response, usual):
                del each["ETag"]  # of the text, which names the address
            assert (response.status_code, {**response.headers}) == (404, {**usual.headers})
            assert response.content.replace(address.encode(), unknown.encode()) == usual.content

    def test_does_not_reveal_its_current_address_at_a_former_one(self, paper, client):
        former = self.addresses(paper)
        paper.address = "walrus-report.pdf"
        paper.save()
        for address in former:
            response = client.get(address)
            assert response.status_code == 404
            assert b"walrus" not in response.content

    def test_is_refused_to_users_with_another_role(self, paper, sign_in_as):
        client = sign_in_as("Editors")
        for address in self.addresses(paper):
            assert client.get(address).status_code == 403

    def test_is_served_uncached_to_users_with_the_role(self, paper, sign_in_as):
        client = sign_in_as("Board")
        for address in self.addresses(paper):
            response = client.get(address)
            assert body(response)
            assert "no-store" in response["Cache-Control"]

    def test_has_no_address_in_the_media_folder(self, paper, client):
        for name in (paper.file.name, f"images/../{paper.file.name}", f"library/{paper.file.name}"):
            assert client.get(f"/media/{name}").status_code in (400, 404)

    def test_made_private_later_is_not_served_from_a_cache(self, document, client):
        before = client.get(document.url)
        assert body(before) == FIRST
        assert before["Cache-Control"] == "no-cache"
        CollectionViewRestriction.objects.create(
            collection=document.collection, restriction_type=CollectionViewRestriction.LOGIN
        )
        again = client.get(document.url, headers={"if-none-match": before["ETag"]})
        assert again.status_code == 404

    def test_is_not_named_on_a_public_page(self, paper, document, client):
        page = GuidancePage(title="Papers", slug="papers", body=[("documents", [paper, document])])
        HomePage.objects.get().add_child(instance=page)
        html = client.get(page.url).content.decode()
        assert document.title in html
        assert "Secret minutes" not in html
        assert paper.address not in html

    def test_is_named_there_to_users_who_may_read_it(self, paper, sign_in_as):
        page = GuidancePage(title="Papers", slug="papers", body=[("documents", [paper])])
        HomePage.objects.get().add_child(instance=page)
        assert "Secret minutes" in sign_in_as("Board").get(page.url).content.decode()


class TestWhatVisitorsSee:
    @pytest.fixture
    def page(self, document):
        page = GuidancePage(title="Papers", slug="papers", body=[("documents", [document])])
        HomePage.objects.get().add_child(instance=page)
        return page

    def test_includes_type_size_pages_and_language(self, document, page, client):
        PartnershipDocument.objects.update(page_count=24, language="cy", file_size=2_400_000)
        assert "PDF, 2.3\xa0MB, 24 pages, in Welsh" in client.get(page.url).content.decode()

    def test_offers_the_web_version_first(self, document, page, client):
        web = GuidancePage(title="Thresholds", slug="thresholds")
        HomePage.objects.get().add_child(instance=web)
        PartnershipDocument.objects.update(web_version=web)
        html = client.get(page.url).content.decode()
        assert html.index('href="/thresholds/"') < html.index(document.url)

    def test_offers_no_web_version_that_is_not_published(self, document, page, client):
        web = GuidancePage(title="Thresholds", slug="thresholds", live=False)
        HomePage.objects.get().add_child(instance=web)
        PartnershipDocument.objects.update(web_version=web)
        assert 'href="/thresholds/"' not in client.get(page.url).content.decode()

    def test_offers_no_web_version_that_is_private(self, document, page, client):
        web = GuidancePage(title="Thresholds", slug="thresholds")
        HomePage.objects.get().add_child(instance=web)
        PartnershipDocument.objects.update(web_version=web)
        PageViewRestriction.objects.create(page=web, restriction_type=PageViewRestriction.LOGIN)
        assert 'href="/thresholds/"' not in client.get(page.url).content.decode()

    def test_offers_another_format(self, document, page, client):
        html = client.get(page.url).content.decode()
        assert "mailto:wfscp@cumbria.gov.uk?subject=Another%20format%3A%20Our%20threshold" in html

    def test_sets_no_cookie_and_runs_nothing(self, document, client):
        response = client.get(document.url)
        assert body(response) == FIRST
        assert not response.cookies
        assert response["Content-Security-Policy"].startswith("default-src 'none'")
        assert response["X-Content-Type-Options"] == "nosniff"


class TestFaults:
    @pytest.fixture
    def faulty(self, document):
        PartnershipDocument.objects.update(faults=["untagged"], read_at=document.created_at)
        return document

    def test_are_shown_on_the_document(self, faulty, admin_client):
        html = admin_client.get(reverse("wagtaildocs:edit", args=[faulty.pk])).content.decode()
        assert "Some people cannot read this file" in html

    def test_are_shown_on_pages_that_use_it(self, faulty, admin_client):
        page = GuidancePage(title="Papers", slug="papers", body=[("documents", [faulty])])
        HomePage.objects.get().add_child(instance=page)
        address = reverse("wagtailadmin_pages:edit", args=[page.pk])
        assert "This page has a file that some people cannot read" in (
            admin_client.get(address).content.decode()
        )
        PartnershipDocument.objects.update(faults=[])
        assert "This page has" not in admin_client.get(address).content.decode()

    def test_are_listed_in_a_report(self, faulty, admin_client):
        assert faulty.title in admin_client.get(reverse("library_faults")).content.decode()
        export = admin_client.get(reverse("library_faults"), {"export": "xlsx"})
        assert export.status_code == 200

    def test_are_not_claimed_to_be_all_when_none_are_found(self, faulty, admin_client):
        PartnershipDocument.objects.update(faults=[])
        html = admin_client.get(reverse("wagtaildocs:edit", args=[faulty.pk])).content.decode()
        assert "No problems found by the automatic checks. They cannot find every problem" in html
        assert faulty.title not in admin_client.get(reverse("library_faults")).content.decode()

    def test_are_not_shown_until_the_file_has_been_read(self, document, admin_client):
        html = admin_client.get(reverse("wagtaildocs:edit", args=[document.pk])).content.decode()
        assert "The website is reading the file." in html


@pytest.mark.parametrize("place", ["documents", "images"])
@pytest.mark.parametrize("part", ["", "results/"])
def test_a_search_in_the_library_is_filtered_by_the_number_of_uses(place, part, admin_client):
    filters = {"q": "a", "usage_count_min": "0", "usage_count_max": "99"}
    assert admin_client.get(f"/admin/{place}/{part}", filters).context["object_list"]
    filters["usage_count_min"] = "98"
    assert not admin_client.get(f"/admin/{place}/{part}", filters).context["object_list"]
