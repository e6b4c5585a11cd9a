"""The file that the services read their settings from; it is all that an installation remembers."""

import secrets
import shlex

from .machine import Failed

FILE = "/etc/wfscp/environment"
LOCAL = "postgresql://wfscp@%2Fvar%2Frun%2Fpostgresql/wfscp"  # no password: it is who it says
HEADING = "# Settings of the partnership website: docs/configuration.md.\n"


def read(machine):
    """Return the settings by their names; none before the first installation."""
    place = machine.path(FILE)
    if not place.exists():
        return {}
    words = shlex.split(place.read_text(), comments=True)
    return dict(word.split("=", 1) for word in words if "=" in word)


def settings_of(answers):
    """Return the settings that the ``answers`` to our questions lead to."""
    return {
        "BASE_URL": f"https://{answers.host}",
        "DATABASE_URL": LOCAL if answers.database == "local" else answers.database,
        "DATA_DIR": answers.data,
        "EDGE_FOLDER": "/run/wfscp",
        "EMAIL_HOST": answers.mail_server,
        "DEFAULT_FROM_EMAIL": answers.sender,
        "DJANGO_SETTINGS_MODULE": "wfscp_site.settings",
    }


def write(machine, answers):
    """Write the settings; those that someone added by hand, and the secret key, stay."""
    settings = read(machine)
    settings.setdefault("SECRET_KEY", secrets.token_urlsafe(50))
    settings |= settings_of(answers)
    for name, value in settings.items():
        if set(value) & set("'\n"):
            raise Failed(f"{name} must not contain ' or a line break.")
    text = HEADING + "".join(f"{name}='{value}'\n" for name, value in settings.items())
    if set(read(machine).items()) != set(settings.items()):
        machine.write(FILE, text, mode=0o640, group="wfscp")
    return settings
