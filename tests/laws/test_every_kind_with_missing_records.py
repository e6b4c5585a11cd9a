"""A draft or old version whose records have gone opens, and says what is missing to be published.

What only drafts and old versions use can be deleted: documents, kinds, people, pages and so on.
"""

import copy
import json
from uuid import uuid4

import pytest
from django.db.models import CASCADE, DateField, ForeignKey
from django.urls import reverse
from django.utils import timezone
from modelcluster.fields import ParentalKey
from modelcluster.models import (
    get_all_child_m2m_relations,
    get_all_child_relations,
    get_serializable_data_for_fields,
)
from wagtail.blocks import (
    CharBlock,
    ChooserBlock,
    ListBlock,
    RichTextBlock,
    StreamBlock,
    StructBlock,
    TextBlock,
)
from wagtail.fields import StreamField
from wagtail.models import Page

from partnership.pages.models import ReportConcernPage

NEED_A_CONTACT = (ReportConcernPage,)
GONE = 987_654  # the key of no record
LINKS = f'<p><a linktype="page" id="{GONE}">Read</a> <a linktype="document" id="{GONE}">on</a></p>'


def chosen_by(model):
    """Return the names of the fields of ``model`` with which an editor chooses a record."""
    return [
        field.name
        for field in model._meta.fields
        if isinstance(field, ForeignKey)
        and field.editable
        and not field.remote_field.parent_link
        and not isinstance(field, ParentalKey)
        and field.model is not Page
    ]


def chosen_in_rows(kind):
    """Yield (relation, field) for each field of a row with which an editor chooses a record."""
    for relation in get_all_child_relations(kind):
        if relation.related_model.__module__.startswith("partnership."):
            for name in chosen_by(relation.related_model):
                yield relation, relation.related_model._meta.get_field(name)


def without_records(model, data):
    """Return ``data`` of a page, with records that have gone wherever it chose one."""
    data = copy.deepcopy(data) | dict.fromkeys(chosen_by(model), GONE)
    for relation, field in chosen_in_rows(model):
        name = relation.get_accessor_name()
        rows = data[name] or [example_of_row(relation.related_model, data["pk"])]
        data[name] = [row | {field.name: GONE} for row in rows]
    for field in get_all_child_m2m_relations(model):
        data[field.name] = [GONE]
    for field in model._meta.fields:
        if isinstance(field, StreamField):
            data[field.name] = json.dumps(raw(field.stream_block))
    return data


def example_of_row(model, page_pk):
    row = model(
        **{
            field.name: timezone.localdate() if isinstance(field, DateField) else "Words"
            for field in model._meta.fields
            if not (field.is_relation or field.null or field.has_default() or field.primary_key)
        }
    )
    return get_serializable_data_for_fields(row) | {"page": page_pk}


def raw(block):
    """Return a stored value of ``block``, with every block that it can contain."""
    if isinstance(block, ChooserBlock):
        return GONE
    if isinstance(block, RichTextBlock):
        return LINKS
    if isinstance(block, ListBlock):
        return [{"type": "item", "id": str(uuid4()), "value": raw(block.child_block)}]
    if isinstance(block, StreamBlock):
        return [
            {"type": name, "id": str(uuid4()), "value": raw(child)}
            for name, child in block.child_blocks.items()
        ]
    if isinstance(block, StructBlock):
        return {name: raw(child) for name, child in block.child_blocks.items()}
    return "Words" if isinstance(block, CharBlock | TextBlock) else None


@pytest.fixture
def versions(page, kind, administrator):
    """Two versions of the page: an old one and the draft, both without the records they chose."""
    saved = []
    for _ in range(2):
        revision = kind.objects.get(pk=page.pk).save_revision(user=administrator, clean=False)
        revision.content = without_records(kind, revision.content)
        revision.save(update_fields=["content"])
        saved.append(revision)
    return saved


# Two versions of an address, which are no HTML, are compared by Wagtail as if they were.
@pytest.mark.filterwarnings("ignore::bs4.MarkupResemblesLocatorWarning")
def test_every_screen_of_it_opens(page, versions, admin_client):
    old, draft = versions
    for name, *arguments in (
        ("edit", page.pk),
        ("view_draft", page.pk),
        ("history", page.pk),
        ("revisions_revert", page.pk, old.pk),
        ("revisions_view", page.pk, old.pk),
        ("revisions_compare", page.pk, old.pk, draft.pk),
        ("revisions_compare", page.pk, "live", draft.pk),
    ):
        answer = admin_client.get(reverse(f"wagtailadmin_pages:{name}", args=arguments))
        assert answer.status_code == 200, name


def test_what_it_chose_is_empty(kind, versions):
    draft = versions[-1].as_object()
    for name in chosen_by(kind):
        assert getattr(draft, f"{name}_id") is None
    for relation, field in chosen_in_rows(kind):
        for row in getattr(draft, relation.get_accessor_name()).all():
            assert getattr(row, field.attname) is None
    for field in get_all_child_m2m_relations(kind):
        assert list(getattr(draft, field.name).all()) == []


def test_to_publish_it_says_what_is_missing(page, kind, versions, admin_client):
    missing = [name for name in chosen_by(kind) if not kind._meta.get_field(name).blank]
    missing += [
        field.verbose_name
        for _, field in chosen_in_rows(kind)
        if not field.null and field.remote_field.on_delete is not CASCADE
    ]
    publish = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])
    answer = admin_client.post(f"{publish}?id={page.pk}", follow=True)
    shown = " ".join(str(message) for message in answer.context["messages"])
    for name in missing:
        assert name in shown.lower()
    has_blocks = any(isinstance(field, StreamField) for field in kind._meta.get_fields())
    is_refused = bool(missing) or kind in NEED_A_CONTACT or has_blocks
    assert ("was not published" in shown) is is_refused
    page.refresh_from_db()
    assert page.has_unpublished_changes is is_refused
