from django.apps import AppConfig


class EditingConfig(AppConfig):
    name = "partnership.editing"
    verbose_name = "Editing"

    def ready(self):
        from .dates import keep_dates_as_typed
        from .edit_conflicts import detect_conflicts_in_records
        from .exports import secure_exports
        from .taking_turns import save_one_at_a_time

        keep_dates_as_typed()
        detect_conflicts_in_records()
        secure_exports()
        save_one_at_a_time()
