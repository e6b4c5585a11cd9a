"""nginx in front of the site, where it is installed: the configuration of production, filled in.

It is given a folder of its own with a short path, as sockets have room for little.
"""

import os
import shutil
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from wfscp_site.serving import MANAGE, start

BASE_DIR = Path(__file__).resolve().parent.parent
TEMPLATES = BASE_DIR / "deploy" / "nginx"
MODULES = Path("/etc/nginx/modules-enabled")
COMPRESSED = (  # besides HTML
    "application/atom+xml application/javascript application/json application/xml image/svg+xml "
    "text/calendar text/css text/javascript text/plain"
)
BACKLOG = 4096  # visitors who wait to be let in, as Linux allows by default
LARGEST_LOG = 20_000_000  # bytes, after which the log of the last run is put aside


def find_nginx():
    """Return the path of nginx on this machine, or None."""
    return shutil.which("nginx", path=f"{os.environ.get('PATH', os.defpath)}:/usr/sbin")


def has_brotli():
    """Whether nginx on this machine can compress with Brotli, as two Debian packages let it."""
    return len(list(MODULES.glob("*brotli*.conf"))) == 2


def write_configuration(run, data, listen, level="warn"):
    """Write the configuration into the folder ``run``; return the path of its first file.

    ``data`` is the folder for what outlives a restart, ``listen`` what nginx is to listen at, such
    as '127.0.0.1:8000'.
    """
    for folder in (run, data):
        Path(folder).mkdir(parents=True, exist_ok=True)
    _put_log_aside(Path(data) / "edge.log")
    values = {
        "CACHE": data,
        "DAEMON": "off",
        "HERE": run,
        "LEVEL": level,
        "LISTEN": f"listen {listen} backlog={BACKLOG};",
        "LOGS": data,
        "PID": f"{run}/nginx.pid",
        "REDIRECT": "",
        "RUN": run,
        "STATIC": Path(data).parent / "static",
        "TEMP": run,
        "USER": "user root;" if os.geteuid() == 0 else "",
    }
    for name in ("nginx.conf", "site.conf"):
        (Path(run) / name).write_text(filled(TEMPLATES / name, values))
    return Path(run) / "nginx.conf"


def filled(template, values):
    """Return the text of the file ``template`` with ``values`` for its words between @ signs.

    Those that depend on the nginx of this machine need not be among them.
    """
    values = values | {
        "COMPRESSED": COMPRESSED,
        "MODULES": f"include {MODULES}/*.conf;" if MODULES.exists() else "",
        "BROTLI": f"brotli on; brotli_comp_level 5; brotli_types {COMPRESSED};",
        "BROTLI_STATIC": "brotli_static on;",
        "CODING": r'"~\bbr\b" br;',
    }
    if not has_brotli():
        values |= dict.fromkeys(("BROTLI", "BROTLI_STATIC", "CODING"), "")
    text = Path(template).read_text()
    for name, value in values.items():
        text = text.replace(f"@{name}@", str(value))
    return text


def start_nginx(configuration, door=None, **options):
    """Start nginx with the file ``configuration``; its days are those of England.

    If ``door``, a listening socket, is given, nginx takes it over instead of opening its own, so
    visitors wait there while it is started, and nobody else can take its port.
    """
    for left_behind in configuration.parent.glob("*ing.sock"):
        left_behind.unlink()  # by one that was killed
    command = (find_nginx(), "-e", "stderr", "-c", configuration)
    environment = os.environ | {"TZ": "Europe/London"}
    if door:
        environment["NGINX"] = f"{door.fileno()};"
        options["pass_fds"] = [door.fileno()]
    return start(command, process_group=0, env=environment, **options)


@contextmanager
def in_front(public_door):
    """Yield what gunicorn is to listen at, the files it needs for it, and what is in front of it.

    In front are nginx, at ``public_door``, and its companion; or, where nginx is not installed,
    nothing: gunicorn is at that door itself. Visitors wait there while either is started again.
    """
    if not find_nginx():
        print("Without nginx: the application answers every visitor itself.", flush=True)
        yield f"fd://{public_door.fileno()}", [public_door.fileno()], []
        return
    print("With nginx: it answers visitors from its cache.", flush=True)
    host, port = public_door.getsockname()
    with TemporaryDirectory(prefix="edge-") as run:
        data = Path(os.environ["DATA_DIR"]) / "edge"
        configuration = write_configuration(run, data, f"{host}:{port}", level="alert")
        os.environ["EDGE_FOLDER"] = run
        os.environ.setdefault("TRUSTED_PROXIES", "1")
        yield (
            f"unix:{run}/application.sock",
            [],
            [
                ("nginx’s companion", lambda: start((*MANAGE, "edge"), process_group=0)),
                ("nginx", lambda: start_nginx(configuration, public_door)),
            ],
        )


def _put_log_aside(log):
    if log.exists() and log.stat().st_size > LARGEST_LOG:
        log.replace(log.with_suffix(".log.1"))
