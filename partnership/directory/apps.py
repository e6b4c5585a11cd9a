from django.apps import AppConfig


class DirectoryConfig(AppConfig):
    name = "partnership.directory"
    label = "directory"
    verbose_name = "Directory of organisations, people and contacts"
