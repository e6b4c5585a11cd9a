"""However a word is typed, in a text or in a search, it is found; and shown as it was written."""

import pytest
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.db.models import Value
from django.db.models.functions import Replace

from partnership.search.models import Passage, Promotion, Synonyms

NAMES = [  # as written, as searched
    ("Zoë Marchwood", "Zoe Marchwood"),
    ("Zoe Marchwood", "Zoë"),
    ("Zoe\u0308 Marchwood", "Zoë Marchwood"),
    ("Llŷr Otterburn", "Llyr"),
    ("Łukasz Otterburn", "lukasz"),
    ("Lukasz Otterburn", "Łukasz"),
    ("Søren Otterburn", "soren"),
    ("Straße Otterburn", "strasse"),
    ("Jürgen Otterburn", "juergen"),
    ("Ju\u0308rgen Otterburn", "juergen"),
    ("Juergen Otterburn", "Jürgen"),
    ("Jurgen Otterburn", "Jürgen"),
    ("Søren Otterburn", "Soeren"),
    ("Håkon Otterburn", "Haakon"),
    ("The café by the river", "cafe"),
    ("The cafe by the river", "CAFÉ"),
    ("Patrick O’Brien", "O'Brien"),
    ("Patrick O'Brien", "O’Brien"),
    ("Patrick Oʼbrien", "o`brien"),
    ("Patrick O´Brien", "OBrien"),
    ("Patrick OBrien", "O’Brien"),
    ("Patrick O’Brien", "Brien"),
    ("Patrick O’Brien’s holt", "O'Brien"),
    ("The children’s holt", "childrens holt"),
    ("The childrens holt", "children's holt"),
    ("The GP’s surgery", "GP"),
    ("The GP surgery", "GP's surgery"),
    ("We don’t swim", "dont swim"),
]
TEXTS = [
    ("Kinds of exploitation.Practitioners may ask", "exploitation"),
    ("Kinds of exploitation.Practitioners may ask", "practitioners"),
    ("Safe\u00adguard\u00ading otters", "safeguarding"),
    ("Safe\u200bguard\u200ding otters", "safeguarding"),
    ("Safeguarding otters", "safe\u00adguarding"),
    ("\ufb01nding the o\ufb00spring", "finding offspring"),
    ("See https://www.otterburn.gov.uk/holts/river_bank", "otterburn"),
    ("See https://www.otterburn.gov.uk/holts/river_bank", "www.otterburn.gov.uk"),
    ("See https://www.otterburn.gov.uk/holts/river_bank", "https://www.otterburn.gov.uk/holts/"),
    ("See https://www.otterburn.gov.uk/holts/river_bank", "river bank"),
    ("Write to otter.hub@otterburn.gov.uk", "otter.hub"),
    ("Write to otter.hub@otterburn.gov.uk", "otterburn"),
    ("Write to otter.hub@otterburn.gov.uk", "otter.hub@otterburn.gov.uk"),
    ("Call 0300 555 0199 now", "0300 555 0199"),
    ("Call 0300 555 0199 now", "03005550199"),
    ("Call 0300 555 0199 now", "+44 300 555 0199"),
    ("Call 0300 555 0199 now", "+44 (0)300 5550199"),
    ("Call 0300 555 0199 now", "0300-555-0199"),
    ("Call 0300 555 0199 now", "555 0199"),
    ("Call 03005550199 now", "0300 555 0199"),
    ("Call 0300-555-0199 now", "03005550199"),
    ("Call 0300\u2011555\u20110199 now", "03005550199"),
    ("Call +44 300 555 0199 now", "03005550199"),
    ("Call (01539) 555019 now", "01539555019"),
    ("Call 0800 1111 24 hours a day", "08001111"),
    ("Call 0800 1111 24 hours a day", "24 hours"),
    ("Call 116 123 now", "116123"),
    ("The well-being of otters", "wellbeing"),
    ("The well\u2011being of otters", "wellbeing"),
    ("The wellbeing of otters", "well-being"),
    ("The well-being of otters", "well-being"),
    ("The well-being of otters", "well being"),
    ("Safe-guarding young otters", "safeguarding otters"),
    ("A multi-agency holt", "multiagency"),
    ("It is 3.5 metres, or 2,500 miles", "3.5"),
    ("It is 3.5 metres, or 2,500 miles", "2500"),
    ("It is 3.5 metres, or 2500 miles", "2,500"),
    ("It begins at 9.30am", "9.30"),
    ("Meet at LA9 4ZZ in Kendal", "LA94ZZ"),
    ("Meet at LA9\xa04ZZ in Kendal", "la9 4zz"),
    ("Meet at LA94ZZ in Kendal", "LA9 4ZZ"),
    ("Meet at LA9 4ZZ in Kendal", "LA9"),
    ("Published on 12.05.2026", "2026"),
    ("In the U.K. and elsewhere", "UK"),
    ("In the UK and elsewhere", "U.K."),
    ("In the U.K. and elsewhere", "u.k."),
    ("Otters, e.g. young ones", "e.g."),
    ("Otters¹ and Beavers™", "otters beavers"),
]


@pytest.mark.parametrize(("written", "searched"), [*NAMES, *TEXTS])
def test_a_page_and_a_file_are_found_however_a_word_is_typed(
    publish, upload, search, written, searched
):
    publish("Page", written)
    upload("File", written)
    answer = search(searched)
    assert {"Page", "File"} <= set(answer.titles)


@pytest.mark.parametrize(("written", "searched"), NAMES)
def test_a_title_is_suggested_however_a_word_is_typed(publish, client, written, searched):
    publish(written)
    html = client.get("/search/suggestions/", {"q": searched}).content.decode()
    assert "<a " in html


@pytest.mark.parametrize(
    ("text", "searched", "shown"),
    [
        ("Ask Zoë Marchwood today", "zoe", "Ask <mark>Zoë</mark> Marchwood today"),
        ("Ask Zoe\u0308 Marchwood today", "zoë", "Ask <mark>Zoe\u0308</mark> Marchwood"),
        ("Ask Patrick O’Brien’s team", "o'brien", "Patrick <mark>O’Brien’s</mark> team"),
        (
            "the flock\u00ading of otters",
            "flocking",
            "the <mark>flock\u00ading</mark> of",
        ),
        (
            "of exploitation.Practitioners",
            "practitioners",
            "exploitation.<mark>Practitioners</mark>",
        ),
        ("a glass of H₂O a day", "h2o", "a glass of <mark>H₂O</mark> a day"),
        ("Call 0300 555 0199 now", "03005550199", "Call <mark>0300 555 0199</mark> now"),
        ("Call 03005550199 now", "0300 555 0199", "Call <mark>03005550199</mark> now"),
        ("Ask Jürgen today", "juergen", "Ask <mark>Jürgen</mark> today"),
        ("Ask Juergen today", "Jürgen", "Ask <mark>Juergen</mark> today"),
        ("the well-being of otters", "wellbeing", "the <mark>well</mark>-<mark>being</mark> of"),
        ("the wellbeing of otters", "well-being", "the <mark>wellbeing</mark> of"),
        ("Call 0300 555 0199 now", "555 0199", "Call <mark>0300 555 0199</mark> now"),
        ("On 12.05.2026 again", "2026", "On <mark>12.05.2026</mark> again"),
        ("the \ufb01nding of otters", "finding", "the <mark>\ufb01nding</mark> of"),
        ("of 5 < 6 & O’Brien > 4", "obrien", "of 5 &lt; 6 &amp; <mark>O’Brien</mark> &gt; 4"),
    ],
)
def test_an_excerpt_shows_and_highlights_the_text_as_written(upload, search, text, searched, shown):
    upload("File", f"{'Beaver. ' * 80}{text}. {'Beaver. ' * 80}")
    assert shown in search(searched).html


@pytest.mark.parametrize(
    ("searched", "found"),
    [
        ("“otter sleeps”", ["First"]),
        ("otter -o’brien", ["First"]),
        ("otter -multi-beaver", ["First"]),
        ('otter -"multi beaver"', ["First"]),
        ('"multi-beaver"', ["Second"]),
    ],
)
def test_quotation_marks_and_minuses_are_read_in_every_shape(publish, search, searched, found):
    publish("First", "The otter sleeps, a beaver of multi holts.")
    publish("Second", "An otter of O'Brien, a multi-beaver; it sleeps.")
    assert search(searched).titles == found


def test_synonyms_and_promoted_results_apply_however_they_are_typed(publish, search):
    Synonyms.objects.create(words="otters’ café, holt")
    publish("By the river", "A holt.")
    assert search("otters cafe").titles == ["By the river"]
    Promotion.objects.create(words="Zoë O’Brien", page=publish("Who we are"))
    assert "Who we are" in search("zoe obrien").texts(".promoted a")


def test_a_site_of_an_earlier_version_is_found_in_the_same_ways_after_an_upgrade(
    publish, upload, search
):
    Synonyms.objects.create(words="otters’ café, holt")
    publish("Zoë", "A holt of multi-otters: 0300 555 0199.")
    upload("File", "Llŷr’s survey")
    migrate("0001_initial")
    Passage.objects.filter(text__contains="multi").update(
        text=Replace("text", Value("multi-otters"), Value("multi\u2011otters"))
    )
    migrate("0003_words_as_compared")
    assert search("zoe").titles == ["Zoë"]
    assert search("otters cafe").titles == ["Zoë"]
    assert "multi-<mark>otters</mark>" in search("otter").html
    assert search("03005550199").titles == ["Zoë"]
    assert search("llyr").titles == ["File"]


def migrate(name):
    """Bring the search's tables to the migration called ``name``."""
    connection.check_constraints()  # what waits for the end of the transaction is in the way
    MigrationExecutor(connection).migrate([("search", name)])
