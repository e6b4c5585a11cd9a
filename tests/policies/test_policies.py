"""The manual and the local policies, for visitors and for editors."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from justhtml import JustHTML
from wagtail.models import Collection, CollectionViewRestriction
from wagtail.test.utils.form_data import inline_formset, nested_form_data, rich_text, streamfield

from partnership.library.models import PartnershipDocument
from partnership.policies.models import Manual, PoliciesPage, PolicyPage, PolicyVersion
from tests.laws.test_every_kind_in_queries import queries

today = timezone.localdate
LINK = "https://cumbriascp.trixonline.co.uk"


def words(client, page):
    """Return the text of the page as one line."""
    html = JustHTML(client.get(page.url).content.decode(), sanitize=False)
    return " ".join(html.query("main")[0].to_text().split())


@pytest.fixture
def shelf(db):
    """The page with the manual and the policies."""
    return PoliciesPage.objects.get()


@pytest.fixture
def policy(shelf):
    """A policy with two versions."""
    policy = PolicyPage(
        title="Escalation",
        slug="escalation",
        search_description="What to do when professionals disagree.",
        looked_after_by="Policies subgroup",
        review_on=today() + timedelta(days=100),
        body=[("prose", "<p>Talk to each other first.</p>")],
    )
    policy.versions = [
        PolicyVersion(
            number="1.0",
            approved_by="The board",
            approved_on=date(2025, 4, 1),
            what_changed="The first.",
        ),
        PolicyVersion(
            number="2.0",
            approved_by="The board",
            approved_on=date(2026, 3, 1),
            what_changed="Steps for schools.",
        ),
    ]
    shelf.add_child(instance=policy)
    policy.save_revision().publish()
    return policy


class TestTheManual:
    def test_the_link_names_its_website(self, shelf, client):
        html = client.get(shelf.url).content.decode()
        assert f'<a href="{LINK}">The pan-Cumbria procedures manual</a>' in html
        assert "On another website: cumbriascp.trixonline.co.uk" in words(client, shelf)

    def test_an_unchecked_link_says_nothing_of_a_check(self, shelf, client):
        assert "checked" not in words(client, shelf)

    def test_the_day_of_the_last_check_is_shown(self, shelf, client):
        Manual.objects.update(checked_on="2026-11-03")
        assert "Link last checked 3 November 2026" in words(client, shelf)

    def test_a_check_in_the_future_is_refused(self):
        manual = Manual(title="The manual", link=LINK, checked_on=today() + timedelta(days=1))
        with pytest.raises(ValidationError, match="This day is in the future."):
            manual.clean()


@pytest.fixture
def save_manual(shelf, admin_client):
    """A function that saves the page with the manual's row changed, and returns the row."""

    def save(**changes):
        manual = shelf.manuals.get()
        row = {"id": manual.pk, "title": manual.title, "link": manual.link, "covers": ""}
        data = nested_form_data(
            {
                "title": shelf.title,
                "slug": shelf.slug,
                "body": streamfield([]),
                "manuals": inline_formset([{**row, "ORDER": "1", **changes}], initial=1),
                "comments": inline_formset([]),
                "action-publish": "1",
            }
        )
        admin_client.post(reverse("wagtailadmin_pages:edit", args=[shelf.pk]), data)
        return PoliciesPage.objects.get().manuals.get()

    return save


class TestCheckingTheManual:
    def test_a_tick_records_the_day_and_the_person(self, save_manual, administrator):
        manual = save_manual(opened_now="on", title="The manual")
        assert manual.title == "The manual"
        assert (manual.checked_on, manual.checked_by) == (today(), administrator)

    def test_without_a_tick_the_link_is_unchecked(self, save_manual):
        assert save_manual(title="The manual").checked_on is None

    def test_a_typed_day_is_ignored(self, save_manual):
        assert save_manual(title="The manual", checked_on="03/11/2026").checked_on is None

    def test_a_new_title_keeps_the_check(self, save_manual, administrator):
        save_manual(opened_now="on")
        assert save_manual(title="The manual").checked_by == administrator

    def test_a_new_link_must_be_checked_again(self, save_manual):
        save_manual(opened_now="on")
        manual = save_manual(link="https://example.org/manual")
        assert (manual.checked_on, manual.checked_by) == (None, None)

    def test_visitors_do_not_see_who_checked(self, shelf, save_manual, administrator, client):
        save_manual(opened_now="on")
        assert administrator.email not in client.get(shelf.url).content.decode()


class TestTheList:
    def test_each_policy_shows_its_details(self, policy, shelf, client):
        said = words(client, shelf)
        review = date_format(policy.review_on, "j F Y")
        assert (
            "Escalation What to do when professionals disagree. Looked after by Policies subgroup "
            f"Version 2.0 Approved 1 March 2026 by The board Next review {review}"
        ) in said

    def test_an_overdue_review_is_marked(self, policy, shelf, client):
        PolicyPage.objects.filter(pk=policy.pk).update(review_on="2026-09-01")
        for page in (shelf, policy):
            assert "Review was due on 1 September 2026" in words(client, page)

    def test_a_policy_without_versions_is_not_approved_yet(self, shelf, client):
        assert "Version Not approved yet" in words(client, shelf)

    def test_drafts_are_left_out(self, policy, shelf, client):
        policy.unpublish()
        assert "Escalation" not in words(client, shelf)


class TestThePolicy:
    def test_versions_are_listed_newest_first(self, policy, client):
        said = words(client, policy)
        newest = said.index("Version 2.0, in force Approved 1 March 2026 by The board Steps for")
        assert newest < said.index("Version 1.0 Approved 1 April 2025 by The board The first.")

    def test_the_file_is_linked(self, policy, client):
        document = PartnershipDocument.objects.first()
        PolicyPage.objects.filter(pk=policy.pk).update(document=document)
        assert f'href="{document.url}"' in client.get(policy.url).content.decode()

    def test_a_private_file_is_not_mentioned(self, policy, client):
        papers = Collection.get_first_root_node().add_child(name="Board papers")
        CollectionViewRestriction.objects.create(collection=papers, restriction_type="login")
        secret = PartnershipDocument.objects.create(
            title="Not for all", file=ContentFile(b"Words", "a.txt"), collection=papers
        )
        PolicyPage.objects.filter(pk=policy.pk).update(document=secret)
        assert "Not for all" not in words(client, policy)

    def test_search_finds_a_policy(self, policy, client):
        html = client.get(reverse("search"), {"q": "professionals disagree"}).content.decode()
        assert policy.url in html

    def test_queries_do_not_grow_with_versions(self, policy, client):
        before = queries(client, policy.url)
        for number in range(10):
            policy.versions.create(
                number=f"0.{number}", approved_by="The board", approved_on="2024-01-01"
            )
        assert len(queries(client, policy.url)) == len(before) <= 5


@pytest.fixture
def publish(policy, admin_client):
    """A function that publishes the changed policy, and returns the page the editor then sees."""

    def send(versions=(("1.0", "01/04/2025"), ("2.0", "01/03/2026")), text="Talk.", **changes):
        rows = [
            {"number": number, "approved_by": "The board", "approved_on": day, "what_changed": ""}
            for number, day in versions
        ]
        data = nested_form_data(
            {
                "title": "Published",
                "slug": policy.slug,
                "looked_after_by": policy.looked_after_by,
                "review_on": "01/03/2099",
                "body": streamfield([("prose", rich_text(f"<p>{text}</p>"))] if text else []),
                "versions": inline_formset([{**row, "ORDER": ""} for row in rows]),
                "comments": inline_formset([]),
                "action-publish": "1",
                **changes,
            }
        )
        address = reverse("wagtailadmin_pages:edit", args=[policy.pk])
        return admin_client.post(address, data, follow=True).content.decode()

    return send


class TestPublishing:
    def test_a_valid_policy_is_published(self, policy, publish):
        publish()
        policy.refresh_from_db()
        assert policy.title == "Published"

    @pytest.mark.parametrize(
        ("error", "changes"),
        [
            ("This day is in the future.", {"versions": [("1.0", "01/01/2099")]}),
            (
                "Another version has this number.",
                {"versions": [("1.0", "01/04/2025"), ("1.0", "01/03/2026")]},
            ),
            (
                "after the newest version was approved, on 1 March 2026",
                {"review_on": "01/03/2026"},
            ),
            ("There is no policy to read yet.", {"text": ""}),
        ],
    )
    def test_an_invalid_policy_is_refused(self, policy, publish, error, changes):
        assert error in publish(**changes)
        policy.refresh_from_db()
        assert policy.title == "Escalation"

    def test_a_policy_can_be_a_document_alone(self, policy, publish):
        publish(text="", document=PartnershipDocument.objects.first().pk)
        policy.refresh_from_db()
        assert policy.title == "Published"

    def test_a_draft_can_be_empty(self, policy, publish):
        publish(text="", **{"action-publish": ""})
        policy.refresh_from_db()
        assert policy.get_latest_revision_as_object().title == "Published"
