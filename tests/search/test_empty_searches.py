"""Searches with no results: what is kept of them, and what the team can do about them."""

from datetime import timedelta

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group, Permission
from django.urls import reverse
from django.utils import timezone

from partnership.search.jobs import forget_empty_searches
from partnership.search.models import EmptySearch, Promotion, Synonyms
from tests.signing_in import sign_in

REPORT = "/admin/reports/searches-in-vain/"


def stored():
    """All that is stored of searches with no results, as text."""
    return str(list(EmptySearch.objects.values_list("words", "key", "times")))


def search_empty(search, words, times=3):
    for _ in range(times):
        search(words)


def test_words_are_kept_from_the_third_time_on(search):
    search_empty(search, "Purple  Otters", times=2)
    assert "otters" not in stored().casefold()
    assert EmptySearch.objects.get().times == 2
    search("purple otters")
    assert EmptySearch.objects.shown().get().words == "purple otters"


@pytest.mark.parametrize(
    "words",
    [
        "jo.otter@example.org",
        "0808 157 0000",
        "07700900123",
        "1234",
        "my neighbour in the third house from the corner shouts at his otters",
    ],
)
def test_words_that_may_identify_a_person_are_never_kept(search, words):
    search_empty(search, words, times=4)
    assert not EmptySearch.objects.exists()


def test_only_the_day_of_the_last_search_is_kept(search):
    search_empty(search, "otters")
    assert EmptySearch.objects.get().last_on == timezone.localdate()
    kept = {field.name for field in EmptySearch._meta.get_fields()}
    assert kept == {"id", "site", "key", "words", "times", "last_on"}


def test_a_search_that_finds_something_or_has_no_words_is_not_kept(search, publish):
    publish("Otters")
    search("otters")
    search("- OR !")
    assert not EmptySearch.objects.exists()


def test_a_flood_of_searches_does_not_fill_the_disk(search, monkeypatch):
    monkeypatch.setattr("partnership.search.models.empty_searches.MOST_KEPT", 2)
    for words in ("otters", "beavers", "swans"):
        search(words)
    assert EmptySearch.objects.count() == 2


def test_the_job_deletes_searches_that_are_old_or_now_find_something(search, publish):
    search_empty(search, "otters")
    search_empty(search, "beavers")
    search_empty(search, "swans")
    search("herons")
    publish("Otters")
    EmptySearch.objects.filter(words="beavers").update(
        last_on=timezone.localdate() - timedelta(days=181)
    )
    EmptySearch.objects.filter(words="").update(last_on=timezone.localdate() - timedelta(days=31))
    forget_empty_searches()
    assert list(EmptySearch.objects.values_list("words", flat=True)) == ["swans"]


def test_the_team_sees_a_search_and_adds_a_synonym(search, publish, admin_client):
    publish("Otters")
    search_empty(search, "river weasels")
    search("purple herons")
    report = admin_client.get(REPORT).content.decode()
    assert "river weasels" in report
    assert "purple herons" not in report
    assert "There is 1 such search now." in report
    add = reverse(Synonyms.snippet_viewset.get_url_name("add"))
    assert f'href="{add}?words=river%20weasels"' in report
    assert ">river weasels</textarea>" in admin_client.get(
        add, {"words": "river weasels"}
    ).content.decode().replace("\n", "")
    admin_client.post(add, {"words": "river weasels, otters"})
    assert "There are no searches to show." in admin_client.get(REPORT).content.decode()
    assert search("river weasels").titles == ["Otters"]


def test_the_team_adds_a_promoted_result(search, publish, admin_client):
    page = publish("Otters")
    search_empty(search, "river weasels")
    add = reverse(Promotion.snippet_viewset.get_url_name("add"))
    assert add in admin_client.get(REPORT).content.decode()
    admin_client.post(add, {"words": "river weasels", "page": page.pk, "document": "", "note": ""})
    assert not EmptySearch.objects.exists()
    assert search("river weasels").texts(".promoted h3") == ["Otters"]


def test_the_team_deletes_a_search(search, admin_client):
    search_empty(search, "river weasels")
    found = EmptySearch.objects.get()
    response = admin_client.post(REPORT, {"forget": found.pk}, follow=True)
    assert "Search ‘river weasels’ deleted." in response.content.decode()
    assert not EmptySearch.objects.exists()


def test_only_people_with_the_permission_see_the_report(search, client):
    search_empty(search, "river weasels")
    editor = get_user_model().objects.create_user("editor@example.org")
    group = Group.objects.create(name="Editors of a test")
    group.permissions.add(Permission.objects.get(codename="access_admin"))
    editor.groups.add(group)
    sign_in(client, editor)
    assert client.get(REPORT).status_code in (302, 403)
    group.permissions.add(Permission.objects.get(codename="view_emptysearch"))
    report = client.get(REPORT).content.decode()
    assert "river weasels" in report
    assert "Add a synonym" not in report
    assert "Delete<" not in report
    assert client.post(REPORT, {"forget": EmptySearch.objects.get().pk}).status_code in (302, 403)
    assert EmptySearch.objects.exists()
