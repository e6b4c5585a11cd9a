"""What a visitor's search finds."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from partnership.directory.models import Organisation, Person
from partnership.pages.models import AboutPage, GroupPage, MembersPage, NewsIndexPage, NewsPage
from partnership.search.models import Synonyms
from tests.laws.kinds import example


def test_words_are_found_in_every_form(publish, search):
    publish("Otters", "They build their holts by rivers.")
    assert search("otter").titles == ["Otters"]
    assert search("building a holt").titles == ["Otters"]


def test_results_have_all_the_words_and_none_after_a_minus(publish, search):
    publish("Otters at dawn", "Quiet swimmers.")
    publish("Otters at dusk", "Loud swimmers.")
    assert search("otters dawn").titles == ["Otters at dawn"]
    assert search("otters -dawn").titles == ["Otters at dusk"]
    assert len(search("dawn or dusk otters").titles) == 2


def test_words_in_quotation_marks_are_found_side_by_side(publish, search):
    publish("First", "An otter swims; the beaver sleeps.")
    publish("Second", "The beaver swims; an otter sleeps.")
    assert search('"otter sleeps"').titles == ["Second"]
    assert len(search("otter sleeps").titles) == 2


def test_a_phrase_is_found_far_into_a_long_document(upload, search):
    upload("Long report", *["The otter and the beaver. " * 400] * 20, "An otter sleeps tonight.")
    assert search('"otter sleeps tonight"').titles == ["Long report"]


@pytest.mark.parametrize("words", ["multi-otter", "multi otter", '"multi-otter"', "multi/otter"])
def test_a_hyphen_within_words_makes_no_difference(publish, search, words):
    publish("With a hyphen", "A multi-otter holt.")
    publish("Without", "A multi otter holt.")
    assert sorted(search(words).titles) == ["With a hyphen", "Without"]


def test_titles_rank_above_text_and_the_newest_comes_first(publish, search):
    index = example(NewsIndexPage)
    publish("Beavers", "Otters are mentioned here.")
    for year in (2021, 2023, 2022):
        publish(f"Otters of {year}", parent=index, kind=NewsPage, date=date(year, 5, 1))
    assert search("otters").titles == [
        "Otters of 2023",
        "Otters of 2022",
        "Otters of 2021",
        "Beavers",
    ]


def test_an_excerpt_highlights_the_words_and_escapes_everything_else(publish, search):
    publish(
        "Signs", "Nothing. " * 30 + "If 5 &lt; 6 &amp; 7 &gt; 6, &lt;b&gt; a multi-otter swims."
    )
    html = search("otters").html
    assert "5 &lt; 6 &amp; 7 &gt; 6" in html
    assert "a multi-<mark>otter</mark> swims" in html
    assert "<b>" not in html


def test_a_document_is_shown_with_its_facts_and_the_page_of_the_match(upload, search):
    document = upload("Yearly survey", "About beavers.", "About otters.")
    answer = search("otters")
    assert answer.titles == ["Yearly survey"]
    assert "PDF, 8 bytes, 2 pages" in answer.texts(".result__facts span")
    assert f'href="{document.url}#page=2"' in answer.html


def test_the_web_version_of_a_document_comes_first(publish, upload, search):
    page = publish("The survey as a page")
    document = upload("Yearly survey", "About otters.", web_version=page)
    answer = search("otters")
    assert answer.main.query(".result__title a")[0].attrs["href"] == page.url
    assert f'href="{document.url}">PDF' in answer.html


def test_results_are_filtered_by_kind_and_year_and_filters_removed(publish, upload, search):
    index = example(NewsIndexPage)
    publish("Otters in general")
    publish("Otters seen", parent=index, kind=NewsPage, date=date(2021, 5, 1))
    publish("Otters seen again", parent=index, kind=NewsPage, date=date(2022, 5, 1))
    upload("Otters on paper", "Text.")
    everything = search("otters")
    assert everything.status == "4 results for ‘otters’"
    this_year = str(timezone.localdate().year)
    assert everything.texts(".narrowed__choices li") == [
        "News Results: 2",
        "Documents Results: 1",
        "Pages Results: 1",
        f"{this_year} Results: 1",
        "2022 Results: 1",
        "2021 Results: 1",
    ]
    filtered = search("otters", kind="News", year="2021")
    assert filtered.titles == ["Otters seen"]
    assert filtered.status == "1 result for ‘otters’ in News, 2021"
    assert [link.attrs["href"] for link in filtered.main.query(".chosen a")] == [
        "?q=otters&year=2021",
        "?q=otters&kind=News",
    ]


@pytest.mark.parametrize(
    "words", ["MASO", "maso", "multi-otter arrangements", '"multi otter arrangements"']
)
def test_words_that_mean_the_same_find_one_another(publish, search, words):
    Synonyms.objects.create(words="MASO, multi-otter\u00a0arrangements")
    publish("Short", "The MASO is new.")
    publish("Long", "The multi-otter arrangements are new.")
    assert sorted(search(words).titles) == ["Long", "Short"]


def test_synonyms_leave_the_rest_of_the_search_as_typed(publish, search):
    Synonyms.objects.create(words="MASO\notter arrangements")
    publish("This year", "The MASO of beavers.")
    publish("Last year", "The otter arrangements of swans.")
    assert search("maso swans").titles == ["Last year"]
    assert search("beavers -maso").titles == []


def test_the_starter_site_has_synonyms_for_short_forms(publish, search):
    publish("A hub", "Call the multi-agency safeguarding hub.")
    assert "A hub" in search("MASH").titles


def test_pages_are_found_by_the_people_and_organisations_they_name(publish, search):
    police = Organisation.objects.get(name="Cumbria Police")
    person = Person.objects.create(name="Ottilie Marsh", post="Inspector", organisation=police)
    publish("Who to ask", body=[("people", [person])])
    group = publish("Otter group", parent=example(MembersPage), kind=GroupPage)
    group.seats.create(name="Chair", holder=person, organisation=police)
    group.save()
    assert sorted(search("ottilie marsh").titles) == ["Otter group", "Who to ask"]
    assert "Who to ask" in search("cumbria police inspector").titles
    for title in (example(AboutPage).title, example(MembersPage).title):
        assert title in search("cumbria police").titles


def test_results_beyond_those_ranked_are_counted_and_mentioned(publish, search, monkeypatch):
    monkeypatch.setattr("partnership.search.matching.MOST_RANKED", 2)
    for name in ("One", "Two", "Three"):
        publish(f"Otter {name}")
    answer = search("otter")
    assert answer.status == "3 results for ‘otter’"
    assert len(answer.titles) == 2
    assert "These are the best 2 of 3 results." in answer.html


@pytest.mark.parametrize(
    "words",
    [
        "",
        " ",
        "\0",
        "otter\0s",
        "x" * 10_000,
        "otter " * 2_000,
        "- OR ( ) & ! :*",
        "-otters",
        "a & b | c <-> d !e :* 'f'",
        '"',
        "'; DROP TABLE search_entry; --",
        "the of and",
        "\\",
        "\u202e\ud7ff\U0001f9a6",
        "%s %(x)s {0}",
    ],
)
def test_any_typed_words_show_the_search_page(search, words):
    for choices in ({}, {"kind": "\0", "year": "9" * 50}):
        assert search(words, **choices).texts("h1") == ["Search"]


@pytest.mark.parametrize(
    "query", ["q=%ff%fe", "q=%00", "q=%ed%a0%80", "q[]=1", "q=a&q=b", "%ff=%ff"]
)
def test_a_broken_address_shows_the_search_page(client, db, query):
    for path in ("/search/", "/search/suggestions/"):
        assert client.get(f"{path}?{query}").status_code == 200


@pytest.mark.parametrize("page", ["3", "99999999", "0", "-1", "\0", "last", "1.5"])
def test_a_page_of_results_that_there_is_not_is_not_found(publish, search, client, page):
    for number in range(12):
        publish(f"Otter {number}")
    assert len(search("otter", page="2").titles) == 2
    assert client.get("/search/", {"q": "otter", "page": page}).status_code == 404


def test_queries_do_not_grow_with_the_results(publish, upload, search):
    publish("Otter zero")
    search("otter")

    def queries(**choices):
        search("otter", **choices)  # a generation that the process has seen
        with CaptureQueriesContext(connection) as captured:
            search("otter", **choices)
        return len(captured)

    before = queries()
    for number in range(15):
        publish(f"Otter {number}", "Otters swim.")
        upload(f"Otter report {number}", "Otters", "swim")
    assert queries() == queries(page=2) == queries(kind="Documents") == before == 7


def test_the_page_is_not_cached_and_sets_no_cookie(search):
    response = search("otter").response
    assert "no-store" in response["Cache-Control"]
    assert not response.cookies
