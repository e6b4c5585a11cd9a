"""Values of a file into the fields of a page or record."""

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

from partnership.ground.partnerships import Belonging, of_site
from partnership.library.cleaning import cleaned
from partnership.library.pictures import clean_picture

from .streams import stored_stream
from .values import Mapping, Refusal, Sequence, Text, expect, expect_known

# Fields of Wagtail's own page that a file may set, by the word that the file uses.
PAGE_WORDS = {
    "title": "title",
    "seo_title": "seo_title",
    "summary": "search_description",
    "in_menu": "show_in_menus",
    "exit_button": "show_exit",
}
WORDS_OF_PAGE_FIELDS = {name: word for word, name in PAGE_WORDS.items()}


class References:
    """Finds pages by address, files by their file's name and other records by their name."""

    def __init__(self, folder):
        self.folder = folder
        self.site = None  # until it is made
        self.pages = {}  # by address
        self.known = {Page: self.pages}

    def find(self, model, text):
        """Return the ``model`` that ``text`` names; raises ``Refusal``."""
        found = self.named(Page if issubclass(model, Page) else model).get(text)
        if not isinstance(found, model):
            raise Refusal(text.at, f"There is no {model._meta.verbose_name} ‘{text}’.")
        return found

    def named(self, model):
        """Return ``{name: object}``, to find records and to add others."""
        if model not in self.known:
            by_name = any(field.name == "name" for field in model._meta.fields)
            rows = model.objects.order_by("-pk") if by_name else ()  # of two, the older counts
            if issubclass(model, Belonging) and by_name:
                rows = rows.filter(of_site(self.site))
            self.known[model] = {row.name: row for row in rows}
        return self.known[model]


def fields_of(model):
    """Return ``{word: field}``: what a file may set of ``model``."""
    fields = list(model._meta.concrete_fields)
    if issubclass(model, ClusterableModel):
        fields += [*get_all_child_m2m_relations(model), *get_all_child_relations(model)]
    fields = [field for field in fields if _may_be_set(field)]
    if not issubclass(model, Page):
        return {field.name: field for field in fields}
    of_every_page = set(Page._meta.get_fields())
    return {
        _page_word(field): field
        for field in fields
        if field not in of_every_page or field.name in WORDS_OF_PAGE_FIELDS
    }


def fill(obj, values, references):
    """Set the fields of a new ``obj`` that ``values`` names; raises ``Refusal``."""
    fields = fields_of(type(obj))
    for key in values:
        expect_known(key, fields)
    for word, field in fields.items():
        value = values.get(word)
        if isinstance(field, StreamField) and not (value or field.blank):
            raise Refusal(values.at, f"‘{word}’ is missing.")
        if value is not None:
            _set(obj, field, word, value, values.at, references)


def _set(obj, field, word, value, at, references):
    if isinstance(field, FileField):
        attach(obj, expect(value, Text, at), field, references.folder)
    elif isinstance(field, StreamField):
        raw = stored_stream(field.stream_block, expect(value, Sequence, at), references)
        setattr(obj, field.name, field.stream_block.to_python(raw))
    elif isinstance(field, ForeignKey):
        setattr(obj, field.name, references.find(field.related_model, expect(value, Text, at)))
    elif isinstance(field, ManyToManyField):
        names = [expect(name, Text, at) for name in expect(value, Sequence, at)]
        setattr(obj, field.name, [references.find(field.related_model, name) for name in names])
    elif isinstance(field, ForeignObjectRel):
        setattr(
            obj, field.get_accessor_name(), _children(field.related_model, value, at, references)
        )
    else:
        setattr(obj, field.name, _plain(field, word, value, at))


def _children(model, rows, at, references):
    """Return the rows of an inline list."""
    rows = expect(rows, Sequence, at)
    return [_child(model, row, number, rows.at, references) for number, row in enumerate(rows)]


def _child(model, row, number, at, references):
    """Return one row of an inline list; bare text where the rows have a single field."""
    fields = fields_of(model)
    if isinstance(row, Text) and len(fields) == 1:
        row = Mapping(dict.fromkeys(fields, row), row.at)
    row = expect(row, Mapping, at)
    child = model(sort_order=number)
    fill(child, row, references)
    with refusing(row, model):
        child.full_clean(exclude=[f.name for f in model._meta.fields if isinstance(f, ParentalKey)])
    return child


def _plain(field, word, value, at):
    at = getattr(value, "at", at)
    if isinstance(value, Sequence | Mapping):
        raise Refusal(at, f"‘{word}’ takes a single value.")
    try:
        return field.to_python(str(value) if isinstance(value, Text) else value)
    except ValidationError as error:
        raise Refusal(at, f"‘{word}’: {' '.join(error.messages)}") from error


def attach(obj, name, field, folder):
    """Give a new ``obj`` the file ``name`` of the folder, clean and with its checksum."""
    files = folder / ("images" if isinstance(field, ImageField) else "documents")
    path = files / name
    if path.parent != files or not path.is_file():
        raise Refusal(name.at, f"There is no file ‘{name}’ in {files.name}/.")
    upload = SimpleUploadedFile(name, path.read_bytes())
    try:
        clean = clean_picture if isinstance(field, ImageField) else cleaned
        upload = clean(upload, name)
    except ValidationError as error:
        raise Refusal(name.at, f"‘{name}’: {' '.join(error.messages)}") from error
    obj.file_hash = hash_filelike(upload)
    upload.seek(0)
    obj.file, obj.file_size = upload, upload.size


@contextmanager
def refusing(values, model):
    """Turn a ``ValidationError`` about a ``model`` into a ``Refusal`` at the line at fault."""
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
            raise Refusal(values.at, f"‘{word}’ is missing.") from error
        at = getattr(values[word], "at", values.at)
        raise Refusal(at, f"‘{word}’: {reason}") from error


def _may_be_set(field):
    """Whether a file may set ``field``: not the site, users and collections."""
    if isinstance(field, ForeignObjectRel):
        return _is_ours(field.related_model)
    if field.primary_key or not field.editable or isinstance(field, ParentalKey):
        return False
    if not field.is_relation:
        return True
    return issubclass(field.related_model, Page) or _is_ours(field.related_model)


def _is_ours(model):
    return model.__module__.startswith("partnership.") and model is not get_user_model()


def _page_word(field):
    """Return what a file calls ``field`` of a page; ‘kind’ itself names the kind of page."""
    if field.name == "kind":
        return f"{field.model._meta.model_name.removesuffix('page')}_kind"
    return WORDS_OF_PAGE_FIELDS.get(field.name, field.name)
