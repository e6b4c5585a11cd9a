from django.apps import AppConfig


class PagesConfig(AppConfig):
    name = "partnership.pages"
    label = "pages"
    verbose_name = "Pages"

    def ready(self):
        from .review_guard import guard_privacy

        guard_privacy()
