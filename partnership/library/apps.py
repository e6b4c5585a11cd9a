from django.apps import AppConfig


class LibraryConfig(AppConfig):
    name = "partnership.library"
    label = "library"
    verbose_name = "Library of documents and pictures"
