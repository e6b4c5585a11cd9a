"""The table behind the cache named 'rates': counts of recent attempts."""

from django.db import models


class Rate(models.Model):
    """One count, as Django's database cache keeps it; rates.py says what is counted."""

    cache_key = models.CharField(max_length=255, primary_key=True)
    value = models.TextField()
    expires = models.DateTimeField(db_index=True)

    class Meta:
        db_table = "accounts_rate"
        default_permissions = ()

    def __str__(self):
        return self.cache_key
