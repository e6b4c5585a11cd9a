"""Count attempts across all processes, and keep no one's address in the counts.

allauth counts in Django's default cache, which each of our processes has for itself. Each would
count an attacker separately, and a code used in one would work in the others.
"""

import errno

from allauth.mfa import app_settings as mfa_settings
from django.core.cache import caches
from django.core.cache.backends.db import DatabaseCache
from django.db import DatabaseError, connection
from django.utils.crypto import salted_hmac
from psycopg2.errors import DiskFull, ReadOnlySqlTransaction

from .allauth_internals import replace_caches


def hidden_key(key, key_prefix, version):
    """Return the key of a count as a digest, because keys name email and IP addresses."""
    return salted_hmac("partnership.accounts.signing_in.rates", f"{version}:{key}").hexdigest()


class Counts(DatabaseCache):
    """Counts in the database, which say so when there is no room for them.

    Django's own says nothing, and allauth would then take a first attempt for one too many.
    """

    def _base_set(self, mode, key, value, timeout=None):
        with connection.execute_wrapper(_tell_when_full):
            return super()._base_set(mode, key, value, timeout)


def _tell_when_full(execute, *query):
    try:
        return execute(*query)
    except DatabaseError as error:
        if isinstance(error.__cause__, DiskFull | ReadOnlySqlTransaction):
            raise OSError(errno.ENOSPC, "The database has no room") from error
        raise


class UsedCodes:
    """The used codes of authenticator apps, each kept for as long as it could be used again."""

    @staticmethod
    def add(key, value, timeout):
        """Keep ``key`` for as many seconds as its code is accepted; return whether it is new."""
        return caches["rates"].add(key, value, timeout * (2 * mfa_settings.TOTP_TOLERANCE + 1))


def count_across_processes():
    """Have allauth count in the database, which all processes share."""
    replace_caches(counts=caches["rates"], used_codes=UsedCodes)
