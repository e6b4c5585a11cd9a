from django.apps import AppConfig


class OperationsConfig(AppConfig):
    name = "partnership.operations"
    label = "operations"
    verbose_name = "Running the site"
