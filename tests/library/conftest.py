import pytest

from tests.library.pdfs import make_all


@pytest.fixture(scope="session")
def pdfs(tmp_path_factory):
    """The folder with the files of pdfs.py."""
    folder = tmp_path_factory.mktemp("pdfs")
    make_all(folder)
    return folder
