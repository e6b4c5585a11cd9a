"""Loads a partnership's site from a folder of content files into a place without pages.

A file of Markdown is a page, the folders are the tree; YAML files hold the records that pages
name. Either everything is loaded or nothing.
"""

from pathlib import Path

from django.db import transaction

from .reading import read_folder
from .saving import Loading, Report
from .values import Refusal

__all__ = ["Refusal", "Report", "load_site"]


def load_site(folder, hostname=None, port=None, say=lambda line: None):
    """Load ``folder`` into a new site at ``hostname`` and ``port``, and return a ``Report``.

    Without a host name it is the default site, and without a port that of the project's own
    address. A site that lacks nothing is open to visitors. ``say`` is called with a line for each
    stage and for what it lacks. Raises ``Refusal``, also when the site
    has pages already, and has then changed nothing.
    """
    say(f"Reading {folder}")
    content = read_folder(Path(folder))
    loading = Loading(content)
    try:
        with transaction.atomic():
            loading.make_site(hostname, port)
            say(f"Loading lists, images and documents for {loading.site}")
            loading.load_lists()
            loading.load_files()
            say("Loading the directory")
            loading.load_directory()
            loading.load_members()
            say(f"Loading {len(content.pages)} pages")
            loading.add_pages()
            loading.fill_pages()
            say("Loading the settings and what helps a search")
            loading.load_search()
            loading.load_settings()
            missing = loading.open_site()
    except BaseException:
        loading.remove_written()
        raise
    if missing:
        say("Visitors do not see this site yet:")
    for sentence in missing:
        say(f"  {sentence}")
    return loading.report
