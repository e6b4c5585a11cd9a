"""The services: units of systemd, and what nginx and they share."""

from pathlib import Path

from . import web_server
from .answers import DATA

UNITS = "/etc/systemd/system"
SERVICES = ("wfscp-application", "wfscp-worker", "wfscp-edge")
ALL = ("wfscp-application.socket", *(f"{name}.service" for name in SERVICES))
DROP_IN = f"{UNITS}/nginx.service.d/wfscp.conf"
TMPFILES, LOGROTATE = "/etc/tmpfiles.d/wfscp.conf", "/etc/logrotate.d/wfscp"
DEFAULT_SITE = "/etc/nginx/sites-enabled/default"


def make_folders(machine, data):
    """Make what the services and nginx write to; nobody else can."""
    machine.folder(data, mode=0o711, owner="wfscp")  # nginx reads the static files in it
    for name in ("edge", "static"):
        machine.folder(f"{data}/{name}", mode=0o755, owner="wfscp")
    machine.folder("/var/cache/wfscp")
    machine.folder(Path(web_server.LOG).parent)
    if not machine.path(web_server.LOG).exists():
        machine.write(web_server.LOG, "", mode=0o640, owner="www-data", group="wfscp")
    machine.link(f"{data}/edge/edge.log", web_server.LOG)
    machine.folder(web_server.ACME)


def place(machine, release, data):
    """Put the units and their like of the folder ``release`` in their places.

    Return whether nginx had its drop-in before.
    """
    deploy = Path(release) / "deploy"
    for unit in ALL:
        machine.write(f"{UNITS}/{unit}", (deploy / "systemd" / unit).read_text())
    for name in SERVICES:
        drop_in = f"{UNITS}/{name}.service.d/data.conf"
        if data == DATA:
            machine.remove(drop_in)
        else:
            machine.write(drop_in, f"[Service]\nReadWritePaths={data}\n")
    nginx_is_ours = not machine.write(DROP_IN, (deploy / "systemd" / "nginx.conf").read_text())
    machine.write(TMPFILES, (deploy / "systemd" / "tmpfiles.conf").read_text())
    machine.write(LOGROTATE, (deploy / "logrotate" / "wfscp").read_text())
    return nginx_is_ours


def start(machine, nginx_is_ours):
    """Start everything, or start it again; visitors wait for a moment.

    ``nginx_is_ours`` says whether nginx runs with our configuration already.
    """
    machine.run("Make the folder in /run", "systemd-tmpfiles", "--create", TMPFILES)
    machine.run("Start all with the machine", "systemctl", "enable", "--quiet", *ALL, "nginx")
    if not machine.has_systemd:
        print("systemd is not running here, so nothing was started.")
        return
    machine.run("Let systemd read its units", "systemctl", "daemon-reload")
    machine.run("Open the socket", "systemctl", "start", ALL[0])
    machine.run("Start the services", "systemctl", "restart", *ALL[1:])
    how = "reload-or-restart" if nginx_is_ours else "restart"
    machine.run("Let nginx use its configuration", "systemctl", how, "nginx")


def remove(machine):
    """Stop the services, and remove what ``place`` and ``start`` put in place."""
    if machine.path(f"{UNITS}/{ALL[0]}").exists():
        if machine.has_systemd:
            machine.run("Stop the services", "systemctl", "stop", *ALL)
        machine.run("Start them no more", "systemctl", "disable", "--quiet", *ALL)
    for path in (
        *(f"{UNITS}/{unit}" for unit in ALL),
        *(f"{UNITS}/{name}.service.d" for name in SERVICES),
        *(DROP_IN, TMPFILES, LOGROTATE, web_server.FOLDER),
        *("/run/wfscp", "/var/cache/wfscp", "/var/log/wfscp"),
    ):
        machine.remove(path)
    if machine.has_systemd:
        machine.run("Let systemd read its units", "systemctl", "daemon-reload")
        machine.run("Start nginx as Debian has it", "systemctl", "restart", "nginx")
