from django.apps import AppConfig
from django.db.models.signals import post_migrate


class OperationsConfig(AppConfig):
    name = "partnership.operations"
    label = "operations"
    verbose_name = "Running the site"

    def ready(self):
        from partnership.ground.statistics import analyse_new_tables

        post_migrate.connect(analyse_new_tables, sender=self)
