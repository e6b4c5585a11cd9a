from django.apps import AppConfig
from django.db.models.signals import post_migrate, pre_save
from wagtail.users.apps import WagtailUsersAppConfig


class AccountsConfig(AppConfig):
    default = True
    name = "partnership.accounts"
    label = "accounts"
    verbose_name = "Accounts"

    def ready(self):
        from wagtail.models import PageLogEntry

        from partnership.accounts.people.roles import give_starter_permissions
        from partnership.accounts.signing_in.rates import count_across_processes

        from .signing_in import receivers  # noqa: F401
        from .trail.deleted_pages import note_site

        count_across_processes()
        post_migrate.connect(give_starter_permissions, sender=self)
        pre_save.connect(note_site, sender=PageLogEntry)


class AccountScreensConfig(WagtailUsersAppConfig):
    """Wagtail's app for users, with our screens."""

    user_viewset = "partnership.accounts.people.viewsets.AccountViewSet"
    group_viewset = "partnership.accounts.people.viewsets.RoleViewSet"
