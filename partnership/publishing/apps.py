from django.apps import AppConfig
from django.db.models.signals import post_migrate


class PublishingConfig(AppConfig):
    name = "partnership.publishing"
    label = "publishing"
    verbose_name = "What visitors see"

    def ready(self):
        from . import kept  # noqa: F401  so that the first visit of a process is one too
        from .triggers import install_triggers

        post_migrate.connect(install_triggers, sender=self)
