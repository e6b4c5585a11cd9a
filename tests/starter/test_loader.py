"""Loading a site from content files: what it makes, what it refuses, what it leaves alone."""

import io
import re
from datetime import date

import pytest
from django.core.management import CommandError, call_command
from PIL import Image
from wagtail.admin.rich_text.converters.contentstate import ContentstateConverter
from wagtail.models import Page, Revision, Site

from partnership.directory.models import Area, Contact, Membership, Organisation, Person
from partnership.front.models import HomePage
from partnership.library.models import PartnershipDocument
from partnership.library.storage import library_storage
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
from partnership.starter.fields import References
from partnership.starter.loading import Refusal, load_site
from partnership.starter.markdown import rich_text
from partnership.starter.models import Loaded
from partnership.starter.reading import Place, Words
from wfscp_site.launcher import STARTER_CONTENT

pytestmark = pytest.mark.django_db

HOST = "safer.example.org"
BLOCK_KEY = re.compile(r' data-block-key="\w+"')
PDF = b"%PDF-1.7\nsmall"

FILES = {
    "site.yaml": """
name: Testshire Safeguarding Children Partnership
report_page: /report/
emergency_contact: Testshire helpline
footer_links: [/about/, /contact/]
sign_up_links: [{text: Sign up, url: https://example.org/sign-up}]
logo: logo.png
""",
    "lists.yaml": """
areas: [{name: Testshire}]
audiences: [{name: Readers}]
organisation_kinds: [{name: Test body, plural: Test bodies, is_statutory: true}]
group_kinds: [{name: Test board}]
publication_kinds: [{name: Test report, plural: Test reports}]
newsletter_series: [{name: Testshire letter}]
""",
    "organisations.yaml": """
- {name: Testshire Council, kind: Test body, area: Testshire, website: https://example.org}
- {name: Testshire Schools, kind: Test body, parent: Testshire Council}
""",
    "people.yaml": """
- name: Ada Example
  post: Manager
  organisation: Testshire Council
- name: Ben Example
""",
    "contacts.yaml": """
- name: Testshire helpline
  value: 0123 456 7890
  verified: {on: 2026-11-22, how: Rang it}
- name: Testshire emergencies
  value: 0999
  verify_every: 0
  verified: {on: 2026-11-22, how: Rang it}
- name: Testshire night team
  area: Testshire
""",
    "members.yaml": """
- organisation: Testshire Council
  reason: It decides.
  representatives: [{role: lead, holder: Ada Example}, {role: delegated}]
""",
    "documents.yaml": "[{file: report.pdf, title: Report of a year}]",
    "images.yaml": "[{file: logo.png, title: Crest, description: A green hill}]",
    "pages/index.md": """---
kind: HomePage
title: Testshire
heading: Safe in Testshire
tasks: [{text: Report, page: /report/}]
---
""",
    "pages/report.md": """---
kind: ReportConcernPage
title: Report a concern
order: 10
routes:
  - heading: Now
    urgent: true
    text: |
      **Ring** now. See [contact](/contact/).
    contacts: [Testshire helpline, Testshire night team]
    links: [{page: /about/}]
---
""",
    "pages/about.md": """---
kind: AboutPage
title: About us
summary: Who we are.
order: 20
in_menu: true
exit_button: false
strands: [{name: Listening, text: We hear children.}]
team: [Ada Example, Ben Example]
---

## Who we are

We are **many**, see [contact](/contact/) and
the [report](document:report.pdf).

- one
- two

```picture
image: logo.png
caption: Our logo
```

```table
caption: What is where
header: [What, Where]
rows:
  - [One, 1]
```

[Elsewhere](https://example.org/?a=1&b=2)
""",
    "pages/contact.md": """---
kind: GuidancePage
title: Contact
order: 15
---
```contacts
- Testshire helpline
```
""",
    "pages/arrangements.md": """---
kind: ArrangementsPage
title: Arrangements
publications:
  - {kind: Test report, title: Report, document: report.pdf, effective_from: 2025-04-01}
---
""",
    "pages/members/index.md": """---
kind: MembersPage
title: Members
scrutineer: Ada Example
---
""",
    "pages/members/first.md": """---
kind: GroupPage
title: First board
group_kind: Test board
also_reports_to: /members/second/
seats: [{name: Chair, is_chair: true, organisation: Testshire Council, holder: Ada Example}]
---
""",
    "pages/members/second.md": "---\nkind: GroupPage\ntitle: Second board\n---\n",
    "pages/news/index.md": "---\nkind: NewsIndexPage\ntitle: News\n---\n",
    "pages/news/start.md": """---
kind: NewsPage
title: We start
date: 2025-04-01
areas: [Testshire]
audiences: [Readers]
---
It begins.
""",
    "pages/letters/index.md": "---\nkind: NewsletterIndexPage\ntitle: Letters\n---\n",
    "pages/letters/one.md": """---
kind: NewsletterPage
title: One
series: Testshire letter
---
```item
heading: A survey
text: Tell us.
closes_on: 2026-12-01
```
""",
}


@pytest.fixture(autouse=True)
def media(settings, monkeypatch, tmp_path):
    """Folders of the test's own for what is kept of pictures and documents."""
    settings.MEDIA_ROOT = str(tmp_path / "media")
    monkeypatch.setattr(library_storage(), "location", str(tmp_path / "media"))
    return tmp_path / "media"


@pytest.fixture
def folder(tmp_path):
    """A small site with a page of nearly every kind."""
    folder = tmp_path / "testshire"
    for name, text in FILES.items():
        write(folder, name, text)
    write(folder, "documents/report.pdf", PDF)
    write(folder, "images/logo.png", picture("green"))
    return folder


def write(folder, name, content):
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content if isinstance(content, bytes) else content.encode())


def change(folder, name, old, new):
    assert old in FILES[name]
    write(folder, name, FILES[name].replace(old, new))


def picture(colour):
    file = io.BytesIO()
    Image.new("RGB", (4, 4), colour).save(file, "PNG")
    return file.getvalue()


def load(folder, **options):
    return load_site(folder, HOST, **options)


def rows():
    """How many rows of everything a load writes there are."""
    models = (Page, Revision, Loaded, Site, Area, Person, Contact, Membership, Organisation)
    return {model: model.objects.count() for model in (*models, PartnershipDocument)}


def files(media):
    return sorted(path for path in media.rglob("*") if path.is_file())


def edit(page, **values):
    """Publish a change as an editor does."""
    for name, value in values.items():
        setattr(page, name, value)
    page.save_revision().publish()


class TestWhatIsMade:
    def test_pages_stand_where_their_files_do_in_the_order_given(self, folder):
        load(folder)
        home = Site.objects.get(hostname=HOST).root_page
        assert [page.slug for page in home.get_children()][-3:] == ["report", "contact", "about"]
        first = GroupPage.objects.get(slug="first")
        assert first.get_parent().slug == "members"
        assert first.also_reports_to.slug == "second"
        assert first.kind.name == "Test board"
        assert [seat.holder.name for seat in first.seats.all()] == ["Ada Example"]

    def test_a_page_has_its_values_text_and_rows(self, folder):
        load(folder)
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
        load(folder)
        news = NewsPage.objects.get(slug="start")
        assert news.date == date(2025, 4, 1)
        assert [area.name for area in news.areas.all()] == ["Testshire"]
        item = NewsletterPage.objects.get(slug="one").items[0].value
        assert item["closes_on"] == date(2026, 12, 1)
        publication = ArrangementsPage.objects.get(slug="arrangements").publications.get()
        assert publication.effective_from == date(2025, 4, 1)
        assert publication.document.title == "Report of a year"

    def test_contacts_are_public_once_verified(self, folder):
        load(folder)
        helpline = Contact.objects.get(name="Testshire helpline")
        assert helpline.value == "0123 456 7890"
        assert helpline.verified_on == date(2026, 11, 22)
        assert helpline.verify_again_by == date(2027, 5, 21)
        assert helpline.verified_by is None
        emergencies = Contact.objects.get(name="Testshire emergencies")
        assert emergencies.value == "0999"
        assert emergencies.verified_on
        assert emergencies.verify_again_by is None
        assert Contact.objects.get(name="Testshire night team").verified_on is None

    def test_members_and_settings_belong_to_the_site(self, folder):
        load(folder)
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
        load(folder)
        home = Site.objects.get(hostname=HOST).root_page
        [found] = AboutPage.objects.descendant_of(home).search("many")
        assert found.slug == "about"

    def test_the_site_takes_the_port_of_the_address_unless_told_another(self, folder):
        load(folder)
        assert Site.objects.get(hostname=HOST).port == 8000
        load_site(folder, "other.example.org", 443)
        assert Site.objects.get(hostname="other.example.org").port == 443


class TestTheStarter:
    def test_is_the_default_site_in_place_of_wagtails_own(self):
        site = Site.objects.get()
        assert (site.hostname, site.port, site.is_default_site) == ("127.0.0.1", 8000, True)
        assert Page.objects.filter(depth=2).get().specific_class is HomePage

    def test_loading_it_again_changes_nothing(self, media):
        before = rows()
        report = load_site(STARTER_CONTENT)
        assert (report.created, report.updated, report.kept) == (0, 0, [])
        assert rows() == before
        assert files(media) == []

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


class TestLoadingAgain:
    def test_changes_nothing(self, folder, media):
        load(folder)
        before, before_files = rows(), files(media)
        report = load(folder)
        assert (report.created, report.updated, report.kept) == (0, 0, [])
        assert rows() == before
        assert files(media) == before_files

    def test_brings_what_changed_in_a_file(self, folder):
        load(folder)
        change(folder, "pages/about.md", "We are **many**", "We are few")
        change(folder, "people.yaml", "post: Manager", "post: Director")
        report = load(folder)
        assert (report.created, report.updated, report.kept) == (0, 2, [])
        about = AboutPage.objects.get(slug="about")
        assert "few" in about.body[0].value.source
        assert about.revisions.count() == 2
        assert Person.objects.get(name="Ada Example").post == "Director"
        assert load(folder).updated == 0

    def test_a_value_taken_out_of_a_file_is_taken_back(self, folder):
        load(folder)
        change(folder, "pages/about.md", "summary: Who we are.\n", "")
        load(folder)
        assert AboutPage.objects.get(slug="about").summary == ""

    def test_a_changed_file_becomes_the_present_version_and_the_old_one_is_kept(
        self, folder, media, django_capture_on_commit_callbacks
    ):
        load(folder)
        before = len(files(media))
        write(folder, "documents/report.pdf", PDF + b" and new")
        with django_capture_on_commit_callbacks(execute=True):
            report = load(folder)
        assert (report.updated, report.kept) == (1, [])
        document = PartnershipDocument.objects.get(title="Report of a year")
        with document.open_file() as file:
            assert file.read().endswith(b"new")
        assert document.versions.count() == 2
        assert len(files(media)) == before + 1

    def test_a_new_page_goes_where_its_order_says(self, folder):
        load(folder)
        write(folder, "pages/new.md", "---\nkind: GuidancePage\ntitle: New\norder: 12\n---\n")
        assert load(folder).created == 1
        home = Site.objects.get(hostname=HOST).root_page
        slugs = [page.slug for page in home.get_children()]
        assert slugs[-4:] == ["report", "new", "contact", "about"]


class TestWhatAnEditorDid:
    @pytest.fixture(autouse=True)
    def loaded(self, folder):
        load(folder)

    def test_a_changed_page_is_kept(self, folder):
        edit(AboutPage.objects.get(slug="about"), strands_heading="Ours")
        change(folder, "pages/about.md", "Who we are.", "Who they are.")
        assert load(folder).kept == ["page “/about/”"]
        about = AboutPage.objects.get(slug="about")
        assert (about.strands_heading, about.summary) == ("Ours", "Who we are.")

    def test_a_draft_is_kept(self, folder):
        page = AboutPage.objects.get(slug="about")
        page.title = "Not yet"
        page.save_revision()
        assert load(folder).kept == ["page “/about/”"]
        assert page.get_latest_revision_as_object().title == "Not yet"

    def test_an_unpublished_page_stays_so(self, folder):
        AboutPage.objects.get(slug="about").unpublish()
        assert load(folder).kept == ["page “/about/”"]
        assert not AboutPage.objects.get(slug="about").live

    def test_overwriting_puts_the_file_back(self, folder):
        edit(AboutPage.objects.get(slug="about"), strands_heading="Ours")
        report = load(folder, overwrite=True)
        assert (report.updated, report.kept) == (1, [])
        assert AboutPage.objects.get(slug="about").strands_heading == "How we support services"

    def test_a_moved_page_is_found_and_left_there(self, folder):
        home = Site.objects.get(hostname=HOST).root_page
        about = home.get_children().get(slug="about")
        home.get_children().get(slug="contact").move(about, "last-child")
        report = load(folder)
        assert (report.created, report.updated) == (0, 0)
        assert GuidancePage.objects.child_of(about).get().slug == "contact"

    def test_a_deleted_page_comes_back_only_when_overwriting(self, folder):
        home = Site.objects.get(hostname=HOST).root_page
        Page.objects.get(slug="members", depth=3, path__startswith=home.path).delete()
        kept = load(folder).kept
        assert kept == ["page “/members/”", "page “/members/first/”", "page “/members/second/”"]
        assert not GroupPage.objects.filter(slug="first").exists()
        assert load(folder, overwrite=True).created == 3
        assert GroupPage.objects.filter(slug="first").exists()

    def test_what_names_a_deleted_thing_is_left_as_it_is(self, folder):
        Person.objects.get(name="Ben Example").delete()
        change(folder, "pages/about.md", "Who we are.", "Who they are.")
        assert load(folder).kept == ["person “Ben Example”", "page “/about/”"]
        assert [
            member.person.name for member in AboutPage.objects.get(slug="about").team.all()
        ] == ["Ada Example"]

    def test_something_new_can_not_name_a_deleted_thing(self, folder):
        Person.objects.get(name="Ben Example").delete()
        write(
            folder,
            "pages/extra.md",
            "---\nkind: GuidancePage\ntitle: Extra\n---\n```people\n- Ben Example\n```\n",
        )
        with pytest.raises(Refusal, match="extra.md, line 6: An editor has deleted “Ben Example”"):
            load(folder)

    def test_records_and_settings_are_kept(self, folder):
        Contact.objects.filter(name="Testshire helpline").update(value="0300 000 0000")
        PartnershipSettings.objects.filter(name__startswith="Testshire").update(name="Ours")
        assert load(folder).kept == ["contact “Testshire helpline”", "partnership “site.yaml”"]
        assert Contact.objects.get(name="Testshire helpline").value == "0300 000 0000"
        load(folder, overwrite=True)
        assert Contact.objects.get(name="Testshire helpline").value == "0123 456 7890"

    def test_a_page_of_their_own_at_the_address_of_a_file_is_kept(self, folder):
        home = Site.objects.get(hostname=HOST).root_page
        home.add_child(instance=GuidancePage(title="Theirs", slug="extra"))
        write(folder, "pages/extra.md", "---\nkind: GuidancePage\ntitle: Extra\n---\n")
        assert load(folder).kept == ["page “/extra/”"]
        write(folder, "pages/extra.md", "---\nkind: SiteMapPage\ntitle: Extra\n---\n")
        with pytest.raises(Refusal, match="/extra/ is a GuidancePage on the site"):
            load(folder)


class TestASecondPartnership:
    def test_has_pages_of_its_own_and_shares_the_directory(self, folder):
        load(folder)
        people = Person.objects.count()
        report = load_site(folder, "second.example.org")
        assert report.kept == []
        assert Person.objects.count() == people
        first, second = (
            Site.objects.get(hostname=name).root_page for name in (HOST, "second.example.org")
        )
        assert first != second
        assert first.get_descendant_count() == second.get_descendant_count()
        assert Membership.objects.filter(organisation__name="Testshire Council").count() == 2
        assert load(folder).updated == load_site(folder, "second.example.org").updated == 0

    def test_does_not_change_what_the_first_one_shares(self, folder):
        load(folder)
        change(folder, "people.yaml", "post: Manager", "post: Director")
        report = load_site(folder, "second.example.org")
        assert report.kept == ["person “Ada Example”"]
        assert Person.objects.get(name="Ada Example").post == "Manager"


REFUSALS = {
    "an unknown key": (
        "pages/about.md",
        "team:",
        "teem:",
        r"pages/about.md, line 9: “teem” is not known here",
    ),
    "an unknown kind": (
        "pages/about.md",
        "AboutPage",
        "AboutUs",
        r"about.md, line 2: “AboutUs” is no kind of page",
    ),
    "no kind": ("pages/about.md", "kind: AboutPage\n", "", r"about.md, line 2: “” is no kind"),
    "a missing field": (
        "pages/index.md",
        "heading: Safe in Testshire\n",
        "",
        r"index.md, line 2: “heading” is mis",
    ),
    "a missing title": ("pages/contact.md", "title: Contact\n", "", "line 2: “title” is missing"),
    "a missing part of a block": (
        "pages/report.md",
        "  - heading: Now\n    urgent",
        "  - urgent",
        r"report.md, line 6: “heading” is missing",
    ),
    "broken YAML": (
        "people.yaml",
        "- name: Ada",
        "- name: [Ada",
        "people.yaml, line 3: This is not",
    ),
    "broken front matter": (
        "pages/about.md",
        "summary: Who",
        "summary: 'Who",
        r"about.md, line \d+: This is not YAML",
    ),
    "no front matter": ("pages/about.md", "---\nkind", "kind", "line 1: A page begins with"),
    "a key twice": ("people.yaml", "post: Manager", "name: Bob", "people.yaml, line 3: “name” sta"),
    "a record twice": ("people.yaml", "Ben Example", "Ada Example", "line 5: “Ada Example” stands"),
    "a bad date": (
        "pages/news/start.md",
        "2025-04-01",
        "2025-04-31",
        r"start.md, line 4: “date”: .*2025-04-31",
    ),
    "a bad date in a block": (
        "pages/letters/one.md",
        "2026-12-01",
        "soon",
        r"one.md, line 9: “closes_on”: Enter a valid",
    ),
    "an unknown person": (
        "pages/about.md",
        "Ben Example",
        "Bob",
        r"about.md, line 9: There is no person “Bob”",
    ),
    "an unknown contact": (
        "pages/contact.md",
        "- Testshire helpline",
        "- Nobody",
        "line 7: There is no contact “Nob",
    ),
    "an unknown page": (
        "pages/about.md",
        "see [contact](/contact/)",
        "see\n[it](/nowhere/)",
        r"about.md, line 15: There is no page “/nowhere/”",
    ),
    "an unknown page in the settings": (
        "site.yaml",
        "/about/",
        "/nowhere/",
        r"site.yaml, line 5: There is no page “/nowhere/”",
    ),
    "an unknown document": (
        "pages/about.md",
        "document:report.pdf",
        "document:no.pdf",
        r"about.md, line 15: There is no document “no.pdf”",
    ),
    "an unknown kind of organisation": (
        "organisations.yaml",
        "kind: Test body, area",
        "kind: Club, area",
        "line 2: There is no org",
    ),
    "a page that reports to no group": (
        "pages/members/first.md",
        "/members/second/",
        "/about/",
        "line 5: There is no group",
    ),
    "a page in the wrong place": (
        "pages/contact.md",
        "GuidancePage",
        "NewsPage",
        "line 2: A page of the kind NewsPage may not",
    ),
    "an HTML tag": (
        "pages/about.md",
        "We are **many**",
        "We are <b>many</b>",
        r"about.md, line 14: This text may not hold an HTML tag",
    ),
    "an HTML block": ("pages/about.md", "- one", "<script>", r"about.md, line 17: .* an HTML tag"),
    "italics": ("pages/about.md", "**many**", "*many*", "line 14: .* words in italics"),
    "a heading where none may stand": (
        "pages/report.md",
        "**Ring** now",
        "## Ring now",
        "report.md, line 9: .* heading",
    ),
    "a link to nowhere": ("pages/about.md", "(/contact/)", "(contact)", "“contact” leads nowhere"),
    "two paragraphs in a list item": (
        "pages/about.md",
        "- one\n",
        "- one\n\n  more\n",
        "line 19: A list item is one paragraph",
    ),
    "an unknown block": (
        "pages/about.md",
        "```picture",
        "```photo",
        "line 20: “photo” is no blo",
    ),
    "a telephone number in text": (
        "pages/about.md",
        "We are **many**",
        "Ring 0123 456 7890",
        "line 14: “0123 456 7890” is a",
    ),
    "text where there is no room": (
        "pages/news/index.md",
        "title: News\n---\n",
        "title: News\n---\nMore",
        "index.md, line 5: A NewsIndexPage has no room",
    ),
    "a row too short": ("pages/about.md", "[One, 1]", "[One]", "line 29: This row has 1 cells"),
    "a missing file": ("documents.yaml", "report.pdf", "no.pdf", "no file “no.pdf” in documents/"),
    "a file elsewhere": (
        "documents.yaml",
        "report.pdf",
        "../site.yaml",
        "no file “../site.yaml” in documents/",
    ),
    "a picture that is none": ("images.yaml", "logo.png", "fake.png", "“fake.png”: "),
    "a PDF that is none": (
        "documents.yaml",
        "report.pdf",
        "fake.pdf",
        "“file”: The name of this file",
    ),
    "an address that is none": (
        "organisations.yaml",
        "https://example.org",
        "example",
        "line 2: “website”: Enter a",
    ),
    "a telephone number that is none": (
        "contacts.yaml",
        "0123 456 7890",
        "ring me",
        "line 3: “value”: Type a telephone number",
    ),
    "a verification without a day": (
        "contacts.yaml",
        "{on: 2026-11-22, how: Rang it}\n- name: Testshire em",
        "{how: Rang it}\n- name: Testshire em",
        "contacts.yaml, line 4: “verified” says on",
    ),
    "an unknown list": ("lists.yaml", "areas:", "places:", "lists.yaml, line 2: “places” is not"),
    "rows that are none": (
        "documents.yaml",
        FILES["documents.yaml"],
        "file: report.pdf",
        "Here a list should",
    ),
    "a row that is none": (
        "documents.yaml",
        FILES["documents.yaml"],
        "[report.pdf]",
        "documents.yaml, line 1: Here named values should stand",
    ),
    "a member twice": (
        "members.yaml",
        "\n- org",
        "\n- organisation: Testshire Council\n- org",
        "members.yaml, line 3: This organisation is already a member",
    ),
    "an order that is no number": (
        "pages/about.md",
        "order: 20",
        "order: last",
        "line 5: “order” is",
    ),
}


class TestRefusals:
    @pytest.mark.parametrize(("name", "old", "new", "message"), REFUSALS.values(), ids=REFUSALS)
    def test_refuses_it_whole_with_file_line_and_reason(
        self, folder, media, name, old, new, message
    ):
        write(folder, "documents/fake.pdf", b"<html>")
        write(folder, "images/fake.png", b"<html>")
        change(folder, name, old, new)
        before = rows()
        with pytest.raises(Refusal, match=message):
            load(folder)
        assert rows() == before
        assert files(media) == []

    def test_a_later_failure_leaves_the_site_as_it_was(self, folder, media):
        load(folder)
        before, before_files = rows(), files(media)
        write(folder, "documents/report.pdf", PDF + b" and new")
        change(folder, "site.yaml", "/about/", "/nowhere/")
        with pytest.raises(Refusal):
            load(folder)
        assert rows() == before
        assert files(media) == before_files

    def test_a_page_without_one_above_it(self, folder):
        (folder / "pages/members/index.md").unlink()
        with pytest.raises(Refusal, match="pages/members/first.md: There is no page /members/"):
            load(folder)

    def test_a_name_no_address_can_have(self, folder):
        write(folder, "pages/about us.md", FILES["pages/about.md"])
        with pytest.raises(Refusal, match="pages/about us.md, line 2: Enter a valid “slug”"):
            load(folder)

    def test_two_files_for_one_page(self, folder):
        write(folder, "pages/about/index.md", FILES["pages/about.md"])
        with pytest.raises(Refusal, match="Another file is the page /about/ already"):
            load(folder)

    def test_a_file_of_an_unknown_name(self, folder):
        write(folder, "persons.yaml", "[]")
        with pytest.raises(Refusal, match="persons.yaml: This is none of"):
            load(folder)

    def test_a_folder_that_is_no_site(self, tmp_path):
        with pytest.raises(Refusal, match="has no pages/index.md"):
            load(tmp_path)

    def test_a_file_that_is_no_text(self, folder):
        write(folder, "people.yaml", b"- name: \xff")
        with pytest.raises(Refusal, match="people.yaml: This file is not text in UTF-8"):
            load(folder)


class TestRichText:
    @pytest.mark.parametrize(
        ("markdown", "html"),
        [
            ("one\ntwo", "<p>one two</p>"),
            ("one\\\ntwo", "<p>one<br/>two</p>"),
            ("- a\n  - b\n- c", "<ul><li>a<ul><li>b</li></ul></li><li>c</li></ul>"),
            ("1. a\n\n2. b", "<ol><li>a</li><li>b</li></ol>"),
            ("a < b & c", "<p>a &lt; b &amp; c</p>"),
            ("[us](mailto:us@example.org)", '<p><a href="mailto:us@example.org">us</a></p>'),
            ("[us](/us%20two/)", '<p><a linktype="page" id="7">us</a></p>'),
        ],
    )
    def test_is_the_html_of_the_editor(self, markdown, html, tmp_path):
        references = References(tmp_path)
        references.pages["/us two/"] = Page(pk=7)
        features = ["link", "ul", "ol"]
        assert rich_text(Words(markdown, Place("a.md")), features, references) == html


class TestTheCommand:
    def test_says_each_stage_and_counts(self, folder, capsys):
        call_command("load_site", folder, hostname=(HOST, 81))
        lines = capsys.readouterr().out.splitlines()
        assert lines[0] == f"Reading {folder}"
        assert lines[-1].endswith("created, 0 updated, 0 unchanged, 0 kept as an editor left them")
        assert Site.objects.get(hostname=HOST).port == 81

    def test_reads_the_address(self, folder):
        call_command("load_site", folder, f"--hostname={HOST}:8443")
        assert Site.objects.get(hostname=HOST).port == 8443
        with pytest.raises(CommandError, match="not a host name"):
            call_command("load_site", folder, "--hostname=https://example.org")

    def test_names_what_it_kept(self, folder, capsys):
        load(folder)
        edit(AboutPage.objects.get(slug="about"), title="Ours")
        call_command("load_site", folder, f"--hostname={HOST}")
        assert "Kept as an editor left it: page “/about/”" in capsys.readouterr().out

    def test_refuses_in_one_sentence(self, folder):
        change(folder, "people.yaml", "- name: Ben", "- nmae: Ben")
        with pytest.raises(CommandError, match="people.yaml, line 5: .* Nothing was loaded."):
            call_command("load_site", folder, f"--hostname={HOST}")
