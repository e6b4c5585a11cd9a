"""Pages that leave the website: what links to them, and where their visitors go instead."""

from typing import NamedTuple

from django import forms
from django.contrib.contenttypes.models import ContentType
from django.db.models import Q
from django.shortcuts import redirect
from django.urls import reverse
from wagtail.admin import messages
from wagtail.admin.admin_url_finder import AdminURLFinder
from wagtail.admin.widgets import AdminPageChooser
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page, ReferenceIndex, Site

from partnership.library.models import PartnershipDocument

from .queryset import ListedQuerySet
from .slugs import LONGEST_PATH

LONGEST_LIST = 10  # places that a message names


class Place(NamedTuple):
    """Something that links to a page: another page, a setting, a record or the main menu."""

    name: str
    url: str | None = None  # of its form, for those who may edit it


class Leaving:
    """``pages`` that are about to leave the website and, if so chosen, all pages ``below`` them."""

    def __init__(self, pages, below=True):
        wanted = Q(pk__in=[])
        for page in pages:
            wanted |= Q(path__startswith=page.path) if below else Q(pk=page.pk)
        self.pages = ListedQuerySet(Page).filter(wanted)

    def may_be_redirected_by(self, user):
        """Whether ``user`` may send visitors of these pages, if there are any, to another."""
        return user.has_perm("wagtailredirects.add_redirect") and self.pages.live().exists()

    def places(self, user):
        """Return each ``Place`` outside that links to one of them, drafts included."""
        ids = [str(pk) for pk in self.pages.values_list("pk", flat=True)]
        pages = ContentType.objects.get_for_model(Page)
        references = ReferenceIndex.objects.filter(
            to_content_type=pages, to_object_id__in=ids
        ).exclude(base_content_type=pages, object_id__in=ids)
        finder = AdminURLFinder(user)
        return [
            *self._menu_entries(),
            *(
                Place(_describe(source, found), finder.get_edit_url(source))
                for source, found in references.group_by_source_object()
            ),
        ]

    def documents(self):
        """Return the documents that only these pages use, and that stay public without them."""
        ids = [str(pk) for pk in self.pages.values_list("pk", flat=True)]
        used = ReferenceIndex.objects.filter(
            base_content_type=ContentType.objects.get_for_model(Page),
            to_content_type=ContentType.objects.get_for_model(PartnershipDocument),
        )
        here = set(used.filter(object_id__in=ids).values_list("to_object_id", flat=True))
        elsewhere = set(used.exclude(object_id__in=ids).values_list("to_object_id", flat=True))
        return list(PartnershipDocument.objects.public().filter(pk__in=here - elsewhere))

    def _menu_entries(self):
        tops = Site.objects.values_list("root_page__depth", flat=True)
        in_menu = self.pages.live().filter(show_in_menus=True, depth__in=[top + 1 for top in tops])
        return [Place(f"The main menu, as ‘{page.title}’") for page in in_menu]

    def addresses(self, request, for_good):
        """Return ``{(site id, path), ...}`` of these pages and, if ``for_good``, their redirects.

        The redirects to a page end with it; while it is only unpublished, they lead to its address.
        """
        redirects = Redirect.objects.filter(redirect_page__in=self.pages)
        found = set(redirects.values_list("site", "old_path")) if for_good else set()
        for page in self.pages.live():
            parts = page.get_url_parts(request)
            if parts and parts[2] not in (None, "/"):
                found.add((parts[0], Redirect.normalise_path(parts[2])))
        return {(site, path) for site, path in found if len(path) <= LONGEST_PATH}


def _describe(source, references):
    """Return the name of ``source`` and its fields that have the ``references``."""
    described = (reference.describe_source_field() for reference in references)
    fields = dict.fromkeys(field.partition(" →")[0].lower() for field in described)
    if isinstance(source, Page):
        name = source.get_admin_display_title() + ("" if source.live else " (draft)")
    else:
        name = f"{source._meta.verbose_name.capitalize()} ‘{source}’"
    return f"{name}: {', '.join(fields)}"


class InsteadForm(forms.Form):
    """Where visitors of pages that leave are sent instead."""

    instead = forms.ModelChoiceField(
        Page.objects.live().filter(depth__gt=1),
        required=False,
        widget=AdminPageChooser,
        label="Send visitors to another page",
        help_text="Optional. Visitors who open an old address are sent to this page. If you leave "
        "this empty, they see ‘Page not found’.",
    )

    def __init__(self, data=None, leaving=None):
        super().__init__(data)
        self.leaving = leaving

    def clean_instead(self):
        page = self.cleaned_data["instead"]
        if page and self.leaving.pages.filter(pk=page.pk).exists():
            raise forms.ValidationError(
                f"‘{page}’ would leave the website as well. Choose a page that stays."
            )
        return page


class Left(NamedTuple):
    """What pages that have left leave behind."""

    places: list  # that link to them
    instead: Page | None  # where visitors of their addresses are sent
    addresses: set  # {(site id, path), ...}
    is_permanent: bool  # whether they have left for good

    def redirect(self):
        """Send the visitors of each address to the other page."""
        for site, path in self.addresses:
            Redirect.objects.update_or_create(
                site_id=site,
                old_path=path,
                defaults={
                    "redirect_page": self.instead,
                    "redirect_page_route_path": "",
                    "redirect_link": "",
                    "is_permanent": self.is_permanent,
                },
            )


def note_addresses(request, leaving, is_permanent):
    """Note, before the pages leave, the addresses to redirect and what links there.

    Returns a response that refuses a page which cannot take their visitors, or None.
    """
    if request.method != "POST":
        return None
    form = InsteadForm(request.POST, leaving)
    if not form.is_valid():
        messages.error(request, f"Nothing was changed. {' '.join(form.errors['instead'])}")
        return redirect(request.get_full_path())
    instead = form.cleaned_data["instead"]
    if not leaving.may_be_redirected_by(request.user):
        instead = None
    addresses = leaving.addresses(request, is_permanent) if instead else set()
    request.left = Left(leaving.places(request.user), instead, addresses, is_permanent)
    return None


def follow_up(request):
    """Redirect the noted addresses, and say what is left to fix."""
    left = getattr(request, "left", None)
    if left is None:
        return
    if left.instead:
        left.redirect()
        messages.success(request, f"Visitors of the old address now see ‘{left.instead}’.")
    if left.places:
        names = [place.name for place in left.places[:LONGEST_LIST]]
        more = len(left.places) - len(names)
        also = f"; and {more} more" if more else ""
        button = messages.button(reverse("pages_broken_links"), "See all broken links")
        messages.warning(
            request, f"These places link to it: {'; '.join(names)}{also}.", buttons=[button]
        )


def is_hidden(page):
    """Whether pages below ``page`` are hidden: it is private, or not part of a website."""
    return bool(page.get_view_restrictions()) or page.get_site() is None
