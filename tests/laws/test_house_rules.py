"""Conventions of the code that a newcomer would otherwise have to be told."""

import re

import pytest
from django.apps import apps
from django.urls import reverse
from wagtail.blocks import StreamBlock
from wagtail.contrib.settings.models import BaseSiteSetting
from wagtail.fields import StreamField
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
    """Every block an editor may choose in ``stream``, with its name."""
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
def test_every_block_says_what_it_is_for_and_shows_itself(name, block, admin_client):
    assert block.meta.description
    assert block.meta.template, "Without a template of its own it looks like nothing."
    preview = admin_client.get(
        reverse("wagtailadmin_block_preview"), {"id": block.definition_prefix}
    )
    assert preview.status_code == 200


def editable_fields():
    for model in OURS:
        names = {panel.field_name for panel in all_panels(model) if hasattr(panel, "field_name")}
        for field in model._meta.get_fields():
            if field.name in names and field.model is model and hasattr(field, "help_text"):
                yield f"{model.__name__}.{field.name}", model, field


def all_panels(model):
    """Every panel an editor sees of ``model``, those inside others included."""
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
def test_every_field_an_editor_fills_in_has_help(name, model, field):
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
    """Whether a form for ``model`` may name a picture or document."""
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
def test_every_form_takes_only_what_its_user_may_choose_in_the_library(model):
    assert issubclass(model.base_form_class, ChooserPermissionMixin)


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: str(path.relative_to(BASE_DIR)))
def test_every_template_is_html_first(path):
    text = path.read_text()
    assert not re.search(r"<style|\sstyle=|\son[a-z]+=\"", text), "No inline style or handler."
    assert not re.search(r"<script(?![^>]*\bsrc=)", text), "No inline script."
    includes = re.findall(r"{% include [^%]*%}", text)
    assert [tag for tag in includes if not tag.endswith(" only %}")] == []
