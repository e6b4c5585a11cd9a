"""What can be wrong with the settings and the folders of an installation."""

import tempfile
from pathlib import Path
from urllib.parse import urlsplit

from django.conf import settings
from django.core.checks.security.base import (
    SECRET_KEY_INSECURE_PREFIX,
    SECRET_KEY_MIN_LENGTH,
)
from django.http.request import validate_host
from wagtail.models import Site

from partnership.ground.health import Fault, asks_database

THIS_MACHINE = ("localhost", "127.0.0.1", "::1")


def secret_key():
    """Whether nobody can guess the secret key."""
    key = settings.SECRET_KEY
    if len(key) < SECRET_KEY_MIN_LENGTH or key.startswith(SECRET_KEY_INSECURE_PREFIX):
        return Fault(
            f"SECRET_KEY is too short or too simple: {len(key)} characters.",
            "Set it to the output of `python3 -c 'import secrets; "
            "print(secrets.token_urlsafe(50))'`. Everyone has to sign in again.",
        )


def debug():
    """Whether errors stay hidden from visitors."""
    if settings.DEBUG and _is_public():
        return Fault(
            "DEBUG is on: each error shows visitors settings and code of the site.",
            "Remove DEBUG from the environment, and restart the site.",
        )


def base_url():
    """Whether people reach the site by HTTPS alone."""
    if _is_public() and urlsplit(settings.BASE_URL).scheme != "https":
        return Fault(
            f"BASE_URL is {settings.BASE_URL}: passwords and cookies travel unprotected.",
            "Set up a certificate in nginx, then set BASE_URL to an address with https://.",
        )


def allowed_hosts():
    """Whether the site answers at its own address, and at no invented one."""
    host = urlsplit(settings.BASE_URL).hostname or ""
    if "*" in settings.ALLOWED_HOSTS and _is_public():
        return Fault(
            "ALLOWED_HOSTS is *: anyone can have the site write addresses of another host.",
            "Remove ALLOWED_HOSTS, or set it to the host names of the site.",
        )
    if not validate_host(host, settings.ALLOWED_HOSTS):
        return Fault(
            f"The host of BASE_URL, {host or 'which is missing'}, is not in ALLOWED_HOSTS: "
            "visitors get ‘Bad request’.",
            "Correct either of the two. ALLOWED_HOSTS has host names without https://, separated "
            "by commas.",
        )


@asks_database
def websites():
    """Whether the site answers at the host name of every partnership's website."""
    names = Site.objects.order_by("hostname").values_list("hostname", flat=True)
    refused = [name for name in names if not validate_host(name, settings.ALLOWED_HOSTS)]
    if refused and _is_public():
        return Fault(
            f"Websites whose visitors get ‘Bad request’: {', '.join(refused)}.",
            "Add these names to ALLOWED_HOSTS, or correct them in Settings → Sites.",
        )


def two_steps():
    """Whether a password alone lets nobody in."""
    if settings.SECOND_FACTOR != "required" and _is_public():
        return Fault(
            "Two-step verification is optional: a stolen password is enough to change the site.",
            "Remove SECOND_FACTOR from the environment, and restart the site.",
        )


def data_folder():
    """Whether the site can keep files."""
    for folder in (Path(settings.DATA_DIR), Path(settings.MEDIA_ROOT)):
        try:
            tempfile.TemporaryFile(dir=folder).close()
        except OSError as error:
            return Fault(
                f"The site can’t keep files in {folder} ({error.strerror}).",
                "Create the folder, and give it to the user that the site runs as: `chown`. Check "
                "DATA_DIR.",
            )


def static_files():
    """Whether style sheets and scripts have been collected."""
    if not (Path(settings.STATIC_ROOT) / "staticfiles.json").exists():
        return Fault(
            "The static files have not been collected: pages fail or have no style.",
            "Run `manage.py collectstatic --noinput`, and restart the site.",
        )


def _is_public():
    """Whether the site is more than a person's trial on their own machine."""
    return urlsplit(settings.BASE_URL).hostname not in THIS_MACHINE


CHECKED = [
    secret_key,
    debug,
    base_url,
    allowed_hosts,
    websites,
    two_steps,
    data_folder,
    static_files,
]
