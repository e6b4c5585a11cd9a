"""The migrations of all releases, in migrations.txt: none of them may change or go.

Data at a partnership has been through them, and Django remembers a migration by its name alone.
The file is one of checksums, so ``sha256sum --check`` reads it too.
"""

from hashlib import sha256
from pathlib import Path

from wfscp_site.releases import BASE_DIR, migration_files

MANIFEST = Path(__file__).with_name("migrations.txt")


def released():
    """Return ``{path below BASE_DIR: checksum}`` of every migration of a release."""
    lines = MANIFEST.read_text().splitlines() if MANIFEST.exists() else []
    return {path: checksum for checksum, path in (line.split("  ") for line in lines)}


def present():
    """Return ``{path below BASE_DIR: checksum}`` of every migration in the code."""
    return {
        path.relative_to(BASE_DIR).as_posix(): sha256(path.read_bytes()).hexdigest()
        for path in migration_files()
    }


def changed():
    """Return the paths of migrations that a release had and that have changed or gone since."""
    now = present()
    return [path for path, checksum in released().items() if now.get(path) != checksum]


def release():
    """List all present migrations as released."""
    lines = [f"{checksum}  {path}\n" for path, checksum in present().items()]
    MANIFEST.write_text("".join(lines))
