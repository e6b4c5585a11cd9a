"""What comes from Debian: packages, and the user that the website runs as."""

import os
import platform

COMMAND = "/usr/local/sbin/wfscp"
ALWAYS = (
    *("libnginx-mod-http-brotli-filter", "libnginx-mod-http-brotli-static", "nginx"),
    *("logrotate", "openssl", "python3-venv", "tzdata"),
)
WITHOUT_QUESTIONS = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}


def is_known_debian():
    """Whether this machine has a version of Debian that the script was tried on."""
    try:
        release = platform.freedesktop_os_release()
    except OSError:
        return False
    return release["ID"] == "debian" and release.get("VERSION_ID") in ("12", "13")


def install(machine, options):
    """Install the packages of Debian that are missing."""
    wanted = [*ALWAYS]
    if options.database == "local":
        wanted.append("postgresql")
    if options.certificate == "acme":
        wanted.append("certbot")
    missing = [package for package in wanted if not _is_installed(machine, package)]
    if not missing:
        return
    get = ("apt-get", "--quiet=2", "--yes")
    machine.run("Read the list of Debian’s packages", *get, "update")
    machine.run(
        f"Install from Debian: {' '.join(missing)}",
        *(*get, "install", "--no-install-recommends", *missing),
        env=WITHOUT_QUESTIONS,
    )


def make_user(machine, data):
    """Make the user and group wfscp, who can sign in nowhere."""
    if not machine.ask("id", "wfscp"):
        machine.run(
            "Make the user wfscp",
            *("useradd", "--system", "--user-group", "--no-create-home"),
            *("--home-dir", data, "--shell", "/usr/sbin/nologin", "wfscp"),
        )


def remove_user(machine):
    """Remove the user and the group."""
    if machine.ask("id", "wfscp") or not machine.is_whole:
        machine.run("Remove the user wfscp", "userdel", "wfscp")


def _is_installed(machine, package):
    status = machine.ask("dpkg-query", "--show", "--showformat=${db:Status-Status}", package)
    return status == "installed"
