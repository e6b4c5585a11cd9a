from django.apps import AppConfig


class NewslettersConfig(AppConfig):
    name = "partnership.newsletters"
    label = "newsletters"
    verbose_name = "Newsletters"
