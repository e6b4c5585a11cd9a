"""Run, develop and test the site on one machine: ``python -m wfscp_site.launcher COMMAND``.

It creates what production is given (a data folder, a secret key, a database), then starts what
production starts. A problem that the user can fix is one printed sentence and exit status 1.
"""

import errno
import os
import secrets
import shutil
import signal
import socket
import subprocess
import sys
import time
from contextlib import ExitStack, closing, contextmanager
from pathlib import Path

import dj_database_url
import psycopg2

from wfscp_site.edge_server import BACKLOG, in_front
from wfscp_site.embedded_postgres import embedded_postgres
from wfscp_site.embedded_postgres import find_program as find_server_program
from wfscp_site.releases import explain_other_data
from wfscp_site.serving import MANAGE, serve

BASE_DIR = Path(__file__).resolve().parent.parent
STARTER_CONTENT = "partnership/starter/wfscp"
ADMINISTRATOR = "admin@example.org"
# The shell first: it has no windows, tabs or menus to run beside the page.
CHROMIUM_NAMES = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")
TEST_PROGRAMS = {  # Debian package: the possible names of its program
    "age": ("age",),
    "chromium-headless-shell": CHROMIUM_NAMES[:1],
    "faketime": ("faketime",),
    "libreoffice-writer-nogui": ("soffice",),
    "logrotate": ("logrotate",),
    "nginx-light libnginx-mod-http-brotli-filter libnginx-mod-http-brotli-static": ("nginx",),
    "qpdf": ("qpdf",),
    "systemd": ("systemd-analyze",),
}
SECONDS_TO_FREE_A_PORT = 10

# A test process more than processors, because those with a browser wait half of their time; one
# without work takes over what waits for another.
SHARED_OUT = (f"--numprocesses={min(os.cpu_count() + 1, 4)}", "--dist=worksteal")


def main(command, *arguments):
    """Run ``command``, one of ``COMMANDS``, and return its exit status."""
    signal.signal(signal.SIGINT, _interrupt)
    signal.signal(signal.SIGTERM, _interrupt)
    if signal.getsignal(signal.SIGHUP) == signal.SIG_DFL:  # otherwise it was started by nohup
        signal.signal(signal.SIGHUP, _interrupt)
    os.environ["DATA_DIR"] = str(Path(os.environ.get("DATA_DIR") or BASE_DIR / "var").resolve())
    os.chdir(BASE_DIR)
    try:
        return COMMANDS[command](*arguments)
    except KeyboardInterrupt:
        print(f"\nEverything has stopped. Your work is kept in {os.environ['DATA_DIR']}.")
        return 0


def run():
    """Serve the site as production does, its worker beside it."""
    with listening() as door:
        port = door.getsockname()[1]
        prepare_environment(port)
        with database() as server:
            check_data()
            prepare_data_folder()
            collect_static()
            prepare_site()
            with in_front(door) as (bind, files, programs_in_front):
                gunicorn = (sys.executable, "-m", "gunicorn", "wfscp_site.wsgi", f"--bind={bind}")
                # Kept from the terminal's Ctrl-C, gunicorn finishes what it is serving.
                options = {"process_group": 0, "pass_fds": files}
                return serve(server, port, gunicorn, programs_in_front, **options)


def dev():
    """Serve the site with a server that reloads changed code, and run its worker."""
    with listening() as door:
        port = door.getsockname()[1]
    os.environ["DEBUG"] = "1"
    prepare_environment(port)
    with database() as server:
        check_data()
        prepare_data_folder()
        prepare_site()
        # In the terminal's process group, so that a debugger can read from it.
        command = (*MANAGE, "runserver", f"127.0.0.1:{port}")
        return serve(server, port, command, [], process_group=None)


def test(*arguments):
    """Become pytest, with what the tests start at hand; tests/conftest.py prepares the rest.

    ``arguments`` are pytest's, such as paths; without any, all processors share every test.
    """
    if missing := missing_test_programs():
        install_test_programs(missing)
    how = () if arguments else SHARED_OUT  # a few tests are not worth starting processes for
    os.execv(sys.executable, (sys.executable, "-m", "pytest", *how, *arguments))


def manage(*arguments):
    """Run one command of manage.py on the database that ``run`` and ``dev`` use."""
    prepare_environment(port=8000)
    with database():
        check_data()
        prepare_data_folder()
        return subprocess.call((*MANAGE, *arguments))


def prepare(email):
    """Bring the data of production up to date, as at each upgrade.

    A new database is given the starter content and an administrator with the address ``email``.
    """
    check_database(os.environ["DATABASE_URL"])
    check_data()
    prepare_data_folder()
    collect_static()
    prepare_site(email)


def listening():
    """Return a socket that listens on the port to serve on, or exit when it can't be used.

    A site that was stopped a moment ago may still be finishing what it serves: wait for it.
    """
    port = os.environ.get("PORT") or "8000"
    if not (port.isdecimal() and 0 < int(port) < 65536):
        sys.exit(f"PORT is {port!r}, which is not a port number: set it to a number such as 8001.")
    deadline = time.monotonic() + SECONDS_TO_FREE_A_PORT
    while True:
        try:
            return socket.create_server(("127.0.0.1", int(port)), backlog=BACKLOG)
        except OSError as error:
            if error.errno != errno.EADDRINUSE or time.monotonic() > deadline:
                sys.exit(
                    f"Port {port} can't be used ({_reason(error)}): stop the program that "
                    "uses it, or choose another port, as in `PORT=8001 make run`."
                )
        time.sleep(0.2)


def prepare_environment(port):
    """Set the variables that settings.py reads, unless they are already set."""
    data_folder = Path(os.environ["DATA_DIR"])
    try:
        data_folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        sys.exit(_explain_unusable_folder(data_folder, error))
    os.environ.setdefault("SECOND_FACTOR", "offered")
    if "BASE_URL" not in os.environ:
        os.environ["BASE_URL"] = f"http://127.0.0.1:{port}"
        os.environ.setdefault("ALLOWED_HOSTS", "127.0.0.1,localhost")
    os.environ.setdefault("EMAIL_HOST", "")  # the worker prints the mail instead


def prepare_data_folder():
    """Make what the site keeps in its data folder, for its owner alone."""
    data_folder = Path(os.environ["DATA_DIR"])
    try:
        # Private from the start: the embedded PostgreSQL makes its parent folders public.
        (data_folder / "media").mkdir(mode=0o700, exist_ok=True)
        os.environ["SECRET_KEY"] = os.environ.get("SECRET_KEY") or kept_secret(data_folder)
    except OSError as error:
        sys.exit(_explain_unusable_folder(data_folder, error))


def kept_secret(folder):
    """Return the secret key in ``folder``; on the first call, create it for its owner alone."""
    path = folder / "secret_key"
    if not path.exists():
        with open(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
            file.write(secrets.token_urlsafe(50))
    return path.read_text()


@contextmanager
def database():
    """Check the database of DATABASE_URL; if that is not set, run the embedded one and set it.

    Yields the ``EmbeddedServer``, or None.
    """
    if url := os.environ.get("DATABASE_URL"):
        check_database(url)
        yield None
        return
    folder = Path(os.environ["DATA_DIR"]) / "postgres"
    with ExitStack() as stack:
        try:
            server = stack.enter_context(embedded_postgres(folder))
            os.environ["DATABASE_URL"] = server.url
            # Its own pg_dump is as new as it is; one that the machine has may be older.
            programs = find_server_program("pg_dump").parent
            os.environ["PATH"] = f"{programs}{os.pathsep}{os.environ['PATH']}"
        except (OSError, RuntimeError, psycopg2.Error, subprocess.SubprocessError):
            sys.exit(
                f"The embedded PostgreSQL did not start: see {folder / 'log'} for the reason, or "
                "set DATABASE_URL to a PostgreSQL database of your own."
            )
        yield server


def check_database(url):
    """Exit with a message unless ``url`` is a PostgreSQL database that can be written to."""
    try:
        connection = connect(url)
    except ValueError:
        sys.exit(
            "DATABASE_URL is not the address of a PostgreSQL database: set it to an address like "
            "postgresql://user:password@host:5432/name, or unset it to use the embedded database."
        )
    except psycopg2.Error as error:
        sys.exit(
            f"The database in DATABASE_URL can't be opened ({_first_line(error)}): correct the "
            "address, or unset it to use the embedded database."
        )
    with closing(connection), connection.cursor() as cursor:
        try:
            cursor.execute("CREATE TABLE write_check ()")  # never committed
            cursor.execute(
                "SELECT FROM pg_tables WHERE schemaname = current_schema() AND NOT "
                "has_table_privilege(format('%I.%I', schemaname, tablename), 'INSERT')"
            )
            refusal = "permission denied for its tables" if cursor.rowcount else None
        except psycopg2.Error as error:
            refusal = _first_line(error)
    if refusal:
        sys.exit(
            f"The database in DATABASE_URL can't be written to ({refusal}): give its user "
            "permission to write, or unset DATABASE_URL to use the embedded database."
        )


def check_data():
    """Stop with a sentence, having changed nothing, when another version made the data."""
    with closing(connect(os.environ["DATABASE_URL"])) as connection, connection.cursor() as cursor:
        sentence = explain_other_data(cursor)
    if sentence:
        sys.exit(sentence)


def connect(url):
    """Return a connection to the database that Django would use for ``url``.

    Raises ValueError when it isn't a PostgreSQL address, psycopg2.Error when connecting fails.
    """
    settings = dj_database_url.parse(url)
    if settings["ENGINE"] != "django.db.backends.postgresql" or not settings["NAME"]:
        raise ValueError
    return psycopg2.connect(
        host=settings["HOST"],
        port=settings["PORT"],
        user=settings["USER"],
        password=settings["PASSWORD"],
        dbname=settings["NAME"],
        **{"connect_timeout": 5} | settings.get("OPTIONS", {}),
    )


def collect_static():
    """Collect the static files, unless nothing has changed since they were last collected."""
    data_folder = Path(os.environ["DATA_DIR"])
    sources = [
        BASE_DIR / "requirements.txt",
        *BASE_DIR.glob("static/**/*"),
        *BASE_DIR.glob("partnership/*/static/**/*"),
    ]
    state = "\n".join(f"{path} {path.stat().st_mtime_ns}" for path in sorted(sources))
    collected = data_folder / "static.collected"
    manifest = data_folder / "static" / "staticfiles.json"
    if not (manifest.exists() and collected.exists() and collected.read_text() == state):
        print("Collecting static files...", flush=True)
        must_manage("collectstatic", "--noinput", "--verbosity=0")
        collected.write_text(state)


def prepare_site(email=ADMINISTRATOR):
    """Bring the database up to date; give a new one the starter content and an administrator.

    ``email`` is that administrator's address.
    """
    print("Bringing the database up to date...", flush=True)
    must_manage("migrate", "--verbosity=0")
    with closing(connect(os.environ["DATABASE_URL"])) as connection, connection.cursor() as cursor:
        cursor.execute(
            "SELECT EXISTS (SELECT FROM accounts_user), EXISTS (SELECT FROM front_homepage)"
        )
        has_users, has_home_page = cursor.fetchone()
    if has_users:
        return
    # A first run may have been cut short after the content was loaded.
    if not has_home_page:
        print("Loading the starter content...", flush=True)
        must_manage("load_site", STARTER_CONTENT)
    make_administrator(email)


def make_administrator(email):
    """Create the first administrator and print the password, which is shown only here."""
    password = secrets.token_urlsafe(12)
    os.environ["DJANGO_SUPERUSER_PASSWORD"] = password
    must_manage("createsuperuser", "--noinput", "--verbosity=0", f"--email={email}")
    del os.environ["DJANGO_SUPERUSER_PASSWORD"]
    print(
        "\n  First administrator (the password is shown only once):\n\n"
        f"    Email      {email}\n"
        f"    Password   {password}",
        flush=True,
    )


def must_manage(*arguments):
    """Run one command of manage.py, or exit with the last line of its error."""
    result = subprocess.run((*MANAGE, *arguments), stderr=subprocess.PIPE, text=True)
    if result.returncode:
        error = result.stderr.strip()
        if "Traceback" in error:
            error = error.splitlines()[-1]
        sys.exit(f"`manage.py {arguments[0]}` failed: {error}")
    sys.stderr.write(result.stderr)


def find_program(names):
    """Return the path of the first program of ``names`` on this machine, or None."""
    for name in names:
        if path := shutil.which(name):
            return path
    return None


def find_chromium():
    """Return the path of a Chromium on this machine, or None."""
    return find_program(CHROMIUM_NAMES)


def missing_test_programs():
    """Return the Debian packages that the tests need and this machine lacks."""
    return [package for package, names in TEST_PROGRAMS.items() if not find_program(names)]


def install_test_programs(packages):
    """Install Debian ``packages``, or exit with a message if that fails."""
    if os.geteuid() == 0 and shutil.which("apt-get"):
        apt_get = ("apt-get", "-qq")
        subprocess.run((*apt_get, "update"))
        subprocess.run(
            (*apt_get, "install", "--yes", "--no-install-recommends", *" ".join(packages).split()),
            # In run level 1 no server is started: the tests start nginx themselves.
            env=os.environ | {"DEBIAN_FRONTEND": "noninteractive", "RUNLEVEL": "1"},
        )
    if missing := " ".join(missing_test_programs()):
        sys.exit(
            f"The tests need programs that are not installed: on Debian, install them with "
            f"`sudo apt-get install --no-install-recommends {missing}`, then run `make test` again."
        )


def _interrupt(signum, frame):
    # Ignore a second Ctrl-C: it must not interrupt the shutdown.
    for each in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(each, signal.SIG_IGN)
    raise KeyboardInterrupt


def _explain_unusable_folder(folder, error):
    return (
        f"The folder {folder} can't be used ({_reason(error)}): make it writable, or set "
        "DATA_DIR to another folder."
    )


def _reason(error):
    return os.strerror(error.errno).lower() if error.errno else str(error)


def _first_line(error):
    return str(error).strip().split("\n")[0]


COMMANDS = {
    "run": run,
    "dev": dev,
    "test": test,
    "manage": manage,
    "prepare": prepare,
    "collect": collect_static,
}

if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
