"""The questions of an installation: each is a flag too, and is asked once."""

import sys
from pathlib import Path
from urllib.parse import urlsplit

from . import environment, releases
from .machine import Failed

DATA = "/var/lib/wfscp"
# Where the services, which see little of the system, could not write.
NO_PLACE = ("/boot", "/dev", "/etc", "/home", "/proc", "/root", "/run", "/sys", "/tmp", "/usr")
QUESTIONS = {
    "host": "Host name of the website, such as www.example.org",
    "admin_email": "Email address of the first administrator",
}


def add_flags(parser):
    """Let ``parser`` know the flags of an installation."""
    add = parser.add_argument
    add("--host", help=QUESTIONS["host"])
    add("--admin-email", help=QUESTIONS["admin_email"])
    add(
        "--certificate",
        metavar="acme|self-made|FILE",
        help="acme: from Let’s Encrypt (the default); a file of your own, with its chain; or "
        "self-made, to try the website where nobody else sees it",
    )
    add("--key", metavar="FILE", help="the key of your own certificate")
    add("--database", metavar="local|URL", help="local (the default) or postgresql://…")
    add("--data", metavar="FOLDER", help=f"where uploads are kept (default {DATA})")
    add("--mail-server", metavar="HOST", help="where email is sent through (default localhost)")
    add("--sender", metavar="EMAIL", help="sender of the website’s email")


def complete(machine, answers):
    """Fill in what was not answered: from the installation, its defaults, or by asking."""
    known = environment.read(machine)
    answers.host = answers.host or urlsplit(known.get("BASE_URL", "")).hostname
    if machine.target(releases.CURRENT):
        answers.admin_email = answers.admin_email or ""  # there is an administrator by now
    for name in QUESTIONS:
        if getattr(answers, name) is None:
            setattr(answers, name, _ask(name))
    answers.database = answers.database or known.get("DATABASE_URL", "local")
    if answers.database == environment.LOCAL:
        answers.database = "local"
    answers.data = answers.data or known.get("DATA_DIR", DATA)
    if not known:
        answers.certificate = answers.certificate or "acme"
    answers.mail_server = answers.mail_server or known.get("EMAIL_HOST", "localhost")
    answers.sender = answers.sender or known.get("DEFAULT_FROM_EMAIL", f"noreply@{answers.host}")
    _check(answers)


def _ask(name):
    if not sys.stdin.isatty():
        raise Failed(f"Say --{name.replace('_', '-')}: {QUESTIONS[name]}.")
    return input(f"{QUESTIONS[name]}: ").strip()


def _check(answers):
    letters = answers.host.replace(".", "").replace("-", "")
    if not (letters.isascii() and letters.isalnum()):
        raise Failed(f"{answers.host!r} is not a host name such as www.example.org.")
    if answers.database != "local" and not answers.database.startswith("postgresql://"):
        raise Failed("Say --database local, or an address such as postgresql://user@host/name.")
    if not answers.data.startswith("/") or f"{answers.data}/".startswith(
        tuple(f"{folder}/" for folder in NO_PLACE)
    ):
        raise Failed(f"{answers.data} cannot be the data folder: say one such as {DATA}.")
    is_file = answers.certificate not in (None, "acme", "self-made")
    if is_file != bool(answers.key):
        raise Failed("A certificate of your own needs both: --certificate FILE and --key FILE.")
    for file in (answers.certificate, answers.key) if is_file else ():
        if not Path(file).is_file():
            raise Failed(f"{file} is not a file.")
