"""What visitors see of a document on a page, and what editors are told is wrong with it."""

import pytest
from django.urls import reverse
from wagtail.models import PageViewRestriction

from partnership.front.models import HomePage
from partnership.library.models import PartnershipDocument
from partnership.pages.models import GuidancePage
from tests.library.documents import FIRST, body


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
