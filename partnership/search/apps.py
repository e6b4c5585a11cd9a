from django.apps import AppConfig
from django.db.models.signals import post_save


class SearchConfig(AppConfig):
    name = "partnership.search"
    label = "search"
    verbose_name = "Search"

    def ready(self):
        from wagtail.models import get_page_models

        from partnership.library.models import PartnershipDocument

        from .empty_searches import forget_answered_by
        from .models import Promotion, Synonyms
        from .writing import write_saved

        for model in (*get_page_models(), PartnershipDocument):
            post_save.connect(write_saved, sender=model)
        for model in (Promotion, Synonyms):
            post_save.connect(forget_answered_by, sender=model)
