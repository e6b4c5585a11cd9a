from django.apps import AppConfig


class LibraryConfig(AppConfig):
    name = "partnership.library"
    label = "library"
    verbose_name = "Library of documents and pictures"

    def ready(self):
        from .permissions import replace_file_policies

        replace_file_policies()
