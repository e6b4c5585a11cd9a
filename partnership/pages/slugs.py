"""The last part of a new page's address, made from its title; and addresses that are very long."""

from functools import cache, wraps

from django.core.exceptions import ValidationError
from django.core.validators import MaxLengthValidator
from wagtail.admin.forms.pages import CopyForm
from wagtail.admin.widgets import SlugInput
from wagtail.contrib.redirects.models import Redirect
from wagtail.contrib.redirects.signal_handlers import BatchRedirectCreator
from wagtail.coreutils import find_available_slug
from wagtail.models import Page

from partnership.ground.text import slug_formatters, slug_of

LONGEST_PATH = Redirect._meta.get_field("old_path").max_length
FORMATTERS = "data-w-slug-formatters-value"
LONGEST = 200  # characters: room for a number after it, and for the pages above in a redirect


def free_slug(parent, slug):
    """Return ``slug``, cut if it is very long, with a number if a page below ``parent`` has it."""
    return find_available_slug(parent, slug[:LONGEST].rstrip("-"))


def validate_title(title):
    """Refuse a title that no address can be made from, in a form without a field for one."""
    if not slug_of(title):
        raise ValidationError(
            "Use some letters or numbers: the web address is made from the title."
        )


def write_in_latin(field):
    """Let the browser write the address in ``field`` as ``slug_of`` does."""
    field.widget.attrs[FORMATTERS] = _formatters()


@cache
def _formatters():
    return SlugInput(formatters=slug_formatters()).attrs[FORMATTERS]


def latin(slug):
    """Return ``slug`` in Latin letters: the browser leaves those that it was not told of."""
    return slug if slug.isascii() else slug_of(slug)


class PageCopyForm(CopyForm):
    """The form that copies a page: it suggests a free address, and says what is too long."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        slug = self.fields["new_slug"]
        slug.initial = free_slug(self.page.get_parent(), latin(self.page.slug))
        write_in_latin(slug)
        for name in ("title", "slug"):
            longest = Page._meta.get_field(name).max_length
            self.fields[f"new_{name}"].validators.append(MaxLengthValidator(longest))

    def clean_new_slug(self):
        return latin(self.cleaned_data["new_slug"])


def redirect_what_fits():
    """Let a page with a very long address move: Wagtail makes a redirect that is not stored."""
    pre_process = BatchRedirectCreator.pre_process

    @wraps(pre_process)
    def pre_process_what_fits(batch):
        batch.items = [item for item in batch.items if len(item.old_path) <= LONGEST_PATH]
        if batch.items:  # without any, Wagtail would delete every redirect
            pre_process(batch)

    BatchRedirectCreator.pre_process = pre_process_what_fits
