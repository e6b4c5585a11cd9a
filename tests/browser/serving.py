"""How gunicorn serves the running site: as in production, and forgetting what a reset undid."""

import os
import runpy
from pathlib import Path

globals().update(runpy.run_path("gunicorn.conf.py"))

LATEST_RESET = Path(os.environ["DATA_DIR"]) / "latest-reset"
seen = None


def pre_request(worker, request):
    """Empty this process's cache before its first request since the site was reset."""
    global seen
    latest = LATEST_RESET.stat().st_mtime_ns if LATEST_RESET.exists() else None
    if latest != seen:
        from django.core.cache import cache

        cache.clear()
        seen = latest
