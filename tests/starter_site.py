"""The database that tests start from: the starter site, made once for each state of the code."""

import hashlib
import os
import shutil
from contextlib import closing, contextmanager
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

from django.conf import settings
from django.core.management import call_command
from django.db import connections
from django.test import Client
from wagtail.models import Page, Site

from partnership.library.jobs import read_new_documents
from partnership.library.storage import library_storage
from partnership.pages.views import listed_pages
from partnership.starter.loading import load_site
from tests.turns import one_at_a_time
from wfscp_site import launcher

MADE_FROM = ("partnership", "templates", "wfscp_site", "requirements.txt")


def use_starter_site(shared_folder, database):
    """Connect to ``database``, and give the site the files, of a fresh starter site.

    Both are copies of what ``shared_folder`` keeps for other processes and the next run.
    """
    template = f"starter_{digest_of(*MADE_FROM)}"
    kept = shared_folder / template
    with one_at_a_time(shared_folder):
        if not kept.exists():
            for former in shared_folder.glob("starter_*"):
                shutil.rmtree(former)
                run(f"DROP DATABASE IF EXISTS {former.name} WITH (FORCE)")
            make_starter_site(template, kept)
        connect_to(database, made_from=template)
    for folder in folders():
        shutil.rmtree(folder, ignore_errors=True)
        shutil.copytree(kept / folder.name, folder)


def make_starter_site(template, kept):
    """Make the database ``template`` and its files, in the folder ``kept``."""
    connect_to(template, made_from="template1")
    for folder in folders():
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
    call_command("migrate", verbosity=0)
    load_site(launcher.BASE_DIR / launcher.STARTER_CONTENT)
    publish_samples()
    read_new_documents()
    cut_every_picture()
    connections.close_all()
    unfinished = kept.with_name("unfinished")
    shutil.rmtree(unfinished, ignore_errors=True)
    for folder in folders():
        shutil.copytree(folder, unfinished / folder.name)
    unfinished.rename(kept)  # last: what a killed run leaves behind is not taken for whole


def publish_samples():
    """Publish the samples, which are drafts: with them there is a page of every kind to test."""
    for page in Page.objects.filter(live=False, depth__gt=1):
        page.get_latest_revision().publish()


def cut_every_picture():
    """Show each public page once, which cuts its pictures: no test has to do it again."""
    client = Client()
    for page in listed_pages(Site.objects.get(is_default_site=True)):
        client.get(page.url)


def connect_to(database, made_from):
    """Let Django use ``database``, made anew as a copy of ``made_from``."""
    connections.close_all()
    run(f"DROP DATABASE IF EXISTS {database} WITH (FORCE)")
    run(f"CREATE DATABASE {database} TEMPLATE {made_from}")
    connections["default"].settings_dict["NAME"] = database


@contextmanager
def copied_database(blocker, ending):
    """A copy of the test database while the block runs: its name, with this ``ending``."""
    with blocker.unblock():
        original = connections["default"].settings_dict["NAME"]
        connections.close_all()
    copy = f"{original}_{ending}"
    run(f"DROP DATABASE IF EXISTS {copy} WITH (FORCE)")
    run(f"CREATE DATABASE {copy} TEMPLATE {original}")
    yield copy
    run(f"DROP DATABASE {copy} WITH (FORCE)")


def run(statement):
    """Run SQL outside any transaction and any database of ours."""
    with closing(launcher.connect(address_of("postgres"))) as connection:
        connection.autocommit = True
        connection.cursor().execute(statement)


def address_of(database):
    """DATABASE_URL with another database's name."""
    return urlunsplit(urlsplit(os.environ["DATABASE_URL"])._replace(path=f"/{database}"))


def folders():
    """The folders of files that a site keeps: media, and the originals of the library."""
    return [Path(settings.MEDIA_ROOT), Path(library_storage().location)]


def copy_files(data_folder):
    """Give another process of the site, in ``data_folder``, files of its own to change."""
    for folder in folders():
        shutil.copytree(folder, data_folder / folder.name)
    (data_folder / "static").symlink_to(settings.STATIC_ROOT)


def do_not_wait_for_the_disk():
    """Let the database server lose what it holds if the machine stops: it holds tests alone."""
    for setting in ("fsync", "full_page_writes", "synchronous_commit"):
        run(f"ALTER SYSTEM SET {setting} = off")
    run("SELECT pg_reload_conf()")


def digest_of(*names):
    """A checksum of everything in these files and folders."""
    digest = hashlib.sha256()
    for name in names:
        path = launcher.BASE_DIR / name
        for file in sorted(path.rglob("*")) if path.is_dir() else [path]:
            if file.is_file() and file.suffix != ".pyc":
                digest.update(f"{file.relative_to(launcher.BASE_DIR)}\0".encode())
                digest.update(file.read_bytes())
    return digest.hexdigest()[:16]
