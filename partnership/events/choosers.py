"""The chooser of events: the latest first, with their days, and a form to add one."""

from django import forms
from django.db.models import Max
from wagtail.admin.ui.tables import Column
from wagtail.admin.views.generic.chooser import (
    ChooseResultsView,
    ChooseView,
    CreateView,
    CreationFormMixin,
)
from wagtail.admin.viewsets.chooser import ChooserViewSet
from wagtail.admin.widgets import AdminDateInput, AdminTimeInput

from partnership.directory.models import Venue
from partnership.ground.partnerships import not_elsewhere
from partnership.pages.adding import add_draft
from partnership.pages.queryset import with_status
from partnership.pages.slugs import validate_title

from .blocks import EventChooser
from .models import EventIndexPage, EventKind, EventPage, EventSession

BOOKING = (
    EventPage.Booking.NONE,
    EventPage.Booking.LEARNING_ZONE,
    EventPage.Booking.LATER,
)


class NewEventForm(forms.ModelForm):
    """What people need to know of a new event; the rest is added on its own page."""

    title = forms.CharField(
        max_length=255, validators=[validate_title], help_text="What the event is called."
    )
    kind = forms.ModelChoiceField(
        EventKind.objects, help_text="What it is, such as training or a practitioner forum."
    )
    attendance = forms.ChoiceField(
        choices=EventPage.Attendance.choices,
        widget=forms.RadioSelect,
        help_text="How people take part.",
    )
    venue = forms.ModelChoiceField(
        Venue.objects,
        required=False,
        empty_label="To be confirmed, or online",
        help_text="Where it is held. A venue that is not in the list is added under Directory.",
    )
    booking = forms.ChoiceField(
        label="How to book",
        choices=[(each.value, each.label) for each in BOOKING],
        widget=forms.RadioSelect,
        help_text="How people book a place. More ways are in the form of the event.",
    )
    is_published = forms.BooleanField(
        label="Publish it now",
        required=False,
        initial=True,
        help_text="Visitors see only published events, here and in the list of events.",
    )

    class Meta:
        model = EventSession
        fields = ["date", "starts_at", "ends_at"]
        widgets = {
            "date": AdminDateInput,
            "starts_at": AdminTimeInput,
            "ends_at": AdminTimeInput,
        }

    field_order = [
        *("title", "kind", "date", "starts_at", "ends_at", "attendance", "venue", "booking"),
        "is_published",
    ]

    @property
    def media(self):
        """None: the form behind the dialog has these scripts, and a dialog may not load any."""
        return forms.Media()

    def __init__(self, *args, may_publish, **kwargs):
        super().__init__(*args, **kwargs)
        if not may_publish:
            del self.fields["is_published"]


class AddEventMixin(CreationFormMixin):
    """Adds an event to the list of events of the partnership that one works on."""

    @property
    def index(self):
        return EventIndexPage.objects.live().filter(not_elsewhere()).first()

    @property
    def permissions(self):
        return self.index.permissions_for_user(self.request.user)

    def can_create(self):
        return bool(self.index) and self.permissions.can_add_subpage()

    def get_creation_form_class(self):
        return NewEventForm

    def get_creation_form_kwargs(self):
        may_publish = self.permissions.can_publish_subpage()
        return {**super().get_creation_form_kwargs(), "may_publish": may_publish}


class EventsMixin:
    """What the chooser lists."""

    def get_object_list(self):
        events = EventPage.objects.filter(not_elsewhere()).prefetch_related("sessions")
        events = with_status(events).annotate(last_day=Max("sessions__date"))
        return events.order_by("-last_day", "title")

    @property
    def columns(self):
        state = Column("state", label="Status", accessor=lambda event: event.status_string)
        return [*super().columns, Column("when", label="When"), state]


class ChooseEventView(EventsMixin, AddEventMixin, ChooseView):
    pass


class ChooseEventResultsView(EventsMixin, AddEventMixin, ChooseResultsView):
    pass


class AddEventView(AddEventMixin, CreateView):
    def save_form(self, form):
        values, user = form.cleaned_data, self.request.user
        event = EventPage(
            title=values["title"],
            kind=values["kind"],
            attendance=values["attendance"],
            venue=values["venue"],
            booking=values["booking"],
        )
        event.sessions = [form.instance]
        revision = add_draft(event, self.index, user)
        if values.get("is_published"):
            revision.publish(user=user)
        return event


class EventChooserViewSet(ChooserViewSet):
    model = EventPage
    icon = "calendar"
    choose_one_text = EventChooser.choose_one_text  # the title of the dialog
    search_tab_label = "Events"
    creation_tab_label = "New event"
    create_action_label = "Add this event"
    choose_view_class = ChooseEventView
    choose_results_view_class = ChooseEventResultsView
    create_view_class = AddEventView
    register_widget = False


event_chooser = EventChooserViewSet("event_chooser")
