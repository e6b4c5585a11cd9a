from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.utils.autoreload import autoreload_started


class PagesConfig(AppConfig):
    name = "partnership.pages"
    label = "pages"
    verbose_name = "Pages"

    def ready(self):
        from wagtail.models import ReferenceIndex

        from partnership.ground.site_roots import look_on_all_sites

        from .models import PartnershipSettings
        from .permissions import replace_page_policy
        from .slugs import redirect_what_fits
        from .style_sheets import reload_for_changes

        look_on_all_sites()
        redirect_what_fits()
        replace_page_policy()
        ReferenceIndex.register_model(PartnershipSettings)
        post_migrate.connect(index_settings, sender=self)
        autoreload_started.connect(reload_for_changes)


def index_settings(**kwargs):
    """Note which pages and contacts the settings use, those saved before a release included."""
    from wagtail.models import ReferenceIndex

    from .models import PartnershipSettings

    for settings in PartnershipSettings.objects.all():
        ReferenceIndex.create_or_update_for_object(settings)
