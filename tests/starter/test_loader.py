"""Loading a site from content files: what it makes, and where it refuses to."""

import re
from datetime import date

import pytest
from wagtail.admin.rich_text.converters.contentstate import ContentstateConverter
from wagtail.models import Page, Site

from partnership.directory.models import Contact, Membership, Person
from partnership.front.models import HomePage
from partnership.library.models import PartnershipDocument, PartnershipImage
from partnership.newsletters.models import NewsletterPage
from partnership.pages.blocks import PROSE_FEATURES
from partnership.pages.models import (
    AboutPage,
    ArrangementsPage,
    GroupPage,
    GuidancePage,
    NewsPage,
    PartnershipSettings,
)
from partnership.starter.loading import Refusal, load_site
from tests.starter.content import HOST, PDF, change, files, picture, rows, write
from wfscp_site.launcher import STARTER_CONTENT

pytestmark = pytest.mark.django_db

BLOCK_KEY = re.compile(r' data-block-key="\w+"')
SECOND_HOST = "second.example.org"


class TestWhatIsMade:
    def test_pages_are_where_their_files_are_in_the_order_given(self, folder):
        load_site(folder, HOST)
        home = Site.objects.get(hostname=HOST).root_page
        assert [page.slug for page in home.get_children()][-3:] == ["report", "contact", "about"]
        assert not any(Page.find_problems())
        first = GroupPage.objects.get(slug="first")
        assert first.get_parent().slug == "members"
        assert first.also_reports_to.slug == "second"
        assert first.kind.name == "Test board"
        assert [seat.holder.name for seat in first.seats.all()] == ["Ada Example"]

    def test_a_page_has_its_values_text_and_rows(self, folder):
        load_site(folder, HOST)
        about = AboutPage.objects.get(slug="about")
        assert (about.summary, about.show_in_menus, about.show_exit) == ("Who we are.", True, False)
        assert about.live
        assert about.latest_revision == about.live_revision
        assert [member.person.name for member in about.team.all()] == ["Ada Example", "Ben Example"]
        assert about.strands[0].value["name"] == "Listening"
        prose, image, table, last = about.body
        contact = GuidancePage.objects.get(slug="contact", path__startswith=about.path[:8])
        document = PartnershipDocument.objects.get(title="Report of a year")
        assert prose.value.source == (
            "<h2>Who we are</h2><p>We are <b>many</b>, see "
            f'<a linktype="page" id="{contact.pk}">contact</a> and the '
            f'<a linktype="document" id="{document.pk}">report</a>.</p>'
            "<ul><li>one</li><li>two</li></ul>"
        )
        assert image.value["image"].contextual_alt_text == "A green hill"
        assert table.value["data"] == [["What", "Where"], ["One", "1"]]
        assert (
            last.value.source == '<p><a href="https://example.org/?a=1&amp;b=2">Elsewhere</a></p>'
        )

    def test_news_newsletters_and_arrangements(self, folder):
        load_site(folder, HOST)
        news = NewsPage.objects.get(slug="start")
        assert news.date == date(2025, 4, 1)
        assert [area.name for area in news.areas.all()] == ["Testshire"]
        item = NewsletterPage.objects.get(slug="one").items[0].value
        assert item["closes_on"] == date(2026, 12, 1)
        publication = ArrangementsPage.objects.get(slug="arrangements").publications.get()
        assert publication.review_on == date(2025, 4, 1)
        assert publication.document.title == "Report of a year"

    def test_contacts_are_public_once_verified(self, folder):
        load_site(folder, HOST)
        helpline = Contact.objects.get(name="Testshire helpline")
        assert helpline.value == "0123 456 7890"
        assert helpline.verified_on == date(2026, 11, 22)
        assert helpline.verify_again_by == date(2027, 5, 21)
        assert helpline.verified_by is None
        emergencies = Contact.objects.get(name="Testshire emergencies")
        assert emergencies.value == "0199 900 0999"
        assert emergencies.verified_on
        assert emergencies.verify_again_by == date(2027, 11, 22)
        assert Contact.objects.get(name="Testshire night team").verified_on is None

    def test_members_and_settings_belong_to_the_site(self, folder):
        load_site(folder, HOST)
        site = Site.objects.get(hostname=HOST)
        membership = Membership.objects.get(site=site)
        assert [row.holder and row.holder.name for row in membership.representatives.all()] == [
            "Ada Example",
            None,
        ]
        settings = PartnershipSettings.objects.get(site=site)
        assert settings.name == site.site_name == "Testshire Safeguarding Children Partnership"
        assert settings.report_page.slug == "report"
        assert [link.value.slug for link in settings.footer_links] == ["about", "contact"]
        assert settings.logo.description == "A green hill"

    def test_pages_are_found_by_search(self, folder):
        load_site(folder, HOST)
        home = Site.objects.get(hostname=HOST).root_page
        [found] = AboutPage.objects.descendant_of(home).search("many")
        assert found.slug == "about"

    def test_the_site_has_the_port_of_the_address_unless_another_is_given(self, folder):
        load_site(folder, HOST)
        assert Site.objects.get(hostname=HOST).port == 8000
        load_site(folder, "other.example.org", 443)
        assert Site.objects.get(hostname="other.example.org").port == 443


class TestTheStarter:
    def test_is_the_default_site_in_place_of_wagtails_own(self):
        site = Site.objects.get()
        assert (site.hostname, site.port, site.is_default_site) == ("127.0.0.1", 8000, True)
        assert Page.objects.filter(depth=2).get().specific_class is HomePage

    def test_rich_text_is_what_the_editor_would_store(self):
        texts = [
            block.value.source
            for page in Page.objects.specific()
            for block in getattr(page, "body", ())
            if block.block_type == "prose"
        ]
        converter = ContentstateConverter(PROSE_FEATURES)
        assert texts
        for text in texts:
            stored = converter.to_database_format(converter.from_database_format(text))
            assert BLOCK_KEY.sub("", stored) == text


class TestAPlaceWithPages:
    def test_is_refused_and_nothing_changes(self, folder, media):
        load_site(folder, HOST)
        before, before_files = rows(), files(media)
        change(folder, "pages/about.md", "We are **many**", "We are few")
        with pytest.raises(Refusal, match=f"{HOST}:8000: This site has pages already.*--hostname"):
            load_site(folder, HOST)
        assert (rows(), files(media)) == (before, before_files)
        assert "many" in AboutPage.objects.get(slug="about").body[0].value.source

    def test_is_the_default_site_where_no_other_is_named(self, media):
        before = rows()
        with pytest.raises(Refusal, match="127.0.0.1:8000: This site has pages already"):
            load_site(STARTER_CONTENT)
        assert (rows(), files(media)) == (before, [])

    def test_is_a_site_of_the_projects_own_address_that_is_not_the_default(self, folder):
        Site.objects.update(is_default_site=False)
        with pytest.raises(Refusal, match="127.0.0.1:8000: This site has pages already"):
            load_site(folder)

    def test_is_not_another_port_of_the_same_host(self, folder):
        load_site(folder, HOST)
        load_site(folder, HOST, 443)
        assert Site.objects.filter(hostname=HOST).count() == 2


class TestASecondPartnership:
    @pytest.fixture(autouse=True)
    def first(self, folder):
        return load_site(folder, HOST)

    def test_has_pages_and_files_of_its_own_and_shares_the_directory(self, folder, first):
        people, own = Person.objects.count(), (Contact, PartnershipDocument, PartnershipImage)
        counts = [model.objects.filter(site__hostname=HOST).count() for model in own]
        assert all(counts)
        report = load_site(folder, SECOND_HOST)
        assert Person.objects.count() == people
        assert [model.objects.filter(site__hostname=SECOND_HOST).count() for model in own] == counts
        homes = [Site.objects.get(hostname=name).root_page for name in (HOST, SECOND_HOST)]
        assert homes[0] != homes[1]
        assert homes[0].get_descendant_count() == homes[1].get_descendant_count()
        assert Membership.objects.filter(organisation__name="Testshire Council").count() == 2
        assert first.found == 0
        pages_and_settings = homes[0].get_descendant_count() + 3  # home, member, settings
        assert report.created == pages_and_settings + sum(counts)
        assert report.created + report.found == first.created

    def test_uses_what_all_partnerships_share(self, folder, media):
        for model in (Contact, PartnershipDocument, PartnershipImage):
            model.objects.filter(site__hostname=HOST).update(site=None)
        counts = [model.objects.count() for model in (Contact, PartnershipDocument)]
        before = files(media)
        load_site(folder, SECOND_HOST)
        assert [model.objects.count() for model in (Contact, PartnershipDocument)] == counts
        assert files(media) == before

    def test_does_not_change_what_the_first_one_shares(self, folder):
        change(folder, "people.yaml", "post: Manager", "post: Director")
        load_site(folder, SECOND_HOST)
        assert Person.objects.get(name="Ada Example").post == "Manager"

    def test_adds_what_the_first_one_lacks(self, folder):
        change(folder, "people.yaml", "- name: Ben Example", "- name: Ben Example\n- name: Cy")
        write(folder, "documents/report.pdf", PDF + b" and new")
        write(folder, "images/logo.png", picture("red"))
        load_site(folder, SECOND_HOST)
        assert Person.objects.filter(name="Cy").exists()
        documents = PartnershipDocument.objects.filter(title="Report of a year").order_by("pk")
        assert [document.file_size for document in documents] == [len(PDF), len(PDF + b" and new")]
        assert {document.address for document in documents} == {"report-of-a-year.pdf"}
        assert PartnershipImage.objects.filter(title="Crest").count() == 2
