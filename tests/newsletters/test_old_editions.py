"""Old editions are added from their PDFs, several at once."""

from datetime import date
from pathlib import Path

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.core.files.base import ContentFile
from django.urls import reverse

from partnership.library.models import PartnershipDocument
from partnership.newsletters.models import NewsletterIndexPage, NewsletterPage, NewsletterSeries
from tests.newsletters.old_pdfs import edition_pdf
from tests.signing_in import sign_in
from tests.sites import add_site

pytestmark = pytest.mark.django_db

MARCH = "CSCP Newsletter – Edition 4 – March 2024.pdf"


@pytest.fixture
def index():
    return NewsletterIndexPage.objects.get()


@pytest.fixture
def files():
    """Two real PDFs, one with a title and a date of its own."""
    return [
        ContentFile(edition_pdf("Welcome to spring"), MARCH),
        ContentFile(edition_pdf("Issue 9, 12 May 2023", "Talking to teenagers"), "may_v2.pdf"),
    ]


def client_of(role, client):
    user = get_user_model().objects.create_user(f"{role}@example.org", "a long password")
    user.groups.add(Group.objects.get(role__starter=role))
    sign_in(client, user)
    return client


def address(index):
    return reverse("add_old_editions", args=[index.pk])


def read(client, index, files):
    """Choose files; return the page with what was read."""
    for file in files:
        file.seek(0)
    answer = client.post(address(index), {"files": files}, follow=True)
    assert answer.status_code == 200
    return answer


def sent_back(answer, **shared):
    """Return the second step as a browser sends it when nothing is changed."""
    form = {"document": [], "series": "", "state": "draft"} | shared
    for row in answer.context["editions"]:
        form["document"].append(row.document.pk)
        for field in row:
            value = field.value()
            if value not in (None, False):
                form[field.html_name] = value
    return form


def editions():
    return NewsletterPage.objects.filter(document__isnull=False).order_by("pk")


class TestWhatIsRead:
    def test_is_offered_in_a_row_for_each_file_before_anything_is_added(
        self, index, files, admin_client
    ):
        before = NewsletterPage.objects.count()
        answer = read(admin_client, index, files)
        first, second = [row.initial for row in answer.context["editions"]]
        assert first["title"] == "CSCP Newsletter – Edition 4 – March 2024"
        assert (first["number"], first["issued_on"]) == ("Edition 4", date(2024, 3, 1))
        assert second["title"] == "Talking to teenagers, Issue 9"
        assert (second["number"], second["issued_on"]) == ("Issue 9", date(2023, 5, 12))
        words = answer.content.decode()
        assert "Nothing has been added" in words
        assert "Read from ‘March 2024’." in words
        assert "Add 2 editions" in words
        assert NewsletterPage.objects.count() == before

    def test_offers_the_only_series(self, index, files, admin_client):
        NewsletterSeries.objects.all().delete()
        series = NewsletterSeries.objects.create(name="Our newsletter")
        shared = read(admin_client, index, files).context["shared"]
        assert shared["series"].value() == series.pk

    def test_is_shown_with_the_facts_of_the_file(self, index, files, admin_client):
        words = read(admin_client, index, files).content.decode()
        assert "1 page" in words
        assert "The PDF is not tagged" in words


class TestEditions:
    def test_are_added_as_drafts_with_what_was_corrected(self, index, files, admin_client):
        series = NewsletterSeries.objects.create(name="Our newsletter")
        form = sent_back(read(admin_client, index, files), series=series.pk)
        first = f"document-{form['document'][0]}"
        form |= {f"{first}-title": "Spring in Cumbria", f"{first}-issued_on": "14/03/2024"}
        answer = admin_client.post(address(index), form, follow=True)
        assert "2 editions added as drafts" in answer.content.decode()
        spring, talking = editions()
        assert (spring.title, spring.slug, spring.live) == (
            "Spring in Cumbria",
            "spring-in-cumbria",
            False,
        )
        assert (spring.number, spring.issued_on) == ("Edition 4", date(2024, 3, 14))
        assert {spring.series, talking.series} == {series}
        assert spring.get_latest_revision_as_object().document == spring.document
        assert spring.document.address == "spring-in-cumbria.pdf"

    def test_are_published_with_their_pdfs_if_that_is_chosen(
        self, index, files, admin_client, client
    ):
        form = sent_back(read(admin_client, index, files), state="published")
        assert "2 editions published." in (
            admin_client.post(address(index), form, follow=True).content.decode()
        )
        client.logout()
        page = client.get(index.url).content.decode()
        for edition in editions():
            assert edition.title in page
            assert client.get(edition.document.url).getvalue().startswith(b"%PDF")

    def test_have_pdfs_without_their_author(self, index, files, admin_client):
        admin_client.post(address(index), sent_back(read(admin_client, index, files)))
        for edition in editions():
            assert b"Author of this file" not in Path(edition.document.file.path).read_bytes()

    def test_that_are_unticked_are_left_out(self, index, files, admin_client):
        form = sent_back(read(admin_client, index, files))
        first = f"document-{form['document'][0]}"
        del form[f"{first}-is_wanted"]
        form[f"{first}-title"] = ""  # an error of a row that is left out is none
        answer = admin_client.post(address(index), form, follow=True)
        words = answer.content.decode()
        assert "1 edition added as drafts" in words
        assert "1 left out" in words
        assert [edition.title for edition in editions()] == ["Talking to teenagers, Issue 9"]

    def test_with_an_error_are_shown_again_as_typed_and_none_is_added(
        self, index, files, admin_client
    ):
        form = sent_back(read(admin_client, index, files))
        first = f"document-{form['document'][0]}"
        form |= {f"{first}-issued_on": "", f"{first}-title": "Typed with care"}
        words = admin_client.post(address(index), form).content.decode()
        assert "Type the day it was sent out" in words
        assert "Typed with care" in words
        assert not editions()


class TestSentAgain:
    def test_files_are_kept_once(self, index, files, admin_client):
        read(admin_client, index, files)
        number = PartnershipDocument.objects.count()
        read(admin_client, index, files)
        assert PartnershipDocument.objects.count() == number

    def test_editions_are_added_once(self, index, files, admin_client):
        form = sent_back(read(admin_client, index, files))
        admin_client.post(address(index), form)
        answer = admin_client.post(address(index), form, follow=True)
        assert "2 were there already." in answer.content.decode()
        assert editions().count() == 2

    def test_going_back_after_it_offers_the_first_step(self, index, files, admin_client):
        second_step = read(admin_client, index, files)
        admin_client.post(address(index), sent_back(second_step))
        place = second_step.redirect_chain[-1][0]
        assert "Read the files" in admin_client.get(place).content.decode()

    def test_reloading_the_second_step_shows_the_same(self, index, files, admin_client):
        second_step = read(admin_client, index, files)
        again = admin_client.get(second_step.redirect_chain[-1][0])
        assert sent_back(again) == sent_back(second_step)

    def test_a_file_that_is_an_edition_is_named(self, index, files, admin_client):
        admin_client.post(address(index), sent_back(read(admin_client, index, files)))
        words = read(admin_client, index, files).content.decode()
        assert "It is the edition ‘Talking to teenagers, Issue 9’ already." in words

    def test_the_same_file_under_two_names_makes_one_row(self, index, files, admin_client):
        copy = ContentFile(files[0].read(), "copy.pdf")
        answer = read(admin_client, index, [*files, copy])
        assert len(answer.context["editions"]) == 2


class TestFilesThatFail:
    @pytest.mark.parametrize(
        ("name", "reason"),
        [
            ("encrypted.pdf", "locked with a password"),
            ("truncated.pdf", "damaged or incomplete"),
            ("web-page.pdf", "it is another kind of file"),
            ("attached.pdf", "Other files are attached inside the PDF"),
        ],
    )
    def test_are_named_with_the_reason_and_the_others_go_on(
        self, index, files, admin_client, pdfs, name, reason
    ):
        number = PartnershipDocument.objects.count()
        failing = ContentFile((pdfs / name).read_bytes(), name)
        answer = read(admin_client, index, [failing, files[0]])
        words = answer.content.decode()
        assert f"{name}: " in words
        assert reason in words
        assert len(answer.context["editions"]) == 1
        assert PartnershipDocument.objects.count() == number + 1

    def test_such_as_word_documents_are_refused(self, index, admin_client):
        file = ContentFile(b"PK\x03\x04", "newsletter.docx")
        words = read(admin_client, index, [file]).content.decode()
        assert "It is not a PDF." in words
        assert "Read the files" in words

    def test_none_are_asked_for(self, index, admin_client):
        words = admin_client.post(address(index), {}).content.decode()
        assert "Choose the PDFs of the editions." in words


class TestPermissions:
    def test_an_editor_adds_drafts_and_is_not_asked_to_publish(self, index, files, client):
        editor = client_of("editor", client)
        answer = read(editor, index, files)
        assert "Everyone, at once" not in answer.content.decode()
        editor.post(address(index), sent_back(answer, state="published"))
        assert [edition.live for edition in editions()] == [False, False]

    def test_an_auditor_may_not(self, index, files, client):
        auditor = client_of("auditor", client)
        assert auditor.get(address(index)).url == reverse("wagtailadmin_home")
        assert auditor.post(address(index), {"files": files}).url == reverse("wagtailadmin_home")

    def test_documents_that_a_person_may_not_choose_are_refused(self, index, admin_client):
        form = {"document": ["999999"], "series": "", "state": "draft"}
        assert admin_client.post(address(index), form).status_code == 403

    def test_it_is_offered_on_the_newsletters_page_alone(self, index, admin_client):
        explorer = admin_client.get(reverse("wagtailadmin_explore", args=[index.pk]))
        assert address(index) in explorer.content.decode()
        above = index.get_parent()
        other = admin_client.get(reverse("wagtailadmin_explore", args=[above.pk]))
        assert address(above) not in other.content.decode()


def test_files_belong_to_the_partnership_of_the_page(files, admin_client):
    home = add_site("fells")
    theirs = home.add_child(instance=NewsletterIndexPage(title="Newsletters", slug="newsletters"))
    admin_client.post(address(theirs), sent_back(read(admin_client, theirs, files)))
    site = home.sites_rooted_here.get()
    assert {edition.document.site for edition in editions()} == {site}
    assert all(edition.is_descendant_of(home) for edition in editions())
