"""The kinds of entries in the audit trail: each app lists its own in ``audit_kinds.KINDS``."""

from functools import cache

from partnership.ground.contributions import contributions


@cache
def all_kinds():
    """Return every kind as ``{word in the database: words in the report}``."""
    return {
        word: words
        for kinds in contributions("audit_kinds", "KINDS").values()
        for word, words in kinds.items()
    }
