"""The table behind the cache named 'rates': how often something was tried of late."""

from django.db import models


class Rate(models.Model):
    """One count, as Django's cache in a database keeps it; rates.py says what is counted."""

    cache_key = models.CharField(max_length=255, primary_key=True)
    value = models.TextField()
    expires = models.DateTimeField(db_index=True)

    class Meta:
        db_table = "accounts_rate"
        default_permissions = ()

    def __str__(self):
        return self.cache_key
