from django.apps import AppConfig


class PagesConfig(AppConfig):
    name = "partnership.pages"
    label = "pages"
    verbose_name = "Pages"
