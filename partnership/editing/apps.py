from django.apps import AppConfig


class EditingConfig(AppConfig):
    name = "partnership.editing"
    verbose_name = "Editing"

    def ready(self):
        from .exports import watch_every_export
        from .overtaken import guard_every_record

        guard_every_record()
        watch_every_export()
