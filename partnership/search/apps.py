from django.apps import AppConfig
from django.db.models.signals import post_save


class SearchConfig(AppConfig):
    name = "partnership.search"
    label = "search"
    verbose_name = "Search"

    def ready(self):
        from wagtail.models import get_page_models

        from partnership.library.models import PartnershipDocument

        from .empty_searches import delete_answered_by
        from .indexing import index_saved
        from .models import Promotion, Synonyms

        for model in (*get_page_models(), PartnershipDocument):
            post_save.connect(index_saved, sender=model)
        for model in (Promotion, Synonyms):
            post_save.connect(delete_answered_by, sender=model)
