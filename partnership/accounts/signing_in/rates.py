"""Count attempts across all processes, and keep nobody's address in what is counted.

allauth counts in Django's default cache, which each process of ours has for itself: an attacker
would be counted by each of them alone, and a code used in one would work in the others.
"""

from allauth.core.internal import ratelimit
from allauth.mfa import app_settings as mfa_settings
from allauth.mfa.totp.internal import auth as totp
from allauth.socialaccount.internal import jwtkit
from django.core.cache import caches
from django.utils.crypto import salted_hmac


def hidden_key(key, key_prefix, version):
    """Return the key of a count as a digest: it names addresses, of people and of computers."""
    return salted_hmac("partnership.accounts.signing_in.rates", f"{version}:{key}").hexdigest()


class UsedCodes:
    """Which codes of an authenticator app were used, for as long as each could be used again."""

    @staticmethod
    def add(key, value, timeout):
        """Keep ``key`` for the seconds of all codes accepted at once; return whether it is new."""
        return caches["rates"].add(key, value, timeout * (2 * mfa_settings.TOTP_TOLERANCE + 1))


def count_across_processes():
    """Let allauth count in the database; the names it looks up are internal to allauth 65.21."""
    ratelimit.cache = jwtkit.cache = caches["rates"]
    totp.cache = UsedCodes
