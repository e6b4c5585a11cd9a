"""The choosers of the directory, in which a record that is still missing can be added."""

from django.forms import modelform_factory
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.log_actions import log
from wagtail.snippets.views.chooser import (
    ChooseView,
    SnippetChooserViewSet,
    SnippetCreateView,
)

from partnership.ground.admin import ChooseOwnView, OwnChooserViewSet

from .forms import NewContactForm
from .models import Contact, Organisation, Person, Venue


class ForUserMixin:
    """The form of a new record knows who adds it, and the record's history says so."""

    def get_creation_form_kwargs(self):
        return {**super().get_creation_form_kwargs(), "for_user": self.request.user}

    def save_form(self, form):
        record = super().save_form(form)
        log(instance=record, action="wagtail.create", user=self.request.user)
        return record


class ChooseOrAddView(ForUserMixin, ChooseView):
    pass


class ChooseOwnOrAddView(ForUserMixin, ChooseOwnView):
    pass


class AddInChooserView(ForUserMixin, SnippetCreateView):
    pass


def form_for(model, *fields):
    """Return the form of a new record of ``model`` with these ``fields``."""
    return modelform_factory(model, form=WagtailAdminModelForm, fields=fields)


class AddingChooserViewSet(SnippetChooserViewSet):
    """Offers all records, and a form to add one."""

    choose_view_class = ChooseOrAddView
    create_view_class = AddInChooserView


class PersonChooserViewSet(AddingChooserViewSet):
    creation_form_class = form_for(Person, "name", "post", "organisation", "email")
    creation_tab_label = "New person"
    create_action_label = "Add this person"


class OrganisationChooserViewSet(AddingChooserViewSet):
    creation_form_class = form_for(Organisation, "name", "short_name", "kind", "area")
    creation_tab_label = "New organisation"
    create_action_label = "Add this organisation"


class VenueChooserViewSet(AddingChooserViewSet):
    creation_form_class = form_for(Venue, "name", "address", "postcode", "area", "accessibility")
    creation_tab_label = "New venue"
    create_action_label = "Add this venue"


class ContactChooserViewSet(OwnChooserViewSet):
    choose_view_class = ChooseOwnOrAddView
    create_view_class = AddInChooserView
    creation_form_class = modelform_factory(
        Contact, form=NewContactForm, fields=["name", "kind", "value", "area", "verified_how"]
    )
    creation_tab_label = "New contact"
    create_action_label = "Add this contact"
