"""The audit trail: who did what to whose account, when and from where."""

from django.conf import settings
from django.db import models

from partnership.accounts.trail.kinds import all_kinds


class AuditEntry(models.Model):
    """One event. Names are kept as text, so that they outlive the accounts."""

    at = models.DateTimeField(auto_now_add=True, db_index=True)
    action = models.CharField(max_length=30)  # a key of some app's audit_kinds.py
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    actor_name = models.CharField("who", max_length=255, blank=True)
    about = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    about_name = models.CharField("about", max_length=255, blank=True)
    client_address = models.GenericIPAddressField(null=True, blank=True)
    details = models.CharField(max_length=255, blank=True)

    class Meta:
        ordering = ["-at", "-pk"]
        verbose_name = "audit entry"
        verbose_name_plural = "audit entries"
        default_permissions = ("view",)

    def __str__(self):
        return f"{self.at:%d/%m/%Y %H:%M} {self.action_in_words}"

    @property
    def action_in_words(self):
        """What happened, in words, or the bare kind if no app lists it any more."""
        return all_kinds().get(self.action, self.action)
