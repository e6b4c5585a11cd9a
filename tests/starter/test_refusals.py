"""Content files that are refused: with the file, the line and the reason, and nothing is loaded."""

import pytest

from partnership.starter.loading import Refusal, load_site
from tests.starter.content import FILES, HOST, PDF, change, files, rows, write

pytestmark = pytest.mark.django_db

REFUSALS = {
    "an unknown key": (
        "pages/about.md",
        "team:",
        "teem:",
        r"pages/about.md, line 9: ‘teem’ is not known here",
    ),
    "an unknown kind": (
        "pages/about.md",
        "AboutPage",
        "AboutUs",
        r"about.md, line 2: ‘AboutUs’ is not a kind of page",
    ),
    "no kind": ("pages/about.md", "kind: AboutPage\n", "", r"about.md, line 2: ‘kind’ is missing"),
    "a missing field": (
        "pages/index.md",
        "heading: Safe in Testshire\n",
        "",
        r"index.md, line 2: ‘heading’ is mis",
    ),
    "a missing title": ("pages/contact.md", "title: Contact\n", "", "line 2: ‘title’ is missing"),
    "a missing part of a block": (
        "pages/report.md",
        "  - heading: Now\n    urgent",
        "  - urgent",
        r"report.md, line 6: ‘heading’ is missing",
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
        r"about.md, line 9: This is not valid YAML",
    ),
    "no front matter": ("pages/about.md", "---\nkind", "kind", "line 1: A page file starts with"),
    "a key twice": ("people.yaml", "post: Manager", "name: Bob", "people.yaml, line 3: ‘name’ app"),
    "a record twice": (
        "people.yaml",
        "Ben Example",
        "Ada Example",
        "line 5: ‘Ada Example’ app",
    ),
    "a bad date": (
        "pages/news/start.md",
        "2025-04-01",
        "2025-04-31",
        r"start.md, line 4: ‘date’: .*2025-04-31",
    ),
    "a bad date in a block": (
        "pages/letters/one.md",
        "2026-12-01",
        "soon",
        r"one.md, line 9: ‘closes_on’: Write it like this",
    ),
    "an unknown person": (
        "pages/about.md",
        "Ben Example",
        "Bob",
        r"about.md, line 9: There is no person ‘Bob’",
    ),
    "an unknown contact": (
        "pages/contact.md",
        "- Testshire helpline",
        "- Nobody",
        "line 7: There is no contact ‘Nob",
    ),
    "an unknown page": (
        "pages/about.md",
        "see [contact](/contact/)",
        "see\n[it](/nowhere/)",
        r"about.md, line 15: There is no page ‘/nowhere/’",
    ),
    "an unknown page in the settings": (
        "site.yaml",
        "/about/",
        "/nowhere/",
        r"site.yaml, line 5: There is no page ‘/nowhere/’",
    ),
    "an unknown document": (
        "pages/about.md",
        "document:report.pdf",
        "document:no.pdf",
        r"about.md, line 15: There is no document ‘no.pdf’",
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
        "line 2: A page of the kind NewsPage cannot be added",
    ),
    "an HTML tag": (
        "pages/about.md",
        "We are **many**",
        "We are <b>many</b>",
        r"about.md, line 14: This text cannot contain an HTML tag",
    ),
    "an HTML block": ("pages/about.md", "- one", "<script>", r"about.md, line 17: .* an HTML tag"),
    "italics": ("pages/about.md", "**many**", "*many*", "line 14: .* words in italics"),
    "a heading where none may be": (
        "pages/report.md",
        "**Call** now",
        "## Call now",
        "report.md, line 9: .* heading",
    ),
    "a link to nowhere": ("pages/about.md", "(/contact/)", "(contact)", "‘contact’ leads nowhere"),
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
        "line 20: ‘photo’ is not a blo",
    ),
    "a telephone number in text": (
        "pages/about.md",
        "We are **many**",
        "Call 0123 456 7890",
        "line 14: ‘0123 456 7890’ is a",
    ),
    "text where there is no room": (
        "pages/news/index.md",
        "title: News\n---\n",
        "title: News\n---\nMore",
        "index.md, line 5: A page of the kind NewsIndexPage has no place",
    ),
    "a row too short": (
        "pages/about.md",
        "[One, 1]",
        "[One]",
        "line 29: Cells in this row: 1; in the header: 2",
    ),
    "a missing file": ("documents.yaml", "report.pdf", "no.pdf", "no file ‘no.pdf’ in documents/"),
    "a file elsewhere": (
        "documents.yaml",
        "report.pdf",
        "../site.yaml",
        "no file ‘../site.yaml’ in documents/",
    ),
    "a picture that is none": ("images.yaml", "logo.png", "fake.png", "‘fake.png’: "),
    "a PDF that is none": (
        "documents.yaml",
        "report.pdf",
        "fake.pdf",
        "‘file’: The name of this file",
    ),
    "an address that is none": (
        "organisations.yaml",
        "https://example.org",
        "example",
        "line 2: ‘website’: Enter a",
    ),
    "a telephone number that is none": (
        "contacts.yaml",
        "0123 456 7890",
        "call me",
        "line 3: ‘value’: Type a telephone number",
    ),
    "a verification without a day": (
        "contacts.yaml",
        "{on: 2026-11-22, how: We called it}\n- name: Testshire em",
        "{how: We called it}\n- name: Testshire em",
        "contacts.yaml, line 4: ‘verified’ needs ‘on’",
    ),
    "an unknown list": ("lists.yaml", "areas:", "places:", "lists.yaml, line 2: ‘places’ is not"),
    "rows that are none": (
        "documents.yaml",
        FILES["documents.yaml"],
        "file: report.pdf",
        "This should be a list",
    ),
    "a row that is none": (
        "documents.yaml",
        FILES["documents.yaml"],
        "[report.pdf]",
        "documents.yaml, line 1: This should be named values",
    ),
    "a member twice": (
        "members.yaml",
        "\n- org",
        "\n- organisation: Testshire Council\n- org",
        "members.yaml, line 3: This organisation is already a member",
    ),
    "no name of the partnership": (
        "site.yaml",
        "name: Testshire Safeguarding Children Partnership\n",
        "",
        "site.yaml, line 2: ‘name’ is missing",
    ),
    "a member without an organisation": (
        "members.yaml",
        "- organisation: Testshire Council\n  reason",
        "- reason",
        "members.yaml, line 2: ‘organisation’ is missing",
    ),
    "front matter that does not end": (
        "pages/news/index.md",
        "News\n---",
        "News",
        "news/index.md, line 1: A page file starts with",
    ),
    "an order that is no number": (
        "pages/about.md",
        "order: 20",
        "order: last",
        "line 5: ‘order’ must be",
    ),
}


class TestRefusals:
    @pytest.mark.parametrize(("name", "old", "new", "message"), REFUSALS.values(), ids=REFUSALS)
    def test_nothing_is_loaded_and_the_message_has_file_line_and_reason(
        self, folder, media, name, old, new, message
    ):
        write(folder, "documents/fake.pdf", b"<html>")
        write(folder, "images/fake.png", b"<html>")
        change(folder, name, old, new)
        before = rows()
        with pytest.raises(Refusal, match=message):
            load_site(folder, HOST)
        assert rows() == before
        assert files(media) == []

    def test_a_failure_at_the_end_removes_what_was_written(self, folder, media):
        load_site(folder, HOST)
        before, before_files = rows(), files(media)
        write(folder, "documents/report.pdf", PDF + b" and new")
        change(folder, "site.yaml", "/about/", "/nowhere/")
        with pytest.raises(Refusal, match="There is no page ‘/nowhere/’"):
            load_site(folder, "second.example.org")
        assert rows() == before
        assert files(media) == before_files

    def test_a_page_without_one_above_it(self, folder):
        (folder / "pages/members/index.md").unlink()
        with pytest.raises(Refusal, match="pages/members/first.md: There is no page /members/"):
            load_site(folder, HOST)

    def test_a_name_that_cannot_be_an_address(self, folder):
        write(folder, "pages/about us.md", FILES["pages/about.md"])
        with pytest.raises(Refusal, match="pages/about us.md, line 2: Enter a valid “slug”"):
            load_site(folder, HOST)

    def test_two_files_for_one_page(self, folder):
        write(folder, "pages/about/index.md", FILES["pages/about.md"])
        with pytest.raises(Refusal, match="The page /about/ has another file already"):
            load_site(folder, HOST)

    def test_a_file_of_an_unknown_name(self, folder):
        write(folder, "persons.yaml", "[]")
        with pytest.raises(Refusal, match="persons.yaml: No content file has this name"):
            load_site(folder, HOST)

    def test_a_folder_that_is_not_a_site(self, tmp_path):
        with pytest.raises(Refusal, match="has no pages/index.md"):
            load_site(tmp_path, HOST)

    def test_a_file_that_is_not_text(self, folder):
        write(folder, "people.yaml", b"- name: \xff")
        with pytest.raises(Refusal, match="people.yaml: This file is not UTF-8 text"):
            load_site(folder, HOST)
