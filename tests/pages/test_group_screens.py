"""Editors reorder groups and fill in their seats where they see the structure."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from partnership.directory.models import Person
from partnership.pages.models import GroupPage, MembersPage, Seat
from partnership.starter.loading import load_site
from wfscp_site import launcher


@pytest.fixture
def members(db):
    return MembersPage.objects.get()


@pytest.fixture
def board(db):
    return GroupPage.objects.get(slug="safeguarding-accountability-board")


@pytest.fixture
def ash(db):
    return Person.objects.create(name="Ash Example")


def address(group):
    return reverse("group_seats", args=[group.pk])


def groups_screen(members):
    return reverse("groups_and_seats", args=[members.pk])


def add(parent, title):
    group = GroupPage(title=title)
    type(parent).objects.get(pk=parent.pk).add_child(instance=group)
    return GroupPage.objects.get(pk=group.pk)


def filled_in(client, group, **rows):
    """Return what the grid of ``group`` would send, with ``rows`` such as ``row0={"name": …}``."""
    context = client.get(address(group)).context
    formset, latest = context["form"], context["latest"]
    sent = {
        f"{formset.prefix}-{name}_FORMS": formset.management_form[f"{name}_FORMS"].value()
        for name in ("TOTAL", "INITIAL")
    }
    if latest:
        sent["loaded_revision_id"] = latest.pk
        sent["loaded_revision_created_at"] = latest.created_at.isoformat()
    for row in formset:
        for field in row:
            value = field.value()
            if value is not False:
                sent[field.html_name] = "" if value is None else value
    for row, values in rows.items():
        for name, value in values.items():
            sent[f"{formset.prefix}-{row.removeprefix('row')}-{name}"] = value
    return sent


def fill_in(client, group, **rows):
    return client.post(address(group), filled_in(client, group, **rows), follow=True)


def told(answer):
    return " ".join(answer.content.decode().split())


def seen(client, group):
    return told(client.get(group.url))


class TestGrid:
    def test_several_seats_are_saved_at_once_and_seen_by_visitors(
        self, admin_client, client, board, ash
    ):
        answer = fill_in(
            admin_client,
            board,
            row0={"name": "Chair", "is_chair": "on", "holder": ash.pk},
            row1={"name": "Vice chair"},
            row3={"name": "Member", "holder": ash.pk},
        )
        assert "Visitors see them now" in told(answer)
        assert list(GroupPage.objects.get(pk=board.pk).filled_seats.items()) == [
            ("Chair", [ash]),
            ("Vice chair", []),
            ("Member", [ash]),
        ]
        assert "Ash Example" in seen(client, board)

    def test_who_holds_a_seat_called_chair_chairs_the_group(self, admin_client, board, ash):
        fill_in(admin_client, board, row0={"name": "Chair", "holder": ash.pk}, row1={"name": "X"})
        assert list(board.seats.values_list("name", "is_chair")) == [("Chair", True), ("X", False)]

    def test_rows_are_changed_and_removed(self, admin_client, board, ash):
        fill_in(admin_client, board, row0={"name": "Chair", "is_chair": "on"}, row1={"name": "X"})
        fill_in(admin_client, board, row0={"holder": ash.pk}, row1={"DELETE": "on"})
        assert GroupPage.objects.get(pk=board.pk).filled_seats == {"Chair": [ash]}

    def test_someone_who_may_not_publish_saves_a_draft(
        self, person, browser_of, client, board, ash
    ):
        editor = browser_of(person("editor"))
        answer = fill_in(editor, board, row0={"name": "Member", "holder": ash.pk})
        assert "once the group is published" in told(answer)
        assert "Ash Example" not in seen(client, board)
        draft = GroupPage.objects.get(pk=board.pk).get_latest_revision_as_object()
        assert draft.filled_seats == {"Member": [ash]}
        # The next save keeps the rows that only the draft has.
        fill_in(editor, board, row1={"name": "Vice chair"})
        draft = GroupPage.objects.get(pk=board.pk).get_latest_revision_as_object()
        assert list(draft.filled_seats) == ["Member", "Vice chair"]

    def test_other_changes_in_the_draft_are_neither_lost_nor_published(
        self, admin_client, client, board, ash
    ):
        board.title = "Renamed in a draft"
        board.save_revision()
        assert "other changes that are not published" in told(admin_client.get(address(board)))
        answer = fill_in(admin_client, board, row0={"name": "Member", "holder": ash.pk})
        assert "once the group is published" in told(answer)
        html = seen(client, board)
        assert "Renamed in a draft" not in html
        assert "Ash Example" not in html
        draft = GroupPage.objects.get(pk=board.pk).get_latest_revision_as_object()
        assert draft.title == "Renamed in a draft"
        assert draft.filled_seats == {"Member": [ash]}

    def test_errors_are_listed_and_nothing_is_saved(self, admin_client, board):
        answer = fill_in(
            admin_client,
            board,
            row0={"name": "Chair"},
            row1={"name": "Member", "started_on": "2026-05-02", "ended_on": "2026-05-01"},
            row2={"started_on": "2026-05-02"},
        )
        html = told(answer)
        assert "The last day is before the first day" in html
        assert "Row 3, seat: This field is required" in html.replace("Seat:", "seat:")
        assert not Seat.objects.filter(page=board).exists()

    def test_a_save_of_someone_else_is_not_overwritten_unseen(self, admin_client, board, ash):
        fill_in(admin_client, board, row0={"name": "Member"})
        late = filled_in(admin_client, board, row0={"name": "Observer"})
        fill_in(admin_client, board, row0={"holder": ash.pk})
        answer = admin_client.post(address(board), late)
        assert "This has changed since you opened it" in told(answer)
        assert "Observer" in told(answer)
        assert GroupPage.objects.get(pk=board.pk).filled_seats == {"Member": [ash]}

    def test_nobody_who_left_is_offered_apart_from_who_holds_a_seat(self, admin_client, board, ash):
        ash.left_on = timezone.localdate() - timedelta(days=1)
        ash.save()
        assert "Ash Example" not in told(admin_client.get(address(board)))
        Seat.objects.create(page=board, name="Member", holder=ash)
        board.save_revision()
        assert "Ash Example" in told(admin_client.get(address(board)))

    def test_it_takes_as_many_queries_for_any_number_of_seats(self, admin_client, board):
        def queries():
            with CaptureQueriesContext(connection) as captured:
                admin_client.get(address(board))
            return len(captured)

        queries()
        few = queries()
        for number in range(20):
            Seat.objects.create(page=board, name=f"Member {number}")
        assert queries() == few

    def test_who_may_not_edit_may_not_fill_in_seats(self, person, browser_of, board, members):
        auditor = browser_of(person("auditor"))
        assert auditor.get(address(board), follow=True).status_code in (403, 200)
        assert "Save the seats" not in told(auditor.get(address(board), follow=True))
        assert "Fill in seats" not in told(auditor.get(groups_screen(members), follow=True))


class TestOrder:
    def test_a_new_group_leads_back_to_the_screen_it_was_added_from(
        self, admin_client, members, board
    ):
        html = told(admin_client.get(groups_screen(members)))
        for name, args in (("add", ["pages", "grouppage", board.pk]), ("edit", [board.pk])):
            address_of_form = reverse(f"wagtailadmin_pages:{name}", args=args)
            assert f'href="{address_of_form}?next={groups_screen(members)}"' in html

    def titles(self, members):
        return [group.title for group in GroupPage.objects.outline(members)]

    def test_a_group_moves_among_those_of_its_level(self, admin_client, members, board):
        for title in ("One", "Two"):
            add(add(board, title), f"Below {title}")
        two = GroupPage.objects.get(title="Two")
        answer = admin_client.post(
            groups_screen(members), {"group": two.pk, "move": "up"}, follow=True
        )
        assert "‘Two’ moved up" in told(answer)
        titles = self.titles(members)
        assert titles.index("Two") + 1 == titles.index("Below Two")
        assert titles.index("Below Two") < titles.index("One")
        admin_client.post(groups_screen(members), {"group": two.pk, "move": "down"})
        assert self.titles(members).index("One") < self.titles(members).index("Two")

    def test_only_who_may_publish_moves_groups(self, person, browser_of, members, board):
        two = [add(board, title) for title in ("One", "Two")][1]
        editor = browser_of(person("editor"))
        assert "Move up" not in told(editor.get(groups_screen(members)))
        before = self.titles(members)
        editor.post(groups_screen(members), {"group": two.pk, "move": "up"})
        assert self.titles(members) == before

    def test_the_screen_names_each_seat_and_vacancy(self, admin_client, members, board, ash):
        Seat.objects.create(page=board, name="Chair", is_chair=True, holder=ash)
        Seat.objects.create(page=board, name="Vice chair")
        html = told(admin_client.get(groups_screen(members)))
        assert "Chair: Ash Example" in html
        assert "Vice chair: <strong>vacant</strong>" in html

    def test_it_takes_as_many_queries_for_any_number_of_groups(self, admin_client, members, board):
        def queries():
            with CaptureQueriesContext(connection) as captured:
                admin_client.get(groups_screen(members))
            return len(captured)

        queries()
        few = queries()
        for number in range(20):
            add(board, f"Group {number}")
        assert queries() == few


class TestWaysIn:
    def test_the_pages_and_the_menu_of_the_directory_lead_there(self, admin_client, members, board):
        for page in (members, board):
            html = told(admin_client.get(reverse("wagtailadmin_pages:edit", args=[page.pk])))
            assert groups_screen(members) in html
            assert reverse("own_groups") in html
        assert address(board) in html
        assert groups_screen(members) in told(admin_client.get(board.url))
        answer = admin_client.get(reverse("own_groups"))
        assert answer["Location"] == groups_screen(members)

    def test_the_menu_leads_to_the_own_partnership(self, admin_client, members, settings):
        settings.ALLOWED_HOSTS = ["testserver", "there.example"]
        load_site(launcher.BASE_DIR / launcher.STARTER_CONTENT, hostname="there.example", port=80)
        for host in ("testserver", "there.example"):
            there = admin_client.get(reverse("own_groups"), headers={"host": host})
            assert (there["Location"] == groups_screen(members)) is (host == "testserver")

    def test_a_group_of_another_page_is_not_moved(self, admin_client, members):
        answer = admin_client.post(groups_screen(members), {"group": 0, "move": "up"})
        assert answer.status_code == 404


def test_saving_a_group_without_seats_leads_to_the_grid(admin_client, members, board, ash):
    add = reverse("wagtailadmin_pages:add", args=["pages", "grouppage", members.pk])
    rows = ("seats", "comments")
    sent = {f"{name}-{part}_FORMS": 0 for name in rows for part in ("TOTAL", "INITIAL")}
    sent |= {"title": "New group", "slug": "new-group", "body-count": 0}
    html = admin_client.post(add, sent, follow=True).content.decode()
    group = GroupPage.objects.get(slug="new-group")
    assert "‘New group’ has no seats yet." in html
    assert address(group) in html
    answer = admin_client.post(
        add, sent | {"slug": "newer"}, headers={"accept": "application/json"}
    )
    assert answer.status_code == 200
    assert "no seats yet" not in admin_client.get(groups_screen(members)).content.decode()


def test_the_screens_are_below_their_item_of_the_menu(members, board):
    for screen in (groups_screen(members), address(board)):
        assert screen.startswith(reverse("own_groups"))
