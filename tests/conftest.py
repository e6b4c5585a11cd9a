"""What every test stands on: an environment of its own, a real PostgreSQL, static files."""

import atexit
import os
from contextlib import ExitStack

import django

from wfscp_site import launcher

# Set here, not in pyproject.toml: there pytest-django would read the settings before this file.
os.environ |= {
    "BASE_URL": "http://127.0.0.1:8000",
    "DATA_DIR": str(launcher.BASE_DIR / "var" / "test"),
    "DJANGO_SETTINGS_MODULE": "wfscp_site.settings",
    "SECRET_KEY": "known to all, so fit for tests alone",
}
os.environ.pop("ALLOWED_HOSTS", None)
os.environ.pop("DEBUG", None)

running = ExitStack()
atexit.register(running.close)
running.enter_context(launcher.database())
launcher.collect_static()
django.setup()
