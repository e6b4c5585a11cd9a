"""Where a draft or old version chose a record that has since been deleted, its field is empty.

Only published pages keep others from deleting what they use. A draft then asks for a new choice.
"""

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db.models import CASCADE, DO_NOTHING, SET_NULL, ForeignKey
from django.utils.text import capfirst
from modelcluster.fields import ParentalKey
from modelcluster.models import get_all_child_relations
from wagtail.fields import StreamField
from wagtail.models import COMMENTS_RELATION_NAME

READ_BY_MODELCLUSTER = (CASCADE, DO_NOTHING, SET_NULL)


def without_missing(model, data):
    """Return ``data``, a version of a record of ``model``, without choices of deleted records.

    Those that modelcluster reads itself are left to it.
    """
    missing = {
        field.name: None
        for field in model._meta.concrete_fields
        if isinstance(field, ForeignKey)
        and field.editable  # nobody chose the others
        and field.remote_field.on_delete not in READ_BY_MODELCLUSTER
        and data.get(field.name) is not None
        and not _exists(field, data[field.name])
    }
    rows = {
        relation.get_accessor_name(): relation.related_model
        for relation in get_all_child_relations(model)
    }
    stored = {
        name: [without_missing(row, values) for values in data[name]]
        for name, row in rows.items()
        if name in data
    }
    return data | missing | stored


def _exists(field, value):
    return field.related_model._base_manager.filter(**{field.target_field.name: value}).exists()


def missing_in_rows(record):
    """Return errors for the rows of ``record`` that lack a record they must refer to: a dict."""
    errors = [
        f"{capfirst(row._meta.verbose_name)} {number}: choose another {field.verbose_name}, "
        "because the one chosen before has been deleted."
        for relation in get_all_child_relations(type(record))
        if relation.get_accessor_name() != COMMENTS_RELATION_NAME  # from no form of ours
        for number, row in enumerate(getattr(record, relation.get_accessor_name()).all(), 1)
        for field in row._meta.concrete_fields
        if _must_be_chosen(field) and getattr(row, field.attname) is None
    ]
    return {NON_FIELD_ERRORS: errors} if errors else {}


def missing_in_blocks(record):
    """Return errors for the blocks of ``record`` that its form would refuse: a dict, by field."""
    errors = {}
    for field in record._meta.get_fields():
        if isinstance(field, StreamField):
            blocks = getattr(record, field.name)
            try:
                field.stream_block.clean(blocks)
            except ValidationError as error:
                refused = getattr(error, "block_errors", {})
                errors[field.name] = [
                    f"‘{blocks[number].block.label}’, block {number + 1}: something is missing."
                    for number in refused
                ] or error.messages
    return errors


def _must_be_chosen(field):
    is_choice = isinstance(field, ForeignKey) and not isinstance(field, ParentalKey)
    return is_choice and field.editable and not field.null
