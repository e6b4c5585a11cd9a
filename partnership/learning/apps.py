from django.apps import AppConfig


class LearningConfig(AppConfig):
    name = "partnership.learning"
    label = "learning"
    verbose_name = "Learning"
