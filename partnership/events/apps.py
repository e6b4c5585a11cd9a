from django.apps import AppConfig


class EventsConfig(AppConfig):
    name = "partnership.events"
    label = "events"
    verbose_name = "Events"
