"""Resources: the filtered list, the page of one, and its form."""

from datetime import timedelta

import pytest
from django.core.files.base import ContentFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from justhtml import JustHTML
from wagtail.models import Collection, CollectionViewRestriction, PageViewRestriction
from wagtail.test.utils.form_data import inline_formset, nested_form_data, streamfield

from partnership.directory.models import Area, Audience
from partnership.learning.models import (
    PracticeReviewPage,
    ResourceDocument,
    ResourceIndexPage,
    ResourceKind,
    ResourcePage,
    Topic,
)
from partnership.library.models import PartnershipDocument
from tests.laws.kinds import example
from tests.learning.many_resources import make_resources

today = timezone.localdate


@pytest.fixture(autouse=True)
def index(db):
    """The list of resources, without those of the starter site."""
    index = example(ResourceIndexPage)
    for page in index.get_children().specific():
        page.delete()
    return ResourceIndexPage.objects.get(pk=index.pk)


@pytest.fixture
def publish(index):
    """A function that publishes a resource: ``publish("Sleep", kind="Poster", topics=["Sleep"])``.

    Names that are not in editors' lists yet are added.
    """

    def publish(
        title, kind="Guidance", of=ResourcePage, topics=(), areas=(), audiences=(), **fields
    ):
        fields = {"date": today(), "link": "https://www.example.org/"} | fields
        page = of(title=title, kind=named(ResourceKind, kind), **fields)
        index.add_child(instance=page)
        for field, model, names in (
            (page.topics, Topic, topics),
            (page.areas, Area, areas),
            (page.audiences, Audience, audiences),
        ):
            field.set([named(model, name) for name in names])
        page.save_revision().publish()
        return of.objects.get(pk=page.pk)

    return publish


def named(model, name):
    return model.objects.get_or_create(name=name)[0]


def attach(page, title, **fields):
    document = PartnershipDocument(
        title=title, file=ContentFile(b"%PDF-1.7", name="file.pdf"), **fields
    )
    document.save()
    ResourceDocument.objects.create(page_id=page.pk, document=document)
    return document


@pytest.fixture
def read(client):
    """A function that reads the main part of a page, as text by selector."""

    def read(address, **asked):
        html = client.get(address, asked).content.decode()
        main = JustHTML(html, sanitize=False).query("main")[0]
        return lambda selector: [
            " ".join(element.to_text().split()) for element in main.query(selector)
        ]

    return read


@pytest.fixture
def visit(read, index):
    """A function that reads the list, with or without filters: ``visit(topic="Sleep")``."""
    return lambda **asked: read(index.url, **asked)


TITLES = ".resource-card__title"
COUNT = "[role=status]"


def test_the_newest_resource_comes_first(publish, visit):
    publish("Older", date=today() - timedelta(days=400))
    publish("Newest")
    publish("New", date=today() - timedelta(days=1))
    assert visit()(TITLES) == ["Newest", "New", "Older"]
    assert visit()(COUNT) == ["3 resources"]


def test_a_card_shows_the_details_of_the_resource(publish, visit):
    page = publish(
        "Safer sleep",
        kind="Poster",
        areas=["Cumberland"],
        source="The Lullaby Trust",
        search_description="For the wall of a clinic.",
        date=today() - timedelta(days=90),
        revised_on=today(),
        what_changed="New picture",
    )
    attach(page, "Poster for printing")
    (card,) = visit()(".resource-card")
    for words in (
        "Poster",
        "Updated",
        f"{today():%-d %B %Y}",
        "For the wall of a clinic.",
        "By The Lullaby Trust",
        "PDF, 8 bytes",
        "Cumberland",
    ):
        assert words in card


@pytest.mark.parametrize(
    ("days", "revised", "says"),
    [(0, None, "New"), (13, None, "New"), (14, None, ""), (90, 13, "Updated"), (90, 14, "")],
)
def test_a_resource_is_marked_as_new_or_updated_for_fourteen_days(
    publish, visit, days, revised, says
):
    publish(
        "Otters",
        date=today() - timedelta(days=days),
        revised_on=revised and today() - timedelta(days=revised),
    )
    assert visit()(".novelty") == ([says] if says else [])


def test_only_the_three_newest_are_marked_as_new(publish, visit):
    for number in range(5):
        publish(f"Otters {number}", date=today() - timedelta(days=number))
    publish("Revised", date=today() - timedelta(days=90), revised_on=today())
    assert visit()(".novelty") == ["New", "New", "New", "Updated"]


def test_the_list_is_filtered_by_kind_topic_audience_area_and_year(publish, visit):
    publish("A", kind="Poster", topics=["Sleep", "Water"], areas=["Cumberland"])
    publish("B", kind="Video", topics=["Water"], audiences=["Parents and carers"])
    publish(
        "C", kind="Video", date=today().replace(year=2020, day=1), areas=["Westmorland and Furness"]
    )
    assert visit(kind="Video")(TITLES) == ["B", "C"]
    assert visit(topic="Water")(TITLES) == ["B", "A"]
    assert visit(topic="Water", kind="Poster")(TITLES) == ["A"]
    assert visit(year="2020")(TITLES) == ["C"]
    assert visit(topic="Water", kind="Poster")(COUNT) == ["1 resource: Poster, Water"]


def test_a_resource_for_all_matches_every_area_and_audience(publish, visit):
    publish("Here", areas=["Westmorland and Furness"], audiences=["Practitioners"])
    publish("There", areas=["Cumberland"])
    publish("Everywhere", audiences=["Parents and carers"])
    assert visit(area="Cumberland")(TITLES) == ["Everywhere", "There"]
    assert visit(audience="Practitioners")(TITLES) == ["There", "Here"]
    assert visit()(".narrowed__choices li")[-4:] == [
        "Practitioners Resources: 2",
        "Parents and carers Resources: 2",
        "Westmorland and Furness Resources: 2",
        "Cumberland Resources: 2",
    ]


def test_filters_are_in_the_order_of_the_editors_lists(publish, visit):
    Topic.objects.create(name="Zebras", sort_order=1)
    publish("A", topics=["Zebras"])
    publish("B", topics=["Neglect"])
    publish("C", topics=["Neglect"])
    assert visit()(".narrowed__choices a") == ["Zebras", "Neglect"]


def test_when_nothing_matches_visitors_can_remove_a_filter_or_see_all(publish, visit, index):
    publish("A", kind="Poster", topics=["Sleep"])
    publish("B", kind="Video", topics=["Water"])
    page = visit(kind="Poster", topic="Water")
    assert page(COUNT) == ["No resources match your filters: Poster, Water"]
    assert page(".chosen a") == ["Remove filter: Poster", "Remove filter: Water"]
    assert "see all 2 resources" in page(".narrowed__list")[0]


def test_unknown_filters_are_ignored(publish, visit):
    publish("A", kind="Poster")
    for asked in ({"kind": "Otter"}, {"year": "\0", "topic": "9" * 500}):
        assert visit(**asked)(TITLES) == ["A"]


def test_an_empty_list_says_there_are_no_resources(visit):
    assert visit()(COUNT) == ["There are no resources yet"]


def test_practice_reviews_are_in_the_same_list(publish, visit):
    publish("A review", kind="Practice review", of=PracticeReviewPage)
    assert visit()(TITLES) == ["A review"]


def test_hidden_resources_are_not_counted(publish, visit):
    publish("Open", kind="Poster")
    publish("Withdrawn", kind="Video").unpublish()
    private = publish("Private", kind="Video", topics=["Otters"])
    PageViewRestriction.objects.create(page=private, restriction_type="login")
    page = visit()
    assert page(TITLES) == ["Open"]
    assert page(COUNT) == ["1 resource"]
    assert page(".narrowed__choices") == []
    assert visit(topic="Otters")(TITLES) == ["Open"]


def test_only_files_that_everyone_may_read_are_mentioned(publish, visit, read):
    page = publish("With files")
    private = Collection.get_first_root_node().add_child(name="Private")
    CollectionViewRestriction.objects.create(collection=private, restriction_type="login")
    attach(page, "Minutes of the board", collection=private)
    assert "PDF" not in visit()(".resource-card")[0]
    assert "Minutes" not in read(page.url)("article")[0]
    attach(page, "Handout")
    assert "PDF, 8 bytes" in visit()(".resource-card")[0]
    assert "Handout" in read(page.url)("article")[0]


@pytest.mark.parametrize("asked", ["", "?topic=Neglect&area=Cumberland&year=2026"])
def test_a_thousand_resources_take_no_more_queries_than_ten(client, index, asked):
    def queries():
        client.get(index.url + asked)
        with CaptureQueriesContext(connection) as captured:
            assert client.get(index.url + asked).status_code == 200
        return len(captured)

    make_resources(10)
    for_ten = queries()
    make_resources(990)
    assert queries() == for_ten == 3


def test_the_pages_of_a_long_list_keep_the_filters(client, index):
    make_resources(200)
    address = index.url + "?topic=Neglect"
    first = client.get(address).context["resources"]
    assert len(first) == 20
    html = client.get(address + "&page=2").content.decode()
    assert 'rel="prev" href="?topic=Neglect&amp;page=1"' in html.replace("&page", "&amp;page")


# The page of a resource


def test_the_page_shows_all_details_of_the_resource(publish, read, client):
    page = publish(
        "Safer sleep",
        kind="Poster",
        topics=["Sleep"],
        audiences=["Parents and carers"],
        date=today() - timedelta(days=90),
        revised_on=today(),
        what_changed="New picture",
        source="The Lullaby Trust",
        link="https://www.lullabytrust.example/posters?size=a4",
    )
    seen = read(page.url)
    assert seen(".kicker") == ["Poster"]
    (facts,) = seen("dl.facts")
    for words in (
        f"{today():%-d %B %Y}",
        "New picture",
        "The Lullaby Trust",
        "Parents and carers",
        "More about: Sleep",
    ):
        assert words in facts
    assert seen(".resource-files a") == ["Open the website"]
    html = client.get(page.url).content.decode()
    assert "/resources/?topic=Sleep" in html


def test_the_text_comes_before_the_facts_about_it(publish, client):
    page = publish("A briefing", body=[("prose", "<p>What matters.</p>")])
    html = client.get(page.url).content.decode()
    assert html.index("What matters.") < html.index("<dt>Published</dt>")


def test_a_preview_shows_topics_and_areas(publish, admin_client):
    page = publish("Otters", topics=["Water"], areas=["Cumberland"])
    preview = page.make_preview_request(preview_mode="").content.decode()
    assert "Water" in preview
    assert "Cumberland" in preview


def test_search_finds_a_resource_by_topic_and_shows_its_year(publish, client):
    publish("Otters", topics=["Rivers"], date=today().replace(year=2021, day=1))
    html = client.get("/search/?q=rivers").content.decode()
    assert "Otters" in html
    assert "Resources" in html
    assert "2021" in html


# In the editor


def form_data(page, body=(), documents=(), **fields):
    """Return the form of ``page`` as the editor sends it, with ``fields`` changed."""
    return nested_form_data(
        {
            "title": page.title,
            "slug": page.slug,
            "kind": page.kind_id,
            "date": page.date,
            "body": streamfield(list(body)),
            "documents": inline_formset([{"document": document.pk} for document in documents]),
            "comments": inline_formset([]),
            "show_exit": "on",
        }
        | fields
    )


@pytest.fixture
def send(admin_client, publish):
    """A function that changes a resource in the editor and returns the response."""
    page = publish("Otters")

    def send(**fields):
        return admin_client.post(f"/admin/pages/{page.pk}/edit/", form_data(page, **fields))

    return send


EMPTY = "This resource is empty."


def test_publishing_requires_text_a_document_or_a_link(send):
    refused = send(**{"action-publish": "x"})
    assert EMPTY in refused.content.decode()
    document = PartnershipDocument(title="A", file=ContentFile(b"%PDF-1.7", name="a.pdf"))
    document.save()
    for enough in (
        {"link": "https://www.example.org/"},
        {"documents": [document]},
        {"body": [("prose", '{"blocks": [{"text": "Words"}], "entityMap": {}}')]},
    ):
        assert send(**enough, **{"action-publish": "x"}).status_code == 302


def test_a_draft_can_be_empty(send):
    assert send().status_code == 302


@pytest.mark.parametrize(
    ("fields", "says"),
    [
        ({"revised_on": "2001-01-01"}, "This is before the day it was published."),
        ({"what_changed": "New picture"}, "Enter the day of the change that you describe."),
    ],
)
def test_contradicting_days_are_refused_at_the_field(send, fields, says):
    assert says in send(link="https://www.example.org/", **fields).content.decode()
