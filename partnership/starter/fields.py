"""Values of a file into the fields of a page or record, and the checksum of those fields."""

import hashlib
import json
import re
from contextlib import contextmanager

from django.contrib.auth import get_user_model
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db.models import FileField, ForeignKey, ForeignObjectRel, ImageField, ManyToManyField
from modelcluster.fields import ParentalKey
from modelcluster.models import (
    ClusterableModel,
    get_all_child_m2m_relations,
    get_all_child_relations,
)
from wagtail.fields import StreamField
from wagtail.models import Page
from wagtail.utils.file import hash_filelike

from partnership.library.cleaning import cleaned
from partnership.library.pictures import clean_picture

from .reading import Mapping, Refusal, Sequence, Words, expect
from .streams import stored_stream

# Fields of Wagtail's own page that a file may set, by the word that the file uses.
PAGE_WORDS = {
    "title": "title",
    "seo_title": "seo_title",
    "summary": "search_description",
    "in_menu": "show_in_menus",
    "exit_button": "show_exit",
}
BLOCK_ID = re.compile(r'"id": "[0-9a-f-]{36}"')


class Deleted(Exception):
    """A reference to what an editor has deleted since it was loaded."""

    def __init__(self, name):
        super().__init__(name)
        self.name = name


class References:
    """Finds pages by address, files by their file's name and all else by its name.

    None stands for what an editor has deleted since it was loaded.
    """

    def __init__(self, folder):
        self.folder = folder
        self.pages = {}  # by address
        self.known = {Page: self.pages}

    def find(self, model, words):
        """Return the ``model`` that ``words`` names; raises ``Refusal`` or ``Deleted``."""
        named = self.named(Page if issubclass(model, Page) else model)
        if words not in named or not isinstance(named[words], model | None):
            raise Refusal(words.at, f"There is no {model._meta.verbose_name} “{words}”.")
        if named[words] is None:
            raise Deleted(words)
        return named[words]

    def named(self, model):
        """Return ``{name: object}``, to look things up and to make others known."""
        if model not in self.known:
            by_name = any(field.name == "name" for field in model._meta.fields)
            rows = model.objects.order_by("-pk") if by_name else ()  # of two, the older counts
            self.known[model] = {row.name: row for row in rows}
        return self.known[model]


def fields_of(model):
    """Return ``{word: field}``: what a file may say about ``model``."""
    fields = list(model._meta.concrete_fields)
    if issubclass(model, ClusterableModel):
        fields += [*get_all_child_m2m_relations(model), *get_all_child_relations(model)]
    if not issubclass(model, Page):
        return {field.name: field for field in fields if _may_be_said(field)}
    said = {name: word for word, name in PAGE_WORDS.items()}
    of_every_page = set(Page._meta.get_fields())
    return {
        said.get(field.name) or _word(field): field
        for field in fields
        if _may_be_said(field) and (field not in of_every_page or field.name in said)
    }


def fill(obj, values, references):
    """Set every field of ``obj``, those the file leaves out to their defaults.

    Raises ``Refusal`` or ``Deleted``.
    """
    fields = fields_of(type(obj))
    for key in values:
        if key not in fields:
            raise Refusal(key.at, f"“{key}” is not known here: there are {', '.join(fields)}.")
    for word, field in fields.items():
        value = values.get(word)
        if isinstance(field, FileField):
            attach(obj, expect(value, Words, values.at), field, references.folder)
        elif isinstance(field, StreamField):
            stream = expect(value or Sequence([], values.at), Sequence, values.at)
            if not stream and not field.blank:
                raise Refusal(stream.at, f"“{word}” is missing.")
            raw = stored_stream(field.stream_block, stream, references)
            setattr(obj, field.name, field.stream_block.to_python(raw))
        elif field.is_relation:
            setattr(obj, _accessor(field), related(field, value, values.at, references))
        elif value is not None:
            setattr(obj, field.name, _plain(field, word, value, values.at))
        elif not (field.unique or (field.has_default() and callable(field.default))):
            # Today's date, a default that is called, would be another one tomorrow; and what is
            # unique is made when the object is saved.
            setattr(obj, field.name, field.get_default())


def related(field, value, at, references):
    """Return the object, or the list of objects, that ``value`` names or describes."""
    if isinstance(field, ForeignKey):
        if value is None:
            return None
        return references.find(field.related_model, expect(value, Words, at))
    names = expect(value or Sequence([], at), Sequence, at)
    if isinstance(field, ManyToManyField):
        return [references.find(field.related_model, expect(name, Words, at)) for name in names]
    return [child(field.related_model, row, n, names.at, references) for n, row in enumerate(names)]


def child(model, row, number, at, references):
    """Return one row of an inline list; bare words where the rows have a single field."""
    if isinstance(row, Words) and len(fields_of(model)) == 1:
        row = Mapping(dict.fromkeys(fields_of(model), row), row.at)
    row = expect(row, Mapping, at)
    made = model(sort_order=number)
    fill(made, row, references)
    with refusing(row, model):
        made.full_clean(exclude=[f.name for f in model._meta.fields if isinstance(f, ParentalKey)])
    return made


def attach(obj, name, field, folder):
    """Give ``obj`` the file ``name`` of the folder, unless it has that very file."""
    files = folder / ("images" if isinstance(field, ImageField) else "documents")
    path = files / name
    if path.parent != files or not path.is_file():
        raise Refusal(name.at, f"There is no file “{name}” in {files.name}/.")
    upload = SimpleUploadedFile(name, path.read_bytes())
    if isinstance(field, ImageField):
        try:
            upload = clean_picture(upload, name)
        except ValidationError as error:
            raise Refusal(name.at, f"“{name}”: {' '.join(error.messages)}") from error
    else:
        upload = cleaned(upload, name)
    checksum = hash_filelike(upload)
    if checksum != obj.file_hash:
        upload.seek(0)
        obj.file, obj.file_size, obj.file_hash = upload, upload.size, checksum


@contextmanager
def refusing(values, model):
    """Turn Django's complaints about a ``model`` into a ``Refusal`` at the line at fault."""
    try:
        yield
    except ValidationError as error:
        name, errors = next(iter(error.update_error_dict({}).items()))
        reason = " ".join(ValidationError(errors).messages)
        fields = fields_of(model)
        word = next((word for word in fields if fields[word].name == name), None)
        if word is None:
            raise Refusal(values.at, reason) from error
        if values.get(word) is None:
            raise Refusal(values.at, f"“{word}” is missing.") from error
        at = getattr(values[word], "at", values.at)
        raise Refusal(at, f"“{word}”: {reason}") from error


def fingerprint(obj):
    """Return a checksum of all that a file may say about ``obj``, and of a page's place."""
    state = _state(obj)
    if isinstance(obj, Page):
        state |= {"slug": obj.slug, "live": obj.live}
    text = BLOCK_ID.sub("", json.dumps(state, sort_keys=True, default=str))
    return hashlib.sha256(text.encode()).hexdigest()


def _state(obj):
    state = {}
    for word, field in fields_of(type(obj)).items():
        if isinstance(field, ForeignObjectRel):
            state[word] = [_state(row) for row in getattr(obj, _accessor(field)).all()]
        elif isinstance(field, ManyToManyField):
            state[word] = sorted(row.pk for row in getattr(obj, field.name).all())
        elif isinstance(field, FileField):
            state[word] = obj.file_hash
        elif isinstance(field, StreamField):
            state[word] = field.get_prep_value(getattr(obj, field.name))
        else:
            state[word] = str(getattr(obj, field.attname))
    return state


def _may_be_said(field):
    if isinstance(field, ForeignObjectRel):
        return _is_ours(field.related_model)
    if field.primary_key or not field.editable or isinstance(field, ParentalKey):
        return False
    # Not the site, the users and the collections, which no file knows.
    return (
        not field.is_relation
        or issubclass(field.related_model, Page)
        or _is_ours(field.related_model)
    )


def _is_ours(model):
    return model.__module__.startswith("partnership.") and model is not get_user_model()


def _word(field):
    """What a file calls ``field`` of a page; ‘kind’ itself names the kind of page."""
    if field.name == "kind":
        return f"{field.model._meta.model_name.removesuffix('page')}_kind"
    return field.name


def _accessor(field):
    return field.get_accessor_name() if isinstance(field, ForeignObjectRel) else field.name


def _plain(field, word, value, at):
    at = getattr(value, "at", at)
    if isinstance(value, Sequence | Mapping):
        raise Refusal(at, f"“{word}” is a single value.")
    try:
        return field.to_python(str(value) if isinstance(value, Words) else value)
    except ValidationError as error:
        raise Refusal(at, f"“{word}”: {' '.join(error.messages)}") from error
