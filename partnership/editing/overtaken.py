"""The former name of ``edit_conflicts``, for ``pages.models.base``."""

from .edit_conflicts import PageForm

__all__ = ["PageForm"]
