"""A new website says what it lacks before visitors see it, and shows them 999 until then."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page, PageViewRestriction, Site

from partnership.directory.models import Contact
from partnership.library.models import PartnershipDocument, PartnershipRendition
from partnership.pages.models import GuidancePage, PartnershipSettings
from partnership.pages.opening import what_is_missing
from tests.sites import add_site

pytestmark = pytest.mark.django_db

HOST = {"host": "elsewhere.example"}
IS_OPEN = "Visitors see this website. Nothing is missing."


@pytest.fixture(autouse=True)
def _their_host(settings):
    settings.ALLOWED_HOSTS = ["127.0.0.1", "testserver", "elsewhere.example"]


@pytest.fixture
def home():
    """The home page of a new site that is not open."""
    return add_site("elsewhere", is_open=False)


@pytest.fixture
def partnership(home):
    """The settings of the new site."""
    return PartnershipSettings.objects.get(site__root_page=home)


@pytest.fixture
def complete(partnership, home):
    """The settings of the new site, which lacks nothing and is not open."""
    partnership.report_page = home.add_child(instance=GuidancePage(title="Tell us", slug="tell"))
    partnership.emergency_contact = Contact.objects.get(name="Emergency services")
    partnership.save()
    return PartnershipSettings.objects.get(pk=partnership.pk)


@pytest.fixture
def starter():
    """The settings of the starter site, which is open."""
    return PartnershipSettings.objects.get(site__is_default_site=True)


@pytest.fixture
def form_of(admin_client):
    """A function that sends the form of the settings of a site, and returns the next screen."""

    def send(partnership, **values):
        address = reverse(
            "wagtailsettings:edit", args=["pages", "partnershipsettings", partnership.site_id]
        )
        shown = admin_client.get(address)
        form = {
            name: value
            for name in ("name", "accent", "exit_url", "report_page", "emergency_contact")
            if (value := shown.context["form"][name].value())
        }
        for name in ("menu_groups", "sign_up_links", "footer_links"):
            form |= {f"{name}-count": "0"}
        if partnership.is_open:
            form["is_open"] = "on"
        sent = {name: value for name, value in (form | values).items() if value is not None}
        return admin_client.post(address, sent, follow=True).content.decode()

    return send


def assert_not_open(response):
    assert response.status_code == 503
    assert int(response["Retry-After"]) > 0
    assert "no-store" in response["Cache-Control"]


class TestVisitorsOfAClosedSite:
    """A stranger sees one page, whatever the address."""

    @pytest.mark.parametrize(
        "address",
        [
            "/",
            "/news/",
            "/news/feed/",
            "/learning-and-training/events/calendar.ics",
            "/missing/",
            "/missing.php",
            "/search/?q=otters",
            "/search/suggestions/?q=ot",
            "/sitemap.xml",
            "/.well-known/security.txt",
            "/administration/",
            "/media/images/missing.png",
            "/static/missing.css",
            "/account/missing/",
            "/with%00nul/",
        ],
    )
    def test_every_address_says_that_it_is_not_open_and_whom_to_call(self, home, client, address):
        response = client.get(address, headers=HOST)
        assert_not_open(response)
        html = response.content.decode()
        assert "This website is not open yet" in html
        assert 'href="tel:999"' in html
        assert 'href="tel:08001111"' in html
        assert "data-exit" in html
        assert "Elsewhere" not in html

    def test_so_does_the_address_of_a_document_and_its_first_page(self, home, client):
        document = PartnershipDocument.objects.exclude(picture="").first()
        for address in (document.url, f"{document.url}/first-page"):
            assert_not_open(client.get(address, headers=HOST))
            response = client.get(address)
            assert response.status_code == 200
            b"".join(response)  # closes the file

    @pytest.mark.parametrize("method", ["head", "options", "post"])
    def test_so_do_other_ways_to_ask(self, home, client, method):
        assert_not_open(getattr(client, method)("/", headers=HOST))

    def test_forged_forms_are_not_answered_otherwise(self, home):
        assert_not_open(Client(enforce_csrf_checks=True).post("/search/", headers=HOST))

    def test_a_former_address_leads_nowhere(self, home, client):
        page = home.add_child(instance=GuidancePage(title="Old", slug="old"))
        page.slug = "new"
        page.save_revision().publish()
        assert_not_open(client.get("/old/", headers=HOST))

    def test_search_engines_are_kept_out(self, home, client):
        response = client.get("/robots.txt", headers=HOST)
        assert response.status_code == 200
        assert response["Content-Type"].startswith("text/plain")
        assert response.content.decode() == "User-agent: *\nDisallow: /\n"
        assert "Disallow: /\n" not in client.get("/robots.txt").content.decode()

    def test_the_sign_in_page_and_pictures_are_there(self, home, client):
        response = client.get("/admin", follow=True, headers=HOST)
        assert response.status_code == 200
        assert response.redirect_chain[-1][0].startswith(reverse("account_login"))
        response = client.get(PartnershipRendition.objects.first().url, headers=HOST)
        assert response.status_code == 200
        b"".join(response)  # closes the file

    def test_the_other_site_is_open(self, home, client):
        assert client.get("/").status_code == 200

    def test_a_host_of_no_site_is_closed_with_the_default_site(self, client, starter):
        starter.is_open = False
        starter.save()
        assert_not_open(client.get("/", headers=HOST))

    def test_it_is_open_at_the_next_visit(self, complete, client):
        complete.is_open = True
        complete.save()
        response = client.get("/", headers=HOST)
        assert response.status_code == 200
        assert 'href="tel:999"' in response.content.decode()

    def test_it_is_closed_again_at_the_next_visit(self, starter, client):
        starter.is_open = False
        starter.save()
        assert_not_open(client.get("/"))


class TestSomeoneSignedIn:
    def test_sees_the_closed_site(self, home, person, browser_of):
        browser = browser_of(person("editor"))
        for address in ("/", "/search/?q=otters", "/sitemap.xml"):
            response = browser.get(address, headers=HOST)
            assert response.status_code == 200
            assert "no-store" in response["Cache-Control"]
        assert browser.get("/missing/", headers=HOST).status_code == 404

    def test_can_preview_a_page_of_it(self, home, admin_client):
        address = reverse("wagtailadmin_pages:view_draft", args=[home.pk])
        response = admin_client.get(address)
        assert response.status_code == 200
        assert "not open yet" not in response.content.decode()


class TestWhatIsMissing:
    def test_of_a_new_site(self, partnership, settings):
        settings.ALLOWED_HOSTS = ["127.0.0.1"]
        host, contact, page = what_is_missing(partnership)
        assert "add this host name to ALLOWED_HOSTS" in host
        assert "There is no emergency contact" in contact
        assert "opens no page" in page

    @pytest.mark.parametrize("allowed", [["*"], [".example"], ["elsewhere.example"]])
    def test_no_host_that_is_allowed(self, complete, settings, allowed):
        settings.ALLOWED_HOSTS = allowed
        assert what_is_missing(complete) == []

    @pytest.mark.parametrize("days", [None, -1])
    def test_a_contact_that_visitors_do_not_see(self, complete, days):
        contact = complete.emergency_contact
        if days is None:
            contact.unverify()
        else:
            contact.verify_again_by = timezone.localdate() + timedelta(days=days)
        contact.save()
        [sentence] = what_is_missing(complete)
        assert f"‘{contact.name}’ ({contact.hidden_because})" in sentence
        assert "Verify it in the contact register" in sentence

    def test_a_report_page_that_is_not_published(self, complete):
        complete.report_page.unpublish()
        assert what_is_missing(complete) == [
            "The report page ‘Tell us’ is not published. Publish it."
        ]

    def test_a_report_page_that_is_private_itself_or_below_a_private_page(self, complete, home):
        below = complete.report_page.add_child(instance=GuidancePage(title="Below", slug="below"))
        PageViewRestriction.objects.create(page=complete.report_page, restriction_type="login")
        for page in (complete.report_page, below):
            complete.report_page = page
            assert what_is_missing(complete) == [
                f"The report page ‘{page.title}’ is private. Make it public."
            ]

    def test_a_report_page_of_another_site(self, complete, starter):
        complete.report_page = starter.report_page
        [sentence] = what_is_missing(complete)
        assert "is not part of this website" in sentence

    def test_a_home_page_that_is_not_published(self, complete, home):
        home.unpublish()
        [sentence] = what_is_missing(PartnershipSettings.objects.get(pk=complete.pk))
        assert sentence == "The home page ‘Elsewhere’ is not published. Publish it."


class TestTheFormOfTheSettings:
    def test_says_what_is_missing(self, partnership, admin_client):
        address = reverse(
            "wagtailsettings:edit", args=["pages", "partnershipsettings", partnership.site_id]
        )
        html = admin_client.get(address).content.decode()
        assert "Not public yet." in html
        for sentence in what_is_missing(partnership):
            assert sentence in html

    def test_refuses_to_open_the_site_while_something_is_missing(self, partnership, form_of):
        html = form_of(partnership, is_open="on")
        assert "could not be saved" in html
        for sentence in what_is_missing(partnership):
            assert html.count(sentence) >= 2  # in the list, and at the tick box
        partnership.refresh_from_db()
        assert not partnership.is_open

    def test_refuses_to_open_it_as_the_last_thing_is_removed(self, complete, form_of):
        html = form_of(complete, is_open="on", emergency_contact=None)
        assert "Choose another one" in html
        complete.refresh_from_db()
        assert not complete.is_open

    def test_opens_a_complete_site(self, complete, form_of, client):
        assert "It is ready" in form_of(complete)
        assert IS_OPEN in form_of(complete, is_open="on")
        assert Client().get("/", headers=HOST).status_code == 200

    def test_opens_a_site_with_what_is_chosen_in_the_same_form(self, complete, form_of):
        chosen = {
            "report_page": complete.report_page_id,
            "emergency_contact": complete.emergency_contact_id,
        }
        PartnershipSettings.objects.filter(pk=complete.pk).update(**dict.fromkeys(chosen))
        complete.refresh_from_db()
        assert IS_OPEN in form_of(complete, is_open="on", **chosen)

    @pytest.mark.parametrize("name", ["report_page", "emergency_contact"])
    def test_keeps_an_open_site_from_losing_either(self, starter, form_of, name):
        assert "Choose another one" in form_of(starter, **{name: None})
        starter.refresh_from_db()
        assert getattr(starter, name)

    def test_keeps_an_open_site_from_a_report_page_that_visitors_cannot_open(self, starter):
        for page in (
            add_site("elsewhere"),
            starter.site.root_page.add_child(
                instance=GuidancePage(title="Draft", slug="draft", live=False)
            ),
        ):
            starter.report_page = page
            with pytest.raises(ValidationError) as refused:
                starter.full_clean()
            assert "report_page" in refused.value.message_dict

    def test_saves_the_rest_of_an_open_site_that_lacks_something_since(
        self, starter, form_of, settings
    ):
        Contact.objects.update(verified_on=None)
        settings.ALLOWED_HOSTS = ["testserver"]
        html = form_of(starter, name="Another Name")
        assert "Visitors see this website, but something is missing:" in html
        starter.refresh_from_db()
        assert (starter.name, starter.is_open) == ("Another Name", True)

    def test_closes_a_site(self, starter, form_of):
        assert "Not public yet." in form_of(starter, is_open=None)
        assert_not_open(Client().get("/"))


class TestTheScreensOfSites:
    def test_a_new_site_is_not_seen_yet_and_leads_to_what_it_lacks(self, admin_client, home):
        Site.objects.filter(root_page=home).delete()
        form = {"hostname": "new.example", "port": "80", "root_page": home.pk}
        html = admin_client.post("/admin/sites/new/", form, follow=True).content.decode()
        site = Site.objects.get(hostname="new.example")
        assert "created. Visitors do not see it yet." in html
        assert "See what is missing" in html
        settings = reverse("wagtailsettings:edit", args=["pages", "partnershipsettings", site.pk])
        assert settings in html
        assert "add this host name to ALLOWED_HOSTS" in admin_client.get(settings).content.decode()

    def test_the_list_says_which_sites_visitors_see(self, admin_client, complete):
        add_site("third", is_open=False)
        never_visited = Site.objects.get(root_page=add_site("fourth"))
        PartnershipSettings.objects.filter(site=never_visited).delete()
        for address in ("/admin/sites/", "/admin/sites/results/"):
            html = admin_client.get(address).content.decode()
            assert html.count("Can see it") == 1
            assert html.count("Not yet: it is ready to open") == 1
            assert html.count("Not yet: 3 things are missing") == 2
        complete.report_page.unpublish()
        assert "Not yet: 1 thing is missing" in admin_client.get("/admin/sites/").content.decode()

    def test_the_other_screens_of_sites_work(self, admin_client, home):
        site = home.sites_rooted_here.get()
        for name in ("edit", "delete"):
            assert admin_client.get(reverse(f"wagtailsites:{name}", args=[site.pk])).context

    def test_a_person_without_permission_sees_none_of_them(self, person, browser_of):
        browser = browser_of(person("editor"))
        for address in ("/admin/sites/", "/admin/sites/results/", "/admin/sites/new/"):
            assert browser.get(address).status_code == 302


class TestTheFirstScreen:
    def test_of_a_closed_site_says_what_is_missing(self, admin_client, partnership):
        html = admin_client.get("/admin/", headers=HOST).content.decode()
        assert "Not public yet." in html
        assert "There is no emergency contact" in html
        assert reverse(
            "wagtailsettings:edit", args=["pages", "partnershipsettings", partnership.site_id]
        ) in (html)

    def test_of_an_open_site_says_nothing(self, admin_client, home):
        assert "Not public yet." not in admin_client.get("/admin/").content.decode()


class TestTheTopOfEveryPage:
    def top(self, client, address="/about-us/"):
        html = client.get(address).content.decode()
        return html[html.index('class="safety-bar"') : html.index("</header>")]

    @pytest.mark.parametrize("address", ["/", "/about-us/", "/missing/", "/search/?q=otters"])
    def test_shows_999_without_a_contact(self, client, starter, address):
        PartnershipSettings.objects.update(emergency_contact=None)
        assert 'Danger now? <a href="tel:999">Call 999</a>' in self.top(client, address)

    def test_shows_999_instead_of_a_contact_that_nobody_verified(self, client, starter):
        contact = Contact.objects.create(name="Not checked", value="01539 000000")
        PartnershipSettings.objects.update(emergency_contact=contact)
        top = self.top(client)
        assert 'href="tel:999"' in top
        assert "01539 000000" not in top

    def test_shows_a_verified_contact(self, client, starter):
        contact = Contact(name="Checked", value="01539 000000")
        contact.verify(None)
        contact.save()
        PartnershipSettings.objects.update(emergency_contact=contact)
        assert 'href="tel:01539000000">Call 01539 000000</a>' in self.top(client)

    @pytest.mark.parametrize("fault", ["missing", "draft", "private"])
    def test_shows_999_without_a_link_to_a_report_page_that_cannot_be_opened(
        self, client, starter, fault
    ):
        page = starter.report_page
        if fault == "missing":
            PartnershipSettings.objects.update(report_page=None)
        elif fault == "draft":
            Page.objects.filter(pk=page.pk).update(live=False)
        else:
            PageViewRestriction.objects.create(page=page, restriction_type="login")
        html = client.get("/").content.decode()
        assert "Worried about a child?" not in html
        assert 'href="tel:999"' in html


def test_a_visit_to_a_closed_website_is_no_error_in_the_log(home, client, caplog):
    assert client.get("/", headers=HOST).status_code == 503
    assert [record for record in caplog.records if record.levelname == "ERROR"] == []
