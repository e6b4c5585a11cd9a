from django.apps import AppConfig


class FrontConfig(AppConfig):
    name = "partnership.front"
    label = "front"
    verbose_name = "Front of the website"
