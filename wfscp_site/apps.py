"""The project as a Django app: it has one system check and no models."""

from django.apps import AppConfig
from django.core.checks import Error, Tags, register
from django.db import connections

from wfscp_site.releases import explain_other_data


class SiteConfig(AppConfig):
    name = "wfscp_site"
    verbose_name = "Project"

    def ready(self):
        register(check_data, Tags.database)


def check_data(databases=None, **options):
    """Stop ``migrate`` on data that this version can't use."""
    errors = []
    for alias in databases or []:
        with connections[alias].cursor() as cursor:
            sentence = explain_other_data(cursor)
        if sentence:
            errors.append(Error(sentence, id="wfscp_site.E001"))
    return errors
