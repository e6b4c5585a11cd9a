from django.apps import AppConfig


class EditingConfig(AppConfig):
    name = "partnership.editing"
    verbose_name = "Editing"

    def ready(self):
        from .dates import keep_dates_as_typed
        from .denials import explain_denials
        from .edit_conflicts import detect_conflicts_in_records
        from .error_summary import name_every_error
        from .exports import secure_exports
        from .lengths import keep_long_text
        from .places import name_what_prevents_deletion
        from .second_reading.comments import tell_about_comments
        from .second_reading.requests import tell_about_requests
        from .taking_turns import save_one_at_a_time
        from .uploads import keep_chosen_files

        keep_dates_as_typed()
        detect_conflicts_in_records()
        explain_denials()
        name_every_error()
        name_what_prevents_deletion()
        secure_exports()
        save_one_at_a_time()
        keep_chosen_files()
        keep_long_text()
        tell_about_comments()
        tell_about_requests()
