"""A site of an earlier version is whole after an upgrade to this one."""

import gzip
import json
import os
import subprocess
import sys
from contextlib import closing
from pathlib import Path
from zipfile import ZipFile

import pytest

from tests.starter_site import address_of, run
from tests.upgrade import migrations, release_data
from wfscp_site import VERSION, launcher

# The first is brought up by way of all, and the last but this is what people have.
FIRST, *_, LAST = (kept for kept in release_data.kept_versions() if kept != VERSION)
# Since 1.2, visitors can open the versions of a document that the law requires.
BEFORE_STATUTORY = ("1.0", "1.1")
STATUTORY = "/documents/our-arrangements.pdf"
# Since 1.3, strangers get the same answer at a private page as at an unknown address.
BEFORE_ALIKE = ("1.0", "1.1", "1.2")
PRIVATE = "/news/a-private-page/"
# Since 1.4, a search finds no sample.
BEFORE_WITHOUT_SAMPLES = ("1.0", "1.1", "1.2", "1.3")
SAMPLE = "Multi-agency safeguarding arrangements"


@pytest.fixture
def restore(tmp_path):
    """A function that restores the data of a version and returns an environment for it."""
    name = f"upgrade_{os.getpid()}"

    def make(version):
        run(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")
        run(f"CREATE DATABASE {name} TEMPLATE template0")
        with closing(launcher.connect(address_of(name))) as connection, connection:
            sql = gzip.decompress(release_data.database_of(version).read_bytes())
            connection.cursor().execute(sql.decode())
        with ZipFile(release_data.files_of(version)) as archive:
            archive.extractall(tmp_path)
        (tmp_path / "static").symlink_to(Path(os.environ["DATA_DIR"]) / "static")
        return release_data.clean_environment() | {
            "DATABASE_URL": address_of(name),
            "DATA_DIR": str(tmp_path),
        }

    yield make
    run(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")


@pytest.mark.parametrize("version", [FIRST, LAST])
def test_a_site_of_an_earlier_version_answers_as_before_after_an_upgrade(version, restore):
    upgrade = subprocess.run(
        (sys.executable, "-m", "tests.upgrade.bring_up_to_date"),
        cwd=launcher.BASE_DIR,
        env=restore(version),
        capture_output=True,
        text=True,
        timeout=300,
    )
    assert upgrade.returncode == 0, upgrade.stderr
    answers = json.loads(upgrade.stdout)
    before = json.loads(release_data.answers_of(version).read_text())
    answers["rows"] = {model: answers["rows"].get(model) for model in before["rows"]}
    if version in BEFORE_STATUTORY:
        before["documents"][STATUTORY]["versions"] = answers["documents"][STATUTORY]["versions"]
    if version in BEFORE_ALIKE:
        assert before["pages"][PRIVATE].pop("location")
        before["pages"][PRIVATE]["status"] = 404
    if version in BEFORE_WITHOUT_SAMPLES:
        for found in before["searches"].values():
            found[:] = [title for title in found if title != SAMPLE]
    for subject, expected in before.items():
        assert answers[subject] == expected, subject


def test_this_version_has_release_data_and_an_entry_in_the_changelog():
    assert VERSION in release_data.kept_versions(), "Run `make release-data`."
    changelog = (launcher.BASE_DIR / "CHANGELOG.md").read_text()
    assert f"\n## {VERSION} (" in changelog


def test_the_release_data_has_a_row_of_every_model():
    rows = json.loads(release_data.answers_of(VERSION).read_text())["rows"]
    empty = [model for model, count in rows.items() if not count]
    assert empty == ["accounts.Rate"], "Add to tests/upgrade/content.py; rates are not kept."


def test_no_migration_of_a_release_has_changed_or_gone():
    assert migrations.released()
    assert migrations.changed() == [], "Put them back and add a new migration instead."


@pytest.fixture
def manifest(tmp_path, monkeypatch):
    """A list of released migrations of which one has changed since and one has gone."""
    path = tmp_path / "migrations.txt"
    monkeypatch.setattr(migrations, "MANIFEST", path)
    migrations.release()
    first, *others = path.read_text().splitlines()
    path.write_text("\n".join([f"x{first}", *others, "0  partnership/pages/gone.py"]))
    return path


def test_changed_and_missing_migrations_are_found(manifest):
    changed, missing = migrations.changed()
    assert changed in migrations.present()
    assert missing == "partnership/pages/gone.py"


def test_release_data_is_not_made_with_changed_migrations(manifest, monkeypatch):
    monkeypatch.setattr(release_data, "make_site", pytest.fail)
    before = manifest.read_text()
    with pytest.raises(SystemExit, match="partnership/pages/gone.py"):
        release_data.main([])
    assert manifest.read_text() == before
