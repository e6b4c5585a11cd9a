"""Conventions of the code, checked so that a newcomer need not know them."""

import ast
import re

import pytest
from django.apps import apps
from django.urls import reverse
from wagtail.blocks import RichTextBlock, StreamBlock
from wagtail.contrib.settings.models import BaseSiteSetting
from wagtail.fields import RichTextField, StreamField
from wagtail.snippets.models import get_snippet_models

from partnership.library.choosing import ChooserPermissionMixin
from partnership.library.models import PartnershipDocument, PartnershipImage
from tests.laws.kinds import KINDS
from wfscp_site.launcher import BASE_DIR

OURS = [
    model
    for config in apps.get_app_configs()
    if config.name.startswith("partnership.")
    for model in config.get_models()
]
TEMPLATES = sorted((BASE_DIR / "templates").rglob("*.html"))
STREAMS = [
    (kind, field)
    for kind in KINDS
    for field in kind._meta.get_fields()
    if isinstance(field, StreamField)
]


def blocks_of(stream):
    """Yield every block that an editor may choose in ``stream``, with its name."""
    for name, block in stream.child_blocks.items():
        yield name, block
        if isinstance(block, StreamBlock):
            yield from blocks_of(block)


BLOCKS = [
    (f"{kind.__name__}.{field.name}.{name}", block)
    for kind, field in STREAMS
    for name, block in blocks_of(field.stream_block)
]


@pytest.mark.parametrize(("name", "block"), BLOCKS, ids=[name for name, _ in BLOCKS])
def test_every_block_has_a_description_a_template_and_a_preview(name, block, admin_client):
    assert block.meta.description
    assert block.meta.template, "A block needs its own template."
    preview = admin_client.get(
        reverse("wagtailadmin_block_preview"), {"id": block.definition_prefix}
    )
    assert preview.status_code == 200


def parts_of(block):
    """Yield ``block`` and every block that is part of it."""
    yield block
    children = getattr(block, "child_blocks", {}).values()
    for child in (*children, *filter(None, [getattr(block, "child_block", None)])):
        yield from parts_of(child)


@pytest.mark.parametrize(("kind", "field"), STREAMS, ids=lambda each: getattr(each, "name", ""))
def test_every_rich_text_has_a_name_for_screen_readers(kind, field):
    texts = [part for part in parts_of(field.stream_block) if isinstance(part, RichTextBlock)]
    assert [text for text in texts if not text.field.widget.options.get("ariaLabel")] == []
    assert not any(isinstance(each, RichTextField) for each in kind._meta.get_fields())


def editable_fields():
    for model in OURS:
        names = {panel.field_name for panel in all_panels(model) if hasattr(panel, "field_name")}
        for field in model._meta.get_fields():
            if field.name in names and field.model is model and hasattr(field, "help_text"):
                yield f"{model.__name__}.{field.name}", model, field


def all_panels(model):
    """Yield every panel that an editor sees of ``model``, nested ones included."""
    waiting = [
        panel
        for name in ("panels", "content_panels", "promote_panels", "settings_panels")
        for panel in getattr(model, name, [])
    ]
    while waiting:
        panel = waiting.pop()
        yield panel
        waiting.extend(getattr(panel, "children", []))


FIELDS = sorted(editable_fields(), key=lambda item: item[0])


@pytest.mark.parametrize(("name", "model", "field"), FIELDS, ids=[name for name, *_ in FIELDS])
def test_every_editable_field_has_help_text(name, model, field):
    assert str(field.help_text).strip().endswith((".", "?", ":", "’", "…", "https://"))


@pytest.mark.parametrize("model", get_snippet_models(), ids=lambda model: model.__name__)
def test_every_list_of_the_directory_opens(model, admin_client):
    views = model.snippet_viewset
    assert admin_client.get(reverse(views.get_url_name("list"))).status_code == 200
    assert admin_client.get(reverse(views.get_url_name("add"))).status_code == 200
    for record in model.objects.all()[:1]:
        address = reverse(views.get_url_name("edit"), args=[record.pk])
        assert admin_client.get(address).status_code == 200


def names_the_library(model):
    """Whether ``model`` has a field for a picture or document."""
    return any(
        field.related_model in (PartnershipDocument, PartnershipImage)
        for field in model._meta.get_fields()
        if field.many_to_one
    )


@pytest.mark.parametrize(
    "model",
    [
        *KINDS,
        *(
            model
            for model in OURS
            if (model in get_snippet_models() or issubclass(model, BaseSiteSetting))
            and names_the_library(model)
        ),
    ],
    ids=lambda model: model.__name__,
)
def test_every_form_limits_its_user_to_permitted_pictures_and_documents(model):
    assert issubclass(model.base_form_class, ChooserPermissionMixin)


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: str(path.relative_to(BASE_DIR)))
def test_templates_have_no_inline_code_and_explicit_arguments(path):
    text = path.read_text()
    assert not re.search(r"<style|\sstyle=|\son[a-z]+=\"", text), "No inline style or handler."
    assert not re.search(r"<script(?![^>]*\bsrc=)", text), "No inline script."
    includes = re.findall(r"{% include [^%]*%}", text)
    assert [tag for tag in includes if not tag.endswith(" only %}")] == []


def lists_in_any_order():
    """Yield (address, order) for each column by which a list of records can be sorted."""
    for model in get_snippet_models():
        viewset = model.snippet_viewset
        fields = {field.name for field in model._meta.get_fields() if field.concrete}
        columns = viewset.list_display if isinstance(viewset.list_display, list) else ["name"]
        for name in sorted(fields.intersection(map(str, columns))):
            yield pytest.param(viewset.get_url_name("list"), name, id=f"{model.__name__}.{name}")


@pytest.mark.parametrize(("address", "order"), [*lists_in_any_order()])
def test_a_list_of_records_is_searched_in_any_order(address, order, admin_client):
    for direction in ("", "-"):
        answer = admin_client.get(reverse(address), {"q": "a", "ordering": direction + order})
        assert answer.status_code == 200


def lists_with_filters():
    """Yield (address, field) for each field by which a list of records can be filtered."""
    for model in get_snippet_models():
        viewset = model.snippet_viewset
        for name in viewset.list_filter if isinstance(viewset.list_filter, list) else []:
            field = model._meta.get_field(name)
            yield pytest.param(viewset.get_url_name("list"), field, id=f"{model.__name__}.{name}")


@pytest.mark.parametrize(("address", "field"), [*lists_with_filters()])
def test_a_list_of_records_is_searched_with_any_filter(address, field, admin_client):
    if field.choices:
        value = field.choices[0][0]
    else:
        value = field.related_model.objects.values_list("pk", flat=True).first()
    answer = admin_client.get(reverse(address), {"q": "a", field.name: value})
    assert answer.status_code == 200


CODE = sorted((BASE_DIR / "partnership").rglob("*.py"))


@pytest.mark.parametrize("path", CODE, ids=lambda path: str(path.relative_to(BASE_DIR)))
def test_a_day_is_a_day_in_the_united_kingdom(path):
    """A moment is kept in UTC: between midnight and one in summer, its day there is the day before.

    ``timezone.localdate`` gives the day here.
    """
    text = re.sub(r"strptime\(.*?\)\.date\(\)", "", path.read_text())
    assert re.findall(r"\.date\(\)|\bdate\.today\(|\.utcnow\(|datetime\.now\(", text) == []


BEHIND_THE_SCENES = ["accounts", "editing", "operations", "outbox", "publishing"]
# Functions in the other rooms that write something down, or that only editors or the worker call.
ASK_THE_TIME = """
learning/review_guard.py _author_error_in
library/jobs.py delete_removed_files
library/jobs.py publish_documents
library/models/documents.py save
library/proposing.py keep_proposal
library/reading.py _save_reading
library/releasing.py check_release
search/indexing.py update_entry
search/jobs.py _update
search/jobs.py keep_search_in_line
"""


def uses_of_the_time(tree):
    """Yield the name of each function in ``tree`` that asks what time it is."""
    for function in ast.walk(tree):
        if isinstance(function, ast.FunctionDef):
            asked = {ast.unparse(n).removeprefix("timezone.") for n in ast.walk(function)}
            if asked & {"now()", "localtime()", "time.time()", "monotonic()"}:
                yield function.name


def test_what_visitors_see_depends_on_the_date_and_not_on_the_time():
    """A page is kept until something changes or the day ends: its text must hold so long."""
    found = {
        f"{path.relative_to(BASE_DIR / 'partnership')} {name}"
        for path in CODE
        if path.relative_to(BASE_DIR / "partnership").parts[0] not in BEHIND_THE_SCENES
        for name in uses_of_the_time(ast.parse(path.read_text()))
    }
    assert found == set(ASK_THE_TIME.strip().splitlines())


def test_no_style_sheet_orders_its_layers_in_one_statement():
    # Chromium 103 and 105 end the tab of the second page that has one.
    for path in sorted((BASE_DIR / "static" / "css").glob("*.css")):
        assert not re.search(r"@layer[^{;]*;", path.read_text()), path.name
