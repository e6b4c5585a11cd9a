"""Mistyped words are corrected to words that find something."""

import pytest
from wagtail.models import Page, PageViewRestriction

from partnership.search.models import Promotion, Synonyms


@pytest.fixture
def hint(search):
    """A function that returns the search that the page of results offers instead, or ''."""
    return lambda words: "".join(search(words).texts(".did-you-mean a"))


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("safegarding arangements", "safeguarding arrangements"),
        ("safegaurding", "safeguarding"),
        ("newslettters", "newsletters"),
        ("NEWSLETER", "newsletter"),
        ("yeerly raport", "yearly report"),
    ],
)
def test_words_are_corrected_to_those_of_the_site(hint, typed, meant):
    assert hint(typed) == meant


def test_words_of_synonyms_and_promoted_searches_are_known_too(hint, publish):
    Synonyms.objects.create(words="otter, lutra")
    publish("By the river", "An otter swims.")
    Promotion.objects.create(words="beaverdam", page=publish("By the lake"))
    assert hint("lutar") == "lutra"
    assert hint("beverdam") == "beaverdam"


@pytest.mark.parametrize("typed", ["xqzwv", "ab", "otters and xqzwv"])
def test_words_like_none_are_left_alone(hint, typed):
    assert hint(typed) == ""


def test_words_that_find_nothing_together_are_not_offered(hint, publish):
    publish("Otter", "A river.")
    publish("Beaver", "A lake.")
    assert hint("ottar") == "otter"
    assert hint("ottar beavar") == ""


def test_titles_of_private_pages_correct_nothing(hint, publish):
    page = publish("Quokka")
    assert hint("quoka") == "quokka"
    PageViewRestriction.objects.create(
        page=Page.objects.get(pk=page.pk), restriction_type=PageViewRestriction.LOGIN
    )
    assert hint("quoka") == ""
