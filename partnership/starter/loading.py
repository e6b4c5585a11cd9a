"""Loads a partnership's site from a folder of content files.

A file of Markdown is a page, the folders are the tree; YAML files hold the records that pages
name. Nothing is loaded unless all of it can be, and what an editor changed or deleted since it
was loaded stays as the editor left it.
"""

from pathlib import Path
from urllib.parse import urlsplit

from django.conf import settings
from django.db import transaction

from .reading import Refusal, read_folder
from .saving import Loading, Report

__all__ = ["Refusal", "Report", "load_site"]


def load_site(folder, hostname=None, port=None, overwrite=False, say=lambda line: None):
    """Load ``folder`` into the site of ``hostname`` and ``port``, and return a ``Report``.

    Without a host name it is the default site, and without a port that of the project's own
    address. With ``overwrite`` the files win over what editors did. ``say`` is told each stage.
    Raises ``Refusal``, and has then changed nothing.
    """
    say(f"Reading {folder}")
    content = read_folder(Path(folder))
    loading = Loading(content, overwrite)
    address = urlsplit(settings.WAGTAILADMIN_BASE_URL)
    own_port = address.port or (443 if address.scheme == "https" else 80)
    try:
        with transaction.atomic():
            loading.open_site(hostname, port or own_port, (address.hostname, own_port))
            say(f"Loading lists, images and documents for {loading.site}")
            loading.load_lists()
            loading.load_files()
            say("Loading the directory")
            loading.load_directory()
            loading.load_members()
            say(f"Loading {len(content.pages)} pages")
            loading.load_tree()
            loading.load_pages()
            say("Loading the settings")
            loading.load_settings()
    except BaseException:
        loading.remove_written()
        raise
    return loading.report
