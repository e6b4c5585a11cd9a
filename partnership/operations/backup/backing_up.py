"""Making a backup: under a temporary name, and under its own once it was read back whole."""

import os
import shutil
import time
from contextlib import contextmanager, suppress
from pathlib import Path
from tempfile import mkdtemp

from django.conf import settings
from django.template.defaultfilters import filesizeformat
from django.utils import timezone

from partnership.ground.contributions import contributions

from . import archive, database, files
from .encryption import encrypting, new_key, opened
from .problems import Problem
from .restoring import was_interrupted

NAME = "backup-"
UNFINISHED = ".unfinished-"
SECONDS_OFF = 60  # by which clocks of the disk and the machine may differ


def back_up(folder, recipient=None, keep=None, say=print):
    """Make an archive in ``folder`` and return its path; say what is done, a line a step.

    It is encrypted for ``recipient``, an age public key. Of earlier archives there, those remain
    that are among the newest ``keep``.
    """
    with files.alone(), _unfinished(folder) as work:
        if was_interrupted():
            raise Problem(
                "A restore of this site was cut short. Run `manage.py restore --put-back`, then "
                "try again."
            )
        made_at = timezone.now()
        path = work / "archive"
        checking_key = _write(path, work, recipient, say)
        say(f"Reading it back ({filesizeformat(path.stat().st_size)}).")
        _check(path, checking_key)
        final = folder / f"{NAME}{made_at:%Y%m%d-%H%M%S}.tar{'.age' if recipient else ''}"
        path.rename(final)
        _write_to_disk(folder)
    say(f"The backup is whole: {final}")
    if keep:
        _remove_older(folder, keep, say)
    return final


@contextmanager
def _unfinished(folder):
    """Yield a folder in ``folder`` for the owner alone; remove it, and those left by others."""
    folder.mkdir(parents=True, exist_ok=True)
    for left in folder.glob(f"{UNFINISHED}*"):
        shutil.rmtree(left, ignore_errors=True)
    work = Path(mkdtemp(prefix=UNFINISHED, dir=folder))
    try:
        yield work
    finally:
        shutil.rmtree(work, ignore_errors=True)


def _write(path, work, recipient, say):
    """Write the archive to ``path``; return the private key that opens it too, if encrypted."""
    path.touch(mode=0o600)
    if recipient is None:
        with path.open("wb") as stream, archive.writing(stream) as writer:
            _fill(writer, work, say)
        return None
    # A key of the moment, kept nowhere: without one, nobody here could read the archive back.
    private, public = new_key()
    with encrypting(path, [recipient, public]) as stream, archive.writing(stream) as writer:
        _fill(writer, work, say)
    return private


def _fill(writer, work, say):
    """Write the database, then the files: a file goes later than the row that names it."""
    started = time.time()
    with database.snapshot() as snapshot:
        facts = _facts()
        say("Dumping the database.")
        database.dump(work / archive.DUMP, snapshot)
    writer.add(archive.DUMP, work / archive.DUMP)
    (work / archive.DUMP).unlink()
    say(f"Adding the files to the database ({filesizeformat(writer.size)}).")
    _add_files(writer, started)
    writer.finish(facts)
    say(f"Added {len(writer.members) - 1} files ({filesizeformat(writer.size)} in all).")


def _add_files(writer, started):
    """Add every file, and those removed since the database was dumped, which names them."""
    for store, storage in files.stores().items():
        for name, path in storage.present_files():
            with suppress(FileNotFoundError):  # removed a moment ago: it comes below
                writer.add(f"{store}/{name}", path)
    for store, storage in files.stores().items():
        for name, path in storage.removed_files(since=started - SECONDS_OFF):
            if f"{store}/{name}" not in writer.members:
                writer.add(f"{store}/{name}", path)


def _facts():
    facts = {
        "version": settings.VERSION,
        "made_at": timezone.now().isoformat(),
        "postgresql": database.server_version(),
    }
    for contributed in contributions("backups", "FACTS").values():
        facts |= {name: function() for name, function in contributed.items()}
    return facts


def _check(path, key):
    """Read the archive as the disk has it, not as memory does."""
    _write_to_disk(path)
    with path.open("rb") as file:
        os.posix_fadvise(file.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)
    with opened(path, key) as stream:
        archive.read(stream, archive.pass_over)


def _write_to_disk(path):
    number = os.open(path, os.O_RDONLY)
    try:
        os.fsync(number)
    finally:
        os.close(number)


def _remove_older(folder, keep, say):
    archives = sorted(folder.glob(f"{NAME}*.tar*"), key=lambda path: path.name)
    for path in archives[:-keep]:
        path.unlink()
        say(f"Removed the older {path.name}.")
