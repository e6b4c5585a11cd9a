"""Email addresses that people type."""

from django.core.exceptions import ValidationError

from partnership.outbox.models import check_address


def clean_address(email):
    """Return ``email`` in lower case; raises ValidationError if no mail can go there."""
    email = email.lower()
    try:
        check_address(email)
    except ValueError:
        raise ValidationError(
            "We cannot send email to this address. Type it again: it may contain a hidden "
            "character."
        ) from None
    return email
