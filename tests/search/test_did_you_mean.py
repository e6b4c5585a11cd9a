"""Mistyped words are corrected if the database has trigrams; without them, there is no hint."""

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from urllib.parse import quote

import pytest

from wfscp_site.launcher import BASE_DIR, STARTER_CONTENT

AS_POSTGRES = ("runuser", "-u", "postgres", "--") if os.geteuid() == 0 else ()
ASK = """
from wagtail.models import Page, PageViewRestriction, Site
from partnership.search.finding import did_you_mean, find
site = Site.objects.get(is_default_site=True)
print(find("safegarding arangements", site).did_you_mean)
print(did_you_mean("yeerly xqzwv", site) or "nothing")
PageViewRestriction.objects.create(page=site.root_page, restriction_type="login")
print(did_you_mean("newslettters", site) or "nothing")
"""


def test_without_trigrams_there_is_no_hint(search):
    answer = search("safegarding")
    assert answer.status == "Nothing found for ‘safegarding’"
    assert not answer.main.query(".did-you-mean")


@pytest.fixture(scope="module")
def database_with_trigrams():
    """The address of a database of the system's own PostgreSQL, removed after the tests."""
    installed = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    if not installed or not list(Path("/usr/share/postgresql").glob("*/extension/pg_trgm.control")):
        pytest.skip("No PostgreSQL with pg_trgm is installed (on Debian: apt install postgresql).")
    programs = installed[-1].parent
    folder = Path(tempfile.mkdtemp(prefix="trigrams-"))
    if AS_POSTGRES:
        shutil.chown(folder, "postgres")

    def run(program, *arguments):
        command = (*AS_POSTGRES, programs / program, "-D", folder / "data", *arguments)
        subprocess.run(command, cwd="/", check=True, stdout=subprocess.DEVNULL)

    try:
        run("initdb", "--auth=trust", "--username=postgres", "--encoding=UTF8", "--no-sync")
        run("pg_ctl", "start", "-w", "-l", folder / "log", "-o", f"-F -h '' -k {folder}")
        yield f"postgresql://postgres@{quote(str(folder), safe='')}/postgres"
        run("pg_ctl", "stop", "-m", "immediate")
    finally:
        shutil.rmtree(folder)


def test_with_trigrams_words_are_corrected_to_those_of_public_titles(
    database_with_trigrams, tmp_path
):
    environment = os.environ | {
        "DATABASE_URL": database_with_trigrams,
        "DATA_DIR": str(tmp_path),
    }

    def manage(*arguments):
        command = (sys.executable, BASE_DIR / "manage.py", *arguments)
        done = subprocess.run(command, env=environment, check=True, stdout=subprocess.PIPE)
        return done.stdout.decode()

    manage("migrate", "--verbosity=0")
    manage("load_site", BASE_DIR / STARTER_CONTENT)
    assert manage("shell", "--verbosity=0", "-c", ASK).splitlines() == [
        "safeguarding arrangements",
        "nothing",
        "nothing",
    ]
