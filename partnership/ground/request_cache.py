"""A cache that lasts for one request, so that no process shows what another has changed since."""

from django.core.cache import caches
from django.core.cache.backends.base import DEFAULT_TIMEOUT, BaseCache
from django.core.signals import request_started
from django.dispatch import receiver


class RequestCache(BaseCache):
    """Keeps values until the request ends. Outside a request, as in the worker, it keeps none.

    Django makes one for each thread, and closes it at the end of each request.
    """

    def __init__(self, location, params):
        super().__init__(params)
        self._kept = None

    def open(self):
        """Start to keep values, with none kept yet."""
        self._kept = {}

    def close(self, **kwargs):
        self._kept = None

    def get(self, key, default=None, version=None):
        return (self._kept or {}).get(self.make_and_validate_key(key, version), default)

    def set(self, key, value, timeout=DEFAULT_TIMEOUT, version=None):
        key = self.make_and_validate_key(key, version)
        if self._kept is not None and self.get_backend_timeout(timeout) != 0:
            self._kept[key] = value

    def add(self, key, value, timeout=DEFAULT_TIMEOUT, version=None):
        is_new = not self.has_key(key, version)
        if is_new:
            self.set(key, value, timeout, version)
        return is_new

    def touch(self, key, timeout=DEFAULT_TIMEOUT, version=None):
        return self.has_key(key, version)

    def delete(self, key, version=None):
        kept = self._kept or {}
        return kept.pop(self.make_and_validate_key(key, version), None) is not None

    def clear(self):
        if self._kept:
            self._kept.clear()


@receiver(request_started)
def open_request_cache(**kwargs):
    """Give the request that starts in this thread a cache that is empty."""
    for cache in caches.all():
        if isinstance(cache, RequestCache):
            cache.open()
