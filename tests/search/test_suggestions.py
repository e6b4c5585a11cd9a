"""Links to pages and documents suggested as a visitor types."""

import pytest
from justhtml import JustHTML


@pytest.fixture
def suggest(client, db):
    def suggest(words):
        response = client.get("/search/suggestions/", {"q": words})
        assert response.status_code == 200
        links = JustHTML(response.content.decode(), fragment=True, sanitize=False).query("a")
        return [link.to_text().strip() for link in links]

    return suggest


def test_titles_with_words_that_start_like_those_typed_are_suggested(publish, upload, suggest):
    publish("Otters by rivers")
    publish("Beavers and otters")
    upload("Otter survey")
    assert suggest("ott") == ["Otter survey", "Otters by rivers", "Beavers and otters"]
    assert suggest("RIV ott") == ["Otters by rivers"]
    assert suggest("swan") == []


def test_a_single_letter_suggests_nothing(publish, suggest):
    publish("Otters")
    assert suggest("o") == []


def test_at_most_six_are_suggested(publish, suggest):
    for number in range(8):
        publish(f"Otter {number}")
    assert len(suggest("otter")) == 6


def test_titles_are_escaped(publish, client):
    publish("Otters <b>& co</b>")
    html = client.get("/search/suggestions/?q=otters").content.decode()
    assert "Otters &lt;b&gt;&amp; co&lt;/b&gt;" in html


def test_suggestions_take_two_queries(publish, client, django_assert_num_queries):
    for number in range(8):
        publish(f"Otter {number}")
    client.get("/search/suggestions/?q=ott")
    with django_assert_num_queries(2):
        client.get("/search/suggestions/?q=ott")


def test_suggestions_are_not_cached_or_indexed(client, db):
    response = client.get("/search/suggestions/?q=ott")
    assert "no-store" in response["Cache-Control"]
    assert response["X-Robots-Tag"] == "noindex"
    assert not response.cookies
