"""What the library makes of the files of a folder: ``python -m tests.corpus FOLDER``.

It asserts nothing. For each file: whether it is accepted or refused and with which sentence, what
its editor is shown, whether author details are left, and how many letters are read before and after
cleaning. What crashes, or takes longer than ``SLOW`` seconds, is listed at the end. With
``--quiet`` only the sums are.
"""

import sys
import time
from collections import Counter
from pathlib import Path

from tests import conftest  # noqa: F401  first: it prepares the environment

# isort: split
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile

from partnership.library.cleaning import CLEANED, cleaned, is_clean
from partnership.library.faults import FaultsFound
from partnership.library.file_types import validate_file_type
from partnership.library.reading import read

SLOW = 5  # seconds


class Seen(FaultsFound):
    """One file of the corpus, and what is found in it."""

    def __init__(self, path):
        self.path, self.file_extension = path, path.suffix[1:].lower()
        self.refusal = self.crash = ""
        self.faults, self.hidden_parts, self.letters = [], {}, [0, 0]
        self.keeps_metadata = False
        started = time.monotonic()
        try:
            self._upload()
        except ValidationError as error:
            self.refusal = " ".join(error.messages)
        except Exception as error:
            self.crash = repr(error)
        self.seconds = time.monotonic() - started

    def _upload(self):
        with self.path.open("rb") as file:
            validate_file_type(file, self.file_extension)
            stored = cleaned(ContentFile(file.read(), self.path.name), self.path.name)
        before = read(self.path, self.file_extension)
        copy = conftest.data_folder / f"corpus.{self.file_extension}"
        copy.write_bytes(stored.read())
        after = read(copy, self.file_extension)
        self.faults, self.hidden_parts = after.faults, after.hidden_parts
        self.letters = [sum(map(len, found.text_pages)) for found in (before, after)]
        self.keeps_metadata = self.file_extension in CLEANED and not is_clean(copy)

    def __str__(self):
        about = self.crash or self.refusal or self.faults_in_words or "No problems found."
        kept = " Metadata left." if self.keeps_metadata else ""
        before, after = self.letters
        return f"{self.path}: {self.seconds:.1f} s, {before}/{after} letters.{kept} {about}"


def files_in(folder):
    """Return the files below ``folder`` that the library has an ending for."""
    every = sorted(path for path in Path(folder).rglob("*") if path.is_file())
    return [path for path in every if path.suffix[1:].lower() in settings.WAGTAILDOCS_EXTENSIONS]


def report(files):
    """Print the sums of what was found in ``files``."""
    refused = [file for file in files if file.refusal]
    print(f"{len(files)} files: {len(files) - len(refused)} accepted, {len(refused)} refused.")
    for what, values in {
        "Refused": (file.refusal for file in refused),
        "Faults": (code for file in files for code in file.faults),
        "Hidden": (kind for file in files for kind in file.hidden_parts),
        "Metadata left": (file.file_extension for file in files if file.keeps_metadata),
        "Text changed": (file.path for file in files if file.letters[0] != file.letters[1]),
        "Slow": (f"{file.path}, {file.seconds:.0f} s" for file in files if file.seconds > SLOW),
        "Crashed": (f"{file.path}: {file.crash}" for file in files if file.crash),
    }.items():
        counted = Counter(values)
        print(f"{what}: {counted.total()}")
        for value, count in counted.most_common():
            print(f"  {count:5}  {value}")


def main(folder, *options):
    """Report on the files of ``folder``."""
    seen = []
    for path in files_in(folder):
        seen.append(Seen(path))
        if "--quiet" not in options:
            print(seen[-1], flush=True)
    report(seen)


if __name__ == "__main__":
    try:
        main(*sys.argv[1:])
    finally:
        conftest.running.close()
