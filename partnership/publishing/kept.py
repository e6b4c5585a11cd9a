"""A cache in each process, for as long as visitors see the same: one generation and one day."""

from django.core.cache import caches
from django.core.cache.backends.base import DEFAULT_TIMEOUT, BaseCache
from django.core.signals import request_started
from django.dispatch import receiver
from django.utils import timezone

from .models import Generation

MOST_ENTRIES = 2_000  # then it starts anew: nobody fills a process with addresses
NOT_FOR = ("/admin/", "/account/")  # where people change what is kept, and must see it at once


class GenerationCache(BaseCache):
    """Keeps values while the generation and the local date stay what they are.

    It asks for the generation once in each request that reads from it, before anything else is
    read: 1 query. So what it gives is never older than that. Outside a request, it keeps nothing.
    Django makes one for each thread. Values are not copied: whoever reads one must not change it.
    """

    def __init__(self, location, params):
        super().__init__(params)
        self._kept, self._version = {}, None
        self._is_open = self._is_checked = False

    def open(self):
        """Give values during the request that starts now."""
        self._is_open, self._is_checked = True, False

    def close(self, **kwargs):
        self._is_open = False

    def get(self, key, default=None, version=None):
        return self._entries().get(self.make_key(key, version), default)

    def add(self, key, value, timeout=DEFAULT_TIMEOUT, version=None):
        is_new = not self.has_key(key, version)
        if is_new:
            self.set(key, value, timeout, version)
        return is_new

    def set(self, key, value, timeout=DEFAULT_TIMEOUT, version=None):
        kept = self._entries()
        if len(kept) >= MOST_ENTRIES:
            kept.clear()
        kept[self.make_key(key, version)] = value

    def _entries(self):
        """Return what is kept, after a look whether it still may be."""
        if not self._is_open:
            return {}
        if not self._is_checked:
            present = Generation.present().number, timezone.localdate()
            if present != self._version:
                self._kept, self._version = {}, present
            self._is_checked = True
        return self._kept


@receiver(request_started)
def open_generation_cache(environ=None, **kwargs):
    """Let a visit in this thread use what earlier ones left."""
    is_reading = bool(environ) and environ["REQUEST_METHOD"] in ("GET", "HEAD")
    is_visit = is_reading and not environ["PATH_INFO"].startswith(NOT_FOR)
    for cache in caches.all():
        if isinstance(cache, GenerationCache):
            cache.open() if is_visit else cache.close()
