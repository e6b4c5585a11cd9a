"""What the message above a refused form says: every field with an error, each as a link to it.

Wagtail says only that there are errors; those in a closed dialog, tab or panel are not seen. The
script ``static/js/errors.js`` opens the place that a link leads to.
"""

from typing import NamedTuple

from django.contrib.messages import error
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.utils.html import format_html, format_html_join
from django.utils.text import capfirst
from wagtail.admin import messages
from wagtail.blocks.base import BlockWidget

from .edit_conflicts import LoadedStateField


class Problem(NamedTuple):
    """A field with an error: what is wrong, and the id of where to correct it, if anywhere."""

    sentence: str
    place: str = ""


def name_every_error():
    """Let every form of the admin name its errors at the top."""
    messages.validation_error = _validation_error


def _validation_error(request, message, form, buttons=None):
    if "action-publish" in request.POST:
        is_live = getattr(form.instance, "live", False)
        meanwhile = "see what they saw before" if is_live else "do not see it"
        message = f"This was not published yet. Visitors {meanwhile}."
    listed = format_html_join("\n", "<li>{}</li>", ([_link(each)] for each in problems_of(form)))
    detail = format_html('<ul class="errorlist">{}</ul>', listed)
    return error(request, messages.render(message, buttons, detail=detail))


def _link(problem):
    if problem.place:
        return format_html('<a href="#{}" data-error-link>{}</a>', problem.place, problem.sentence)
    return problem.sentence


def problems_of(form, where=""):
    """Return a ``Problem`` for each error of ``form`` and its rows; ``where`` it is, in words."""
    found = []
    for name, errors in form.errors.items():
        if name == NON_FIELD_ERRORS:
            found += [Problem(f"{where}{sentence}") for sentence in errors]
        elif not isinstance(form.fields[name], LoadedStateField):  # there is a warning already
            found.append(_problem_of(form[name], errors, where))
    for rows in getattr(form, "formsets", {}).values():
        found += _problems_of_rows(rows, where)
    return found


def _problem_of(field, errors, where):
    if isinstance(field.field.widget, BlockWidget):
        # Errors of single blocks are beside them, and have no words of their own here.
        of_all = [error for error in errors.as_data() if type(error) is ValidationError]
        said = " ".join(" ".join(error.messages) for error in of_all)
        said = said or "correct what is marked there."
        return Problem(f"{where}{field.label}: {said}", field.html_name)
    place = "" if field.is_hidden else field.id_for_label or field.auto_id
    return Problem(f"{where}{field.label}: {' '.join(errors)}", place)


def _problems_of_rows(rows, where):
    names = rows.model._meta
    place = f"id_{rows.prefix}-FORMS"
    found = [
        Problem(f"{where}{capfirst(names.verbose_name_plural)}: {sentence}", place)
        for sentence in rows.non_form_errors()
    ]
    for number, row in enumerate(rows.forms, 1):
        found += problems_of(row, f"{where}{capfirst(names.verbose_name)} {number}, ")
    return found
