from django.apps import AppConfig
from django.db.models.signals import post_migrate
from wagtail.users.apps import WagtailUsersAppConfig


class AccountsConfig(AppConfig):
    default = True
    name = "partnership.accounts"
    label = "accounts"
    verbose_name = "Accounts"

    def ready(self):
        from . import receivers  # noqa: F401
        from .rates import count_across_processes
        from .roles import give_starter_permissions

        count_across_processes()
        post_migrate.connect(give_starter_permissions, sender=self)


class AccountScreensConfig(WagtailUsersAppConfig):
    """Wagtail's app for users, with our screens."""

    user_viewset = "partnership.accounts.viewsets.AccountViewSet"
    group_viewset = "partnership.accounts.viewsets.RoleViewSet"
