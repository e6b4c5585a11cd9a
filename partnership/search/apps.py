from django.apps import AppConfig, apps
from django.db.models.signals import post_save, pre_delete, pre_save


class SearchConfig(AppConfig):
    name = "partnership.search"
    label = "search"
    verbose_name = "Search"

    def ready(self):
        from wagtail.models import get_page_models

        from partnership.directory.models import Organisation, Person, Venue
        from partnership.ground.lists import NamedData
        from partnership.library.models import PartnershipDocument

        from .empty_searches import delete_answered_by
        from .indexing import index_saved, mark_entries_stale
        from .models import Promotion, Synonyms

        for model in (*get_page_models(), PartnershipDocument):
            post_save.connect(index_saved, sender=model)
        kinds = [model for model in apps.get_models() if issubclass(model, NamedData)]
        for model in (Organisation, Person, Venue, *kinds):
            pre_save.connect(mark_entries_stale, sender=model)
            pre_delete.connect(mark_entries_stale, sender=model)
        for model in (Promotion, Synonyms):
            post_save.connect(delete_answered_by, sender=model)
