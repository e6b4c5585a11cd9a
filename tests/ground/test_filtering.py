"""Lists are filtered by one choice a facet."""

from typing import NamedTuple

from partnership.directory.models import Area
from partnership.ground.filtering import Facet, Filters, in_place, newest
from partnership.ground.lists import places_in_lists


class Thing(NamedTuple):
    name: str
    topics: list
    areas: list
    year: int | None


THINGS = [
    Thing("leaflet", ["Neglect", "Sleep"], ["North"], 2025),
    Thing("film", ["Sleep"], ["South"], 2026),
    Thing("poster", ["Sleep"], [], 2026),
    Thing("note", [], ["North", "South"], None),
]
FACETS = {
    "topic": Facet("Topic", lambda thing: thing.topics),
    "area": Facet("Area", lambda thing: thing.areas or None, in_place({"South": 1, "North": 2})),
    "year": Facet("Year", lambda thing: [thing.year] if thing.year else [], newest),
}


def filtered(fixed=None, **asked):
    return Filters(FACETS, THINGS, asked, fixed)


def names(filters):
    return [thing.name for thing in filters.rows]


def counts(filters):
    return {
        heading: [(choice.name, choice.count) for choice in choices]
        for heading, choices in filters.choices.items()
    }


def test_a_match_for_all_fits_every_choice_and_counts_in_each():
    assert names(filtered(area="North")) == ["leaflet", "poster", "note"]
    assert counts(filtered())["Area"] == [("South", 3), ("North", 3)]


def test_a_match_without_a_name_in_a_facet_fits_no_choice_of_it():
    assert names(filtered(topic="Sleep")) == ["leaflet", "film", "poster"]
    assert names(filtered(year="2026")) == ["film", "poster"]


def test_counts_are_the_matches_that_a_choice_would_leave():
    assert counts(filtered(topic="Sleep")) == {
        "Topic": [("Sleep", 3), ("Neglect", 1)],
        "Area": [("South", 2), ("North", 2)],
        "Year": [("2026", 2), ("2025", 1)],
    }
    for topic, count in counts(filtered(area="North"))["Topic"]:
        assert len(filtered(area="North", topic=topic).rows) == count


def test_choices_that_leave_nothing_together_can_be_removed():
    filters = filtered(topic="Neglect", year="2026")
    assert names(filters) == []
    assert [(choice.name, choice.query) for choice in filters.chosen] == [
        ("Neglect", "year=2026"),
        ("2026", "topic=Neglect"),
    ]


def test_a_name_that_no_match_has_is_ignored():
    filters = filtered(topic="Otters", year="0", area="\0")
    assert len(filters.rows) == len(THINGS)
    assert filters.chosen == []
    assert filters.query == ""


def test_links_keep_fixed_parameters_and_chosen_filters():
    filters = filtered({"q": "a & b"}, area="North")
    assert filters.query == "q=a+%26+b&area=North&"
    assert filters.choices["Year"][0].query == "q=a+%26+b&area=North&year=2026"
    [chosen] = [choice for choice in filters.choices["Area"] if choice.is_chosen]
    assert chosen.query == "q=a+%26+b"


def test_a_facet_with_one_choice_is_offered_only_if_it_is_chosen():
    this_year = [thing for thing in THINGS if thing.year == 2026]
    assert "Year" not in Filters(FACETS, this_year, {}).choices
    assert "Year" in Filters(FACETS, this_year, {"year": "2026"}).choices


def test_a_facet_whose_choices_all_keep_every_match_is_offered_only_if_chosen():
    for_all = [thing._replace(areas=["North", "South"]) for thing in THINGS]
    assert "Area" not in Filters(FACETS, for_all, {}).choices
    assert "Area" in Filters(FACETS, for_all, {"area": "North"}).choices


def test_choices_are_in_the_order_of_the_editors_list(db):
    Area.objects.create(name="Zebra Valley", sort_order=0)
    Area.objects.create(name="Ant Hill", sort_order=1000)
    places = places_in_lists(Area)
    areas = [Thing("all", [], places, None), Thing("one", [], ["Ant Hill"], None)]
    facet = Facet("Area", lambda thing: thing.areas, in_place(places))
    choices = Filters({"area": facet}, areas, {}).choices["Area"]
    assert choices[0].name == "Zebra Valley"
    assert choices[-1].name == "Ant Hill"


def test_an_also_known_name_stays_chosen_even_if_no_match_has_it():
    filters = Filters(FACETS, THINGS, {"area": "East"}, also_known=["East"])
    assert names(filters) == ["poster"]
    assert [choice.name for choice in filters.chosen] == ["East"]
    assert filters.query == "area=East&"


def test_one_match_may_stand_for_several_of_the_same():
    lengths = {"leaflet": 5, "film": 4, "poster": 3, "note": 2}
    filters = Filters(FACETS, THINGS, {"topic": "Sleep"}, times=lambda thing: lengths[thing.name])
    assert filters.total == 12
    assert counts(filters) == {
        "Topic": [("Sleep", 12), ("Neglect", 5)],
        "Area": [("South", 7), ("North", 8)],
        "Year": [("2026", 7), ("2025", 5)],
    }
