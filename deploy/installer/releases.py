"""The releases on this machine: a folder for each, and links to the current and the former one."""

import shutil
from pathlib import Path

from wfscp_site import VERSION

from . import environment
from .machine import Failed

SOURCE = Path(__file__).resolve().parent.parent.parent
HOME = "/srv/wfscp"
CURRENT, FORMER = f"{HOME}/current", f"{HOME}/former"
WITHOUT = (".git", ".venv", "var", "tests", "__pycache__", ".*_cache")


def place_of(version):
    """Return the folder of the release ``version``."""
    return f"{HOME}/releases/{version}"


def version_at(machine, link):
    """Return the version that ``link`` leads to, or None."""
    target = machine.target(link)
    return target and Path(target).name


def build(machine, packages=None):
    """Make the folder of this script's release, with the packages that it needs.

    ``packages`` is a folder with them, for a machine that reaches no package index.
    """
    folder = place_of(VERSION)
    if machine.path(f"{folder}/complete").exists():
        return folder
    machine.remove(folder)  # what was left half made
    machine.folder(f"{HOME}/releases")
    machine.copy(SOURCE, folder, WITHOUT)
    machine.run(
        "Make its environment of Python", "/usr/bin/python3", "-m", "venv", f"{folder}/.venv"
    )
    source = ("--no-index", "--find-links", packages) if packages else ()
    machine.run(
        "Install the packages that it needs, each as its hash says",
        *(f"{folder}/.venv/bin/python", "-m", "pip", "install", "--quiet", "--no-cache-dir"),
        *("--disable-pip-version-check", "--require-hashes", "--only-binary=:all:", *source),
        *("--requirement", f"{folder}/requirements.txt"),
    )
    machine.write(f"{folder}/complete", "")
    return folder


def prepare(machine, folder, email=""):
    """Bring database and static files to what the release in ``folder`` expects."""
    _launch(machine, folder, "Bring database and static files up to date", "prepare", email)


def collect(machine, folder):
    """Let the static files be those of the release in ``folder``."""
    _launch(machine, folder, "Collect the static files", "collect")


def renew(machine, folder):
    """Let nginx ask for every page anew, as the application makes them now."""
    _launch(machine, folder, "Let visitors see the pages of this release", "manage", "renew")


def _launch(machine, folder, sentence, *command):
    python = f"{folder}/.venv/bin/python"
    run_as_site(machine, sentence, python, "-m", "wfscp_site.launcher", *command, cwd=folder)


def run_as_site(machine, sentence, *command, **options):
    """Run ``command`` as the services run: their user, their settings and no more."""
    settings = environment.read(machine) | {"PATH": "/usr/bin:/bin", "HOME": "/nonexistent"}
    options |= {"env": settings, "umask": 0o022}
    if machine.is_whole:
        options |= {"user": "wfscp", "group": "wfscp", "extra_groups": []}
    machine.run(sentence, *command, **options)


def make_current(machine, version):
    """Let the links lead to ``version`` and to what was current until now."""
    if (former := version_at(machine, CURRENT)) != version:
        if former:
            machine.link(FORMER, place_of(former))
        machine.link(CURRENT, place_of(version))


def clear(machine):
    """Remove every release but the current and the former one."""
    kept = {version_at(machine, CURRENT), version_at(machine, FORMER)}
    releases = machine.path(f"{HOME}/releases")
    for folder in sorted(releases.iterdir()) if releases.is_dir() else ():
        if folder.name not in kept and not machine.dry_run:
            machine.remove(place_of(folder.name))


def check_space(machine):
    """Stop where there is no room for a release beside the former one."""
    megabytes = shutil.disk_usage(machine.root).free // 1_000_000
    if megabytes < 1500:
        raise Failed(f"A release needs 1,500 MB of disk; {megabytes} are free.")
