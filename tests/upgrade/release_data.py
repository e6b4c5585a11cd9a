"""``make release-data``: keep a site as this version leaves it, for the upgrade test.

It starts from an empty database and an empty folder, in var/release-data, whatever DATABASE_URL
and DATA_DIR say.
"""

import argparse
import gzip
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import django
from django.core.management import call_command
from django.test.utils import setup_test_environment
from PIL import Image

from tests.upgrade import migrations
from wfscp_site import VERSION, launcher
from wfscp_site.embedded_postgres import find_program

FOLDER = Path(__file__).parent
WORK_FOLDER = launcher.BASE_DIR / "var" / "release-data"
FILE_FOLDERS = ("library", "media")
LARGEST_PICTURE = (320, 320)
ENVIRONMENT = {
    "BASE_URL": "http://127.0.0.1:8000",
    "DJANGO_SETTINGS_MODULE": "wfscp_site.settings",
    "EMAIL_HOST": "",
    "SECOND_FACTOR": "offered",
    "SECRET_KEY": "known to all, so fit for tests alone",
}
OF_THE_SITE = {"ALLOWED_HOSTS", "DATABASE_URL", "DEBUG", "DATA_DIR", *ENVIRONMENT}
NOT_KEPT = ("django_session", "accounts_rate", "usersessions_usersession")  # of the hour


def database_of(version):
    """Return the path of the database that ``version`` left, as compressed SQL."""
    return FOLDER / f"release-{version}.sql.gz"


def files_of(version):
    """Return the path of the uploaded files that ``version`` left."""
    return FOLDER / f"release-{version}.files.zip"


def answers_of(version):
    """Return the path of what the site of ``version`` answered."""
    return FOLDER / f"release-{version}.json"


def kept_versions():
    """Return the versions whose data is kept here."""
    names = sorted(path.name for path in FOLDER.glob("release-*.sql.gz"))
    return [name.removeprefix("release-").removesuffix(".sql.gz") for name in names]


def clean_environment():
    """Return the environment of this process with nothing of a site but what a release needs."""
    kept = {name: value for name, value in os.environ.items() if name not in OF_THE_SITE}
    return kept | ENVIRONMENT


def main(arguments):
    """Make the release data of this version."""
    parser = argparse.ArgumentParser(prog="make release-data", description=__doc__)
    parser.add_argument(
        "--new-base-line",
        action="store_true",
        help="accept changed and missing migrations, and drop the data that they cut off",
    )
    options = parser.parse_args(arguments)
    if (changed := migrations.changed()) and not options.new_base_line:
        sys.exit(
            f"These migrations belong to a release and have changed or gone: {', '.join(changed)}. "
            "Put them back and add a new migration instead."
        )
    environment = clean_environment()
    os.environ.clear()
    os.environ.update(environment, DATA_DIR=str(WORK_FOLDER))
    shutil.rmtree(WORK_FOLDER / "postgres", ignore_errors=True)
    for name in FILE_FOLDERS:
        shutil.rmtree(WORK_FOLDER / name, ignore_errors=True)
        (WORK_FOLDER / name).mkdir(parents=True)
    with launcher.database():
        launcher.collect_static()
        make_site()
        if options.new_base_line:
            remove_kept_data()
        write_database()
        write_files()
        write_answers()
    migrations.release()
    print(f"The data of version {VERSION} is in {FOLDER.relative_to(launcher.BASE_DIR)}.")


def remove_kept_data():
    """Remove the data of all releases."""
    for path in FOLDER.glob("release-*"):
        path.unlink()


def make_site():
    """Fill the empty database with the starter site and a few weeks of work."""
    django.setup()
    setup_test_environment()
    from tests.starter_site import publish_samples  # these need Django to be set up
    from tests.upgrade.content import add_content

    call_command("migrate", verbosity=0)
    call_command("load_site", copy_starter_content())
    publish_samples()
    add_content()


def copy_starter_content():
    """Return a copy of the starter content with small pictures, which keeps the data small."""
    folder = WORK_FOLDER / "content"
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(launcher.BASE_DIR / launcher.STARTER_CONTENT, folder)
    for path in folder.glob("images/*"):
        with Image.open(path) as picture:
            picture.thumbnail(LARGEST_PICTURE)
            picture.save(path)
    return folder


def write_database():
    """Write the database as plain SQL, which any PostgreSQL reads without a program of its own."""
    command = [find_program("pg_dump"), "--no-owner", "--no-privileges", "--rows-per-insert=500"]
    command += [f"--exclude-table-data={table}" for table in NOT_KEPT]
    dump = subprocess.run(
        [*command, os.environ["DATABASE_URL"]], check=True, capture_output=True, text=True
    ).stdout
    lines = dump.splitlines(keepends=True)
    # Commands of psql, and a setting that PostgreSQL 16 and older do not know.
    sql = "".join(line for line in lines if not line.startswith(("\\", "SET transaction_timeout")))
    database_of(VERSION).write_bytes(gzip.compress(sql.encode(), mtime=0))


def write_files():
    """Write the uploaded files and the pictures made from them."""
    with ZipFile(files_of(VERSION), "w", ZIP_DEFLATED) as archive:
        for name in FILE_FOLDERS:
            for path in sorted((WORK_FOLDER / name).rglob("*")):
                archive.write(path, path.relative_to(WORK_FOLDER))


def write_answers():
    """Write what the site answers, for people to read as well."""
    from tests.upgrade.answers import all_answers

    answers = json.dumps(all_answers(), indent=1, ensure_ascii=False)
    answers_of(VERSION).write_text(f"{answers}\n")


if __name__ == "__main__":
    main(sys.argv[1:])
