"""The commands of the script: install, upgrade, rollback and remove, and manage for Django's."""

import argparse
import os
import sys

from . import answers, database, environment, packages, releases, services, web_server
from .machine import Failed, Machine

NOT_HERE = "The website is not installed here: run `wfscp install`."


def main(arguments):
    """Run the command that ``arguments`` name; return an exit status."""
    options = parser().parse_args(arguments)
    machine = Machine(options.root, options.dry_run)
    try:
        _check(machine)
        options.run(machine, options)
    except (Failed, OSError) as error:
        print(f"wfscp: {error}", file=sys.stderr)
        return 1
    except (KeyboardInterrupt, EOFError):
        print("\nStopped. To go on, run the same command again.", file=sys.stderr)
        return 1
    return 0


def parser():
    """Return what understands the command line."""
    shared = argparse.ArgumentParser(add_help=False)
    shared.add_argument("--dry-run", action="store_true", help="print each step, make none")
    shared.add_argument(
        "--root",
        default="/",
        metavar="FOLDER",
        help="write the files below this folder and run no programs, to look at the files",
    )
    whole = argparse.ArgumentParser(prog="wfscp", description=__doc__)
    commands = whole.add_subparsers(required=True, metavar="COMMAND")

    def add(run, name, help):
        command = commands.add_parser(name, parents=[shared], help=help, description=help)
        command.set_defaults(run=run)
        return command

    for run, name in ((install, "install"), (upgrade, "upgrade")):
        command = add(run, name, run.__doc__.split("\n")[0])
        command.add_argument(
            "--packages", metavar="FOLDER", help="Python packages, where there is no network"
        )
        if run is install:
            answers.add_flags(command)
    add(roll_back, "rollback", roll_back.__doc__.split("\n")[0])
    command = add(remove, "remove", remove.__doc__.split("\n")[0])
    command.add_argument("--host", help="the host name, as the answer to the first question")
    command.add_argument("--yes", action="store_true", help="the answer to the second question")
    command.add_argument(
        "--with-data", action="store_true", help="delete the database and uploads too, for good"
    )
    command = add(manage, "manage", manage.__doc__.split("\n")[0])
    command.add_argument("command", nargs=argparse.REMAINDER, help="such as: sendtestemail YOU@…")
    return whole


def install(machine, options):
    """Install this release, or repeat what is missing of an installation."""
    answers.complete(machine, options)
    current = releases.version_at(machine, releases.CURRENT)
    if current not in (None, releases.VERSION):
        raise Failed(f"Version {current} is installed: run `wfscp upgrade` from this folder.")
    releases.check_space(machine)
    packages.install(machine, options)
    packages.make_user(machine, options.data)
    services.make_folders(machine, options.data)
    machine.folder("/etc/wfscp", group="wfscp", mode=0o750)
    environment.write(machine, options)
    if options.database == "local":
        database.make(machine)
    folder = releases.build(machine, options.packages)
    releases.prepare(machine, folder, options.admin_email)
    web_server.certify(machine, options)
    _activate(machine, releases.VERSION, releases.SOURCE)
    web_server.certify_by_acme(machine, options)
    print(f"The website is at https://{options.host}/, its admin at https://{options.host}/admin/.")


def upgrade(machine, options):
    """Upgrade to the release that this script came with; the former one is kept."""
    current = _installed(machine)
    if current == releases.VERSION:
        raise Failed(f"Version {releases.VERSION} is installed already.")
    releases.check_space(machine)
    folder = releases.build(machine, options.packages)
    releases.prepare(machine, folder)
    _activate(machine, releases.VERSION, releases.SOURCE)
    releases.clear(machine)
    print(f"Version {releases.VERSION} has taken over from {current}. To go back: wfscp rollback")


def roll_back(machine, options):
    """Go back to the former release; the data stay as they are."""
    current = _installed(machine)
    former = releases.version_at(machine, releases.FORMER)
    if not former:
        raise Failed("There is no former release to go back to.")
    folder = releases.place_of(former)
    releases.collect(machine, folder)
    _activate(machine, former, machine.path(folder))
    print(f"Version {former} has taken over from {current}. To go forward: wfscp rollback")


def remove(machine, options):
    """Remove the website; its database, uploads and settings stay, unless you say --with-data."""
    settings = environment.read(machine)
    if not settings:
        raise Failed(NOT_HERE)
    host = settings["BASE_URL"].removeprefix("https://")
    lost = "and all its data, for good" if options.with_data else "but not its data"
    if not machine.dry_run:
        print(f"This removes the website {host}, {lost}.")
        if (options.host or input("Type its host name: ").strip()) != host:
            raise Failed("That is another host name. Nothing was removed.")
        if not options.yes and input("Remove it? Type yes: ").strip() != "yes":
            raise Failed("Nothing was removed.")
    services.remove(machine)
    for path in (releases.HOME, packages.COMMAND):
        machine.remove(path)
    if options.with_data:
        if settings["DATABASE_URL"] == environment.LOCAL:
            database.drop(machine)
        machine.remove(settings["DATA_DIR"])
        machine.remove("/etc/wfscp")
        packages.remove_user(machine)


def manage(machine, options):
    """Run a command of Django's manage.py as the website's own user."""
    _installed(machine)
    folder = releases.CURRENT
    releases.run_as_site(
        machine,
        f"manage.py {' '.join(options.command)}",
        *(f"{folder}/.venv/bin/python", "manage.py", *options.command),
        cwd=folder,
    )


def _activate(machine, version, files):
    """Let ``version`` serve; ``files`` is a folder with what its services need."""
    settings = environment.read(machine)
    if machine.dry_run and not settings:
        settings = {"BASE_URL": "https://HOST", "DATA_DIR": answers.DATA}
    host = settings["BASE_URL"].removeprefix("https://")
    releases.make_current(machine, version)
    machine.link(packages.COMMAND, f"{releases.CURRENT}/deploy/wfscp")
    nginx_is_ours = services.place(machine, files, settings["DATA_DIR"])
    web_server.configure(machine, files, host, settings["DATA_DIR"])
    services.start(machine, nginx_is_ours)
    releases.renew(machine, releases.CURRENT)


def _installed(machine):
    current = releases.version_at(machine, releases.CURRENT)
    if not (current and environment.read(machine)):
        raise Failed(NOT_HERE)
    return current


def _check(machine):
    if machine.is_whole and os.geteuid() and not machine.dry_run:
        raise Failed("Run this as root, for example with sudo.")
    if machine.is_whole and not packages.is_known_debian():
        raise Failed("This needs Debian 12 or 13.")
