"""Wagtail's screens speak of approval and of times in the words of this website."""

import gettext
import re
from pathlib import Path

import pytest
import wagtail
from django.urls import reverse
from django.utils.timezone import now, timedelta

from partnership.pages.models import NewsPage
from tests.editing.conversations import edit, submit
from wfscp_site.settings import LOCALE_PATHS

OURS = LOCALE_PATHS[0] / "en_GB/LC_MESSAGES/django.po"
ENTRY = re.compile(r'^msgid ((?:".*"\n)+)msgstr ((?:".*"\n?)+)', re.MULTILINE)


def words(file):
    """Return ``{what Wagtail says: what it says here}`` of a catalogue, without its header."""
    entries = ENTRY.findall(file.read_text())
    joined = [["".join(re.findall('"(.*)"', text)) for text in entry] for entry in entries]
    return {msgid: msgstr for msgid, msgstr in joined if msgid}


def test_each_of_our_words_is_for_something_that_wagtail_says():
    theirs = Path(wagtail.__file__).parent.rglob("locale/en/LC_MESSAGES/django.po")
    assert words(OURS).keys() <= {msgid for file in theirs for msgid in words(file)}


def test_the_words_are_compiled():
    with OURS.with_suffix(".mo").open("rb") as compiled:
        catalogue = gettext.GNUTranslations(compiled)
    assert {msgid: catalogue.gettext(msgid) for msgid in words(OURS)} == words(OURS)


@pytest.mark.parametrize("what", ["moderation", "orkflow", "xpir", "go live"])
def test_no_word_of_ours_needs_to_be_explained(what):
    assert [said for said in words(OURS).values() if what in said] == []


@pytest.mark.django_db
class TestForm:
    @pytest.fixture
    def page(self):
        return NewsPage.objects.live().first()

    @pytest.fixture
    def ada(self, person, browser_of):
        return browser_of(person("editor", "Ada"))

    @pytest.fixture
    def bea(self, person, browser_of):
        return browser_of(person("publisher", "Bea"))

    def test_a_time_in_the_draft_alone_is_warned_of(self, page, ada, bea):
        page.go_live_at = now() + timedelta(days=2)
        page.save_revision()
        warning = "This page will not be published on"
        publisher = edit(bea, page)
        assert warning in publisher
        assert "‘Publish at the time set’" in publisher
        assert "‘Ask for approval’" in edit(ada, page)

        page.get_latest_revision().publish()
        assert warning not in edit(bea, page)

    def test_there_is_one_way_to_approve(self, page, person, bea):
        submit(page, person("editor", "Ada"))
        form = edit(bea, page)
        assert form.count('data-workflow-action-name="approve"') == 1
        assert 'name="action-publish"' not in form
        assert 'name="action-restart-workflow"' not in form

    def test_only_who_may_publish_is_offered_to_publish_with_times(self, page, ada, bea):
        offered = "Publish with these times"
        assert offered in edit(bea, page)
        assert offered not in edit(ada, page)
        add = reverse("wagtailadmin_pages:add", args=["pages", "newspage", page.get_parent().pk])
        assert offered in bea.get(add).content.decode()


def test_the_menu_of_help_is_for_editors(admin_client):
    html = admin_client.get(reverse("wagtailadmin_home")).content.decode()
    assert "guide for editors" in html
    assert "new in Wagtail" not in html
