from django.apps import AppConfig


class PoliciesConfig(AppConfig):
    name = "partnership.policies"
    label = "policies"
    verbose_name = "Policies and procedures"
