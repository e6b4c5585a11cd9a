from django.apps import AppConfig


class EditingConfig(AppConfig):
    name = "partnership.editing"
    verbose_name = "Editing"

    def ready(self):
        from .edit_conflicts import detect_conflicts_in_records
        from .exports import secure_exports

        detect_conflicts_in_records()
        secure_exports()
