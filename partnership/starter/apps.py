from django.apps import AppConfig


class StarterConfig(AppConfig):
    name = "partnership.starter"
    label = "starter"
    verbose_name = "Starter content"
