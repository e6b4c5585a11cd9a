"""Restoring a backup: all of it is made ready beside what is in use, then takes its place.

Until then nothing in use has changed. The exchange is one transaction of the database, and while
the loaded schema has a name of its own, that transaction has not happened: so the next run can tell
what a killed one left, and puts the files back.
"""

import os
import time
from datetime import datetime

from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.template.defaultfilters import filesizeformat
from django.utils import timezone
from django.utils.formats import date_format

from partnership.ground.contributions import contributions

from . import archive, database, files
from .encryption import opened
from .problems import NotPutBack, Problem

PATIENCE = 10  # seconds in which the connections of a program that was just stopped end
BLOCK = 1024 * 1024


def restore(path, identity=None, replace=False, say=print):
    """Restore the archive at ``path``; say what is done, a line a step.

    ``identity`` is the text of the private key of an encrypted one. With ``replace``, the site
    need not be empty. Whatever fails, the site is as before.
    """
    with files.alone():
        put_back()
        _refuse_unless_free(replace)
        try:
            _make_ready(path, identity, say)
            say("Putting the restored site in its place.")
            with database.exchanged():
                files.exchange()
        except BaseException as error:
            _put_back_after(error)
            raise
        files.remove_leftovers()


def was_interrupted():
    """Whether a restore was killed in the moment in which files and database change places."""
    return files.REPLACED.exists() and database.is_loaded()


def put_back():
    """Bring back what an unfinished restore has moved, and remove what it made ready."""
    connection.close()
    if was_interrupted():
        files.put_back()
    files.remove_leftovers()
    database.drop_loaded()


def _put_back_after(error):
    try:
        put_back()
    except Exception as failure:
        raise NotPutBack(
            f"The restore failed ({error}), and the site could not be put back ({failure}). Do not "
            "start it: run `manage.py restore --put-back` once the database answers."
        ) from error


def _refuse_unless_free(replace):
    if settings.DATA_DIR.stat().st_uid != os.geteuid():
        raise Problem(
            f"The files would belong to another user than {settings.DATA_DIR} does. Run this as "
            f"{settings.DATA_DIR.owner()}."
        )
    deadline = time.monotonic() + PATIENCE
    while database.others_connected():
        if time.monotonic() > deadline:
            raise Problem(
                "The database is in use. Stop the site, its worker and every other program that "
                "is connected to it, then try again."
            )
        time.sleep(0.2)
    if not replace and not (database.is_empty() and not files.are_there()):
        raise Problem(
            "There is a site here already. To restore beside it, set DATA_DIR to a new folder and "
            "DATABASE_URL to an empty database; to replace it, add --replace."
        )


def _make_ready(path, identity, say):
    say(f"Unpacking and checking {path.name} ({filesizeformat(path.stat().st_size)}).")
    manifest = _unpack(path, identity)
    moment = timezone.localtime(datetime.fromisoformat(manifest["made_at"]))
    say(
        f"It is whole: made on {date_format(moment, 'j F Y, H:i')} by version "
        f"{manifest['version']}, {len(manifest['members']) - 1} files."
    )
    _refuse_newer(manifest)
    dump = files.unpacked_path(archive.DUMP)
    say(f"Loading the database ({filesizeformat(dump.stat().st_size)}).")
    database.load(dump)
    say("Bringing the database up to date.")
    with database.loaded_schema():
        call_command("migrate", verbosity=0, interactive=False)
        for functions in contributions("backups", "AFTER_RESTORE").values():
            for function in functions:
                function()


def _unpack(path, identity):
    files.UNPACKED.mkdir(mode=0o700)
    for store in files.stores():
        files.unpacked_path(store).mkdir(mode=settings.FILE_UPLOAD_DIRECTORY_PERMISSIONS)
    with opened(path, identity) as stream:
        return archive.read(stream, _keep)


def _keep(name, stream):
    path = files.unpacked_path(name)
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as file:
        path.chmod(settings.FILE_UPLOAD_PERMISSIONS)
        while block := stream.read(BLOCK):
            file.write(block)


def _refuse_newer(manifest):
    if _numbers(manifest["version"]) > _numbers(settings.VERSION):
        raise Problem(
            f"The archive is from version {manifest['version']} and this is "
            f"{settings.VERSION}. Install the newer version, then try again."
        )
    if manifest["postgresql"] > database.server_version():
        raise Problem(
            f"The archive is from PostgreSQL {manifest['postgresql']} and this database server is "
            f"{database.server_version()}. Restore to the newer PostgreSQL."
        )


def _numbers(version):
    return [int(number) for number in version.split(".")]
