"""What the screens for someone who joins and someone who leaves share: posts of a person."""

from itertools import chain

from django.shortcuts import get_object_or_404
from django.views.generic import FormView
from wagtail.admin import messages
from wagtail.admin.admin_url_finder import AdminURLFinder
from wagtail.admin.views.generic import PermissionCheckedMixin, WagtailAdminTemplateMixin
from wagtail.permission_policies import ModelPermissionPolicy

from partnership.ground.contributions import contributions

from .models import Person


class Posts:
    """A record, and posts in it that someone may take or leave: ``{key: words}``."""

    def __init__(self, record, posts):
        self.record = record
        self.posts = {f"{record._meta.model_name}-{record.pk}-{key}": posts[key] for key in posts}
        self.keys = dict(zip(self.posts, posts, strict=True))

    def chosen(self, cleaned):
        """Return ``{key: value}`` for these posts, from the values of a form with all of them."""
        return {self.keys[name]: cleaned[name] for name in self.posts}


class Holding(Posts):
    """Posts that a person holds."""

    def hand_over(self, successors, last_day, user):
        """Put each of ``successors`` (``{key: person or None}``) in place from after ``last_day``.

        Returns whether visitors see that.
        """
        raise NotImplementedError


class Opening(Posts):
    """Posts that no one holds."""

    def take(self, keys, person, first_day, user):
        """Put ``person`` in the posts with these ``keys`` from ``first_day``.

        Returns whether visitors see that.
        """
        raise NotImplementedError


def found_by(name, *args):
    """Return all ``Posts`` that the functions which apps list as ``successions.<name>`` find."""
    listed = chain.from_iterable(contributions("successions", name).values())
    return [posts for find in listed for posts in find(*args)]


def fields_of(found):
    """Return ``[(name of a form field, words), ...]`` for all posts that were ``found``."""
    return [post for posts in found for post in posts.posts.items()]


class PersonFormView(PermissionCheckedMixin, WagtailAdminTemplateMixin, FormView):
    """A screen with a form about one person."""

    permission_policy = ModelPermissionPolicy(Person)
    permission_required = "change"
    header_icon = "user"

    def dispatch(self, request, *args, **kwargs):
        self.person = get_object_or_404(Person, pk=kwargs["pk"])
        return super().dispatch(request, *args, **kwargs)

    def get_breadcrumbs_items(self):
        return [*self.breadcrumbs_items, {"url": "", "label": self.page_title}]

    def get_context_data(self, **kwargs):
        return super().get_context_data(person=self.person, **kwargs)

    def warn_of_drafts(self, records):
        """Say of each of ``records`` that what was saved waits in its draft."""
        finder = AdminURLFinder(self.request.user)
        for record in records:
            button = messages.button(finder.get_edit_url(record), "Open it")
            messages.warning(
                self.request,
                f"‘{record}’: saved in the draft. Visitors see it once it is published.",
                buttons=[button],
            )
