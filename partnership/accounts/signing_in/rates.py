"""Count attempts across all processes, and keep no one's address in the counts.

allauth counts in Django's default cache, which each of our processes has for itself. Each would
count an attacker separately, and a code used in one would work in the others.
"""

from allauth.mfa import app_settings as mfa_settings
from django.core.cache import caches
from django.utils.crypto import salted_hmac

from .allauth_internals import replace_caches


def hidden_key(key, key_prefix, version):
    """Return the key of a count as a digest, because keys name email and IP addresses."""
    return salted_hmac("partnership.accounts.signing_in.rates", f"{version}:{key}").hexdigest()


class UsedCodes:
    """The used codes of authenticator apps, each kept for as long as it could be used again."""

    @staticmethod
    def add(key, value, timeout):
        """Keep ``key`` for as many seconds as its code is accepted; return whether it is new."""
        return caches["rates"].add(key, value, timeout * (2 * mfa_settings.TOTP_TOLERANCE + 1))


def count_across_processes():
    """Have allauth count in the database, which all processes share."""
    replace_caches(counts=caches["rates"], used_codes=UsedCodes)
