"""Promoted results are shown above the others."""

import pytest
from django.core.exceptions import ValidationError

from partnership.search.models import Promotion, Synonyms


@pytest.mark.parametrize(
    "words", ["swimmers", "Quick  SWIMMERS", "swimmer", "quick river-swimmers", "paddlers"]
)
def test_a_promotion_is_shown_however_the_words_are_typed(publish, search, words):
    page = publish("Otters")
    Synonyms.objects.create(words="swimmers, paddlers")
    Promotion.objects.create(words="divers\nswimmers", page=page, note="Start here.")
    answer = search(words)
    assert answer.texts(".promoted h2") == ["You may be looking for"]
    assert answer.texts(".promoted h3") == ["Otters"]
    assert "Start here." in answer.html


def test_a_promotion_is_shown_only_for_all_words_of_one_phrase(publish, search):
    Promotion.objects.create(words="quick swimmers, divers", page=publish("Otters"))
    assert search("swimmers").texts(".promoted h3") == []
    assert search("swimmers who are quick").texts(".promoted h3") == ["Otters"]
    assert search("swimmers -quick").texts(".promoted h3") == []


def test_a_promoted_document_is_shown_with_its_facts(upload, search):
    document = upload("Survey", "Text.")
    Promotion.objects.create(words="otters", document=document)
    answer = search("otters")
    assert "PDF, 8 bytes, 1 page" in answer.texts(".promoted .result__facts")
    assert answer.main.query(".promoted a")[0].attrs["href"] == document.url


@pytest.mark.parametrize("both", [True, False], ids=["both", "neither"])
def test_a_promotion_of_both_or_neither_is_refused(publish, upload, both):
    chosen = {"page": publish("Otters"), "document": upload("Survey")} if both else {}
    with pytest.raises(ValidationError, match="Choose either a page or a document"):
        Promotion(words="otters", **chosen).full_clean()


@pytest.mark.parametrize(("model", "words"), [(Synonyms, "otter"), (Promotion, " , \n")])
def test_too_few_words_are_refused_with_a_reason(publish, model, words):
    record = model(words=words)
    if model is Promotion:
        record.page = publish("Otters")
    with pytest.raises(ValidationError, match="Type (at least one word|two or more words)"):
        record.full_clean()
