"""The audit trail: who did what to whose account, when and from where."""

from django.conf import settings
from django.db import models


class AuditEntry(models.Model):
    """One thing that happened; names are kept as text, so they outlive the accounts."""

    class Action(models.TextChoices):
        SIGNED_IN = "signed_in", "Signed in"
        SIGN_IN_FAILED = "sign_in_failed", "Failed to sign in"
        SECOND_FACTOR_FAILED = "second_factor_failed", "Gave a wrong second factor"
        SIGNED_OUT = "signed_out", "Signed out"
        SESSIONS_ENDED = "sessions_ended", "Ended open sessions"
        PASSWORD_CHANGED = "password_changed", "Changed the password"
        PASSWORD_RESET_ASKED = "password_reset_asked", "Asked to reset the password"
        PASSWORD_RESET = "password_reset", "Reset the password"
        FACTOR_ADDED = "factor_added", "Added a second factor"
        FACTOR_REMOVED = "factor_removed", "Removed a second factor"
        FACTORS_RESET = "factors_reset", "Reset the second factor of"
        INVITED = "invited", "Invited"
        INVITED_AGAIN = "invited_again", "Sent an invitation again to"
        INVITATION_WITHDRAWN = "invitation_withdrawn", "Withdrew the invitation of"
        INVITATION_ACCEPTED = "invitation_accepted", "Accepted an invitation"
        ROLES_CHANGED = "roles_changed", "Changed the roles of"
        ROLE_CHANGED = "role_changed", "Changed what a role may do"
        ADDRESS_CHANGED = "address_changed", "Changed the email address of"
        DEACTIVATED = "deactivated", "Deactivated"
        REACTIVATED = "reactivated", "Reactivated"
        EXPORTED = "exported", "Exported"
        REVIEW_ENDED = "review_ended", "Took down before its year was over"

    at = models.DateTimeField(auto_now_add=True, db_index=True)
    action = models.CharField(max_length=30, choices=Action)
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    actor_name = models.CharField("who", max_length=255, blank=True)
    about = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    about_name = models.CharField("whom", max_length=255, blank=True)
    client_address = models.GenericIPAddressField(null=True, blank=True)
    details = models.CharField(max_length=255, blank=True)

    class Meta:
        ordering = ["-at", "-pk"]
        verbose_name = "audit entry"
        verbose_name_plural = "audit entries"
        default_permissions = ("view",)

    def __str__(self):
        return f"{self.at:%d/%m/%Y %H:%M} {self.get_action_display()}"
