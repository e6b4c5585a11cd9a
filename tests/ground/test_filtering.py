"""Lists narrowed by one choice a facet, whatever is in them."""

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


def narrowed(fixed=None, **asked):
    return Filters(FACETS, THINGS, asked, fixed)


def names(filters):
    return [thing.name for thing in filters.rows]


def counts(filters):
    return {
        heading: [(choice.name, choice.count) for choice in choices]
        for heading, choices in filters.ways.items()
    }


def test_what_is_for_all_stays_whichever_is_chosen_and_counts_in_each():
    assert names(narrowed(area="North")) == ["leaflet", "poster", "note"]
    assert counts(narrowed())["Area"] == [("South", 3), ("North", 3)]


def test_what_has_no_name_in_a_facet_goes_when_one_is_chosen():
    assert names(narrowed(topic="Sleep")) == ["leaflet", "film", "poster"]
    assert names(narrowed(year="2026")) == ["film", "poster"]


def test_counts_say_what_choosing_would_leave():
    assert counts(narrowed(topic="Sleep")) == {
        "Topic": [("Sleep", 3), ("Neglect", 1)],
        "Area": [("South", 2), ("North", 2)],
        "Year": [("2026", 2), ("2025", 1)],
    }
    for topic, count in counts(narrowed(area="North"))["Topic"]:
        assert len(narrowed(area="North", topic=topic).rows) == count


def test_choices_that_leave_nothing_together_can_be_taken_away():
    filters = narrowed(topic="Neglect", year="2026")
    assert names(filters) == []
    assert [(choice.name, choice.query) for choice in filters.taken] == [
        ("Neglect", "year=2026"),
        ("2026", "topic=Neglect"),
    ]


def test_what_nothing_has_is_ignored():
    filters = narrowed(topic="Otters", year="0", area="\0")
    assert len(filters.rows) == len(THINGS)
    assert filters.taken == []
    assert filters.query == ""


def test_links_keep_what_is_fixed_and_chosen():
    filters = narrowed({"q": "a & b"}, area="North")
    assert filters.query == "q=a+%26+b&area=North&"
    assert filters.ways["Year"][0].query == "q=a+%26+b&area=North&year=2026"
    chosen = next(choice for choice in filters.ways["Area"] if choice.is_chosen)
    assert chosen.query == "q=a+%26+b"


def test_a_facet_with_one_choice_is_left_out_unless_it_is_chosen():
    everything = [thing for thing in THINGS if thing.year == 2026]
    assert "Year" not in Filters(FACETS, everything, {}).ways
    assert "Year" in Filters(FACETS, everything, {"year": "2026"}).ways


def test_a_facet_whose_every_choice_leaves_all_is_left_out():
    for_all = [thing._replace(areas=["North", "South"]) for thing in THINGS]
    assert "Area" not in Filters(FACETS, for_all, {}).ways
    assert "Area" in Filters(FACETS, for_all, {"area": "North"}).ways


def test_editors_decide_the_order_of_their_lists(db):
    Area.objects.create(name="Zebra Valley", sort_order=0)
    Area.objects.create(name="Ant Hill", sort_order=1000)
    places = places_in_lists(Area)
    areas = [Thing("all", [], places, None), Thing("one", [], ["Ant Hill"], None)]
    facet = Facet("Area", lambda thing: thing.areas, in_place(places))
    choices = Filters({"area": facet}, areas, {}).ways["Area"]
    assert choices[0].name == "Zebra Valley"
    assert choices[-1].name == "Ant Hill"


def test_a_name_one_may_know_from_elsewhere_stays_chosen_though_nothing_has_it():
    filters = Filters(FACETS, THINGS, {"area": "East"}, also_known=["East"])
    assert names(filters) == ["poster"]
    assert [choice.name for choice in filters.taken] == ["East"]
    assert filters.query == "area=East&"
