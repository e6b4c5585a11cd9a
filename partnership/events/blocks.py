"""Blocks that show events with their current details."""

from wagtail.admin.widgets import BaseChooser
from wagtail.blocks import ChooserBlock, ListBlock


class EventChooser(BaseChooser):
    """Opens the chooser of events (choosers.py), which lists them by date and can add one."""

    model = "events.EventPage"
    icon = "calendar"
    chooser_modal_url_name = "event_chooser:choose"
    choose_one_text = "Choose an event"
    choose_another_text = "Choose another event"
    link_to_chosen_text = "Edit this event"


class EventChooserBlock(ChooserBlock):
    """An event, fetched with what its card shows: 2 queries for all events of a page."""

    target_model = EventChooser.model
    widget = EventChooser()

    def bulk_to_python(self, values):
        events = self.model_class.objects.for_cards().with_privacy().in_bulk(values)
        return [events.get(pk) for pk in values]

    def to_python(self, value):
        return self.bulk_to_python([value])[0]

    def clean(self, value):
        event = super().clean(value)
        return event and self.to_python(event.pk)


class EventsBlock(ListBlock):
    """A list of events with their current dates and venues."""

    def __init__(self, *args, **kwargs):
        super().__init__(EventChooserBlock(label="Event"), *args, **kwargs)

    def get_context(self, value, parent_context=None):
        context = super().get_context(value, parent_context)
        context["events"] = [
            event for event in value if event and event.live and not event.is_private
        ]
        return context

    def get_searchable_content(self, value):
        return []  # search finds each event on its own page

    def get_preview_value(self):
        coming = self.child_block.model_class.objects.coming().with_privacy()
        return self.normalize(list(coming[:2]))

    class Meta:
        icon = "calendar"
        label = "Events"
        description = (
            "Events with their date, venue and status. Change an event on its own page, and it "
            "changes everywhere."
        )
        template = "blocks/events.html"
