"""Every name internal to allauth that this site uses. No other module of ours imports one.

allauth may change these in any release; ``tests/accounts/test_allauth_internals.py`` fails when it
has.

- ``record_authentication`` writes into a session how its person proved who they are. We need it
  because accepting an invitation and setting up two-step verification are proofs that allauth does
  not record, and it has no public function to do so.
- ``ratelimit.cache`` holds the counts of attempts, and ``jwtkit.cache`` the tokens of a provider
  that were used. allauth takes both from Django's default cache and has no setting for another.
- ``totp.cache`` holds the codes of authenticator apps that were used, for the same reason.
"""

from allauth.account.internal.flows.login import record_authentication
from allauth.core.internal import ratelimit
from allauth.mfa.totp.internal import auth as totp
from allauth.socialaccount.internal import jwtkit

__all__ = ["record_authentication", "replace_caches"]


def replace_caches(counts, used_codes):
    """Have allauth keep attempts and tokens in ``counts``, and used codes in ``used_codes``."""
    ratelimit.cache = counts
    jwtkit.cache = counts
    totp.cache = used_codes
