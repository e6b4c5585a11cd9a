"""Programs beside Python: those of PostgreSQL, and age, which encrypts."""

import subprocess
from contextlib import contextmanager, suppress
from tempfile import TemporaryFile

from .problems import FULL_DISK, Problem, tells_full_disk

PACKAGES = {  # Debian packages, by program
    "age": "age",
    "age-keygen": "age",
    "pg_dump": "postgresql-client",
    "pg_restore": "postgresql-client",
    "psql": "postgresql-client",
}


@contextmanager
def running(program, *arguments, **options):
    """Yield the process of ``program`` while the block lasts; what it refuses is a Problem.

    If the block fails because the program has ended, the program's own words are the reason.
    """
    with TemporaryFile() as errors:
        with _start(program, *arguments, stderr=errors, **options) as process:
            try:
                yield process
                _close_pipes(process)
            except BaseException:
                with suppress(subprocess.TimeoutExpired):
                    process.wait(timeout=1)
                if not process.returncode:
                    process.kill()
                    raise
            finally:
                with suppress(BrokenPipeError):
                    _close_pipes(process)
        if process.returncode:
            errors.seek(0)
            raise Problem(_refusal(program, errors.read().decode(errors="replace")))


def _start(program, *arguments, **options):
    try:
        return subprocess.Popen((program, *arguments), **options)
    except FileNotFoundError:
        raise Problem(
            f"{program} is not installed. On Debian, install it with "
            f"`sudo apt-get install {PACKAGES[program]}`, then try again."
        ) from None


def _close_pipes(process):
    for pipe in filter(None, [process.stdin, process.stdout]):
        pipe.close()


def _refusal(program, text):
    lines = text.strip().splitlines() or ["it gave no reason"]
    said = next((line for line in lines if "rror:" in line or "ERROR:" in line), lines[-1])
    if "server version mismatch" in text:
        return (
            f"{program} is older than the database server. Install the postgresql-client of the "
            "server’s version, then try again."
        )
    if tells_full_disk(text):
        return FULL_DISK
    said = said.strip().removeprefix(f"{program}: ").removeprefix("error: ").rstrip(".")
    return f"{program} stopped ({said}). Change that, then try again."
