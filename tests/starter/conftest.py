"""A folder to load, and folders of a test's own for what the library keeps."""

import pytest

from partnership.library.storage import library_storage
from tests.starter.content import FILES, PDF, picture, write


@pytest.fixture(autouse=True)
def media(settings, monkeypatch, tmp_path):
    """The test's own folder for pictures and documents."""
    settings.MEDIA_ROOT = str(tmp_path / "media")
    monkeypatch.setattr(library_storage(), "location", str(tmp_path / "media"))
    return tmp_path / "media"


@pytest.fixture
def folder(tmp_path):
    """A small site with a page of nearly every kind."""
    folder = tmp_path / "testshire"
    for name, text in FILES.items():
        write(folder, name, text)
    write(folder, "documents/report.pdf", PDF)
    write(folder, "images/logo.png", picture("green"))
    return folder
