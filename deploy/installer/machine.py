"""The machine that is changed: each change is one step, made only where it is needed."""

import grp
import os
import pwd
import shutil
import subprocess
from contextlib import suppress
from pathlib import Path


class Failed(Exception):
    """A step failed, or cannot be made; says in a sentence what to do."""


class Machine:
    """Files below ``root`` and, where that is the whole machine, its programs.

    With ``dry_run`` each step is printed and none made. With another root than '/', files are
    written and programs are only named: so a test can look at what would be on a machine.
    """

    def __init__(self, root="/", dry_run=False):
        self.root, self.dry_run = Path(root), dry_run
        self.is_whole = self.root == Path("/")
        self.root.mkdir(parents=True, exist_ok=True)

    def path(self, path):
        """Return where the ``path`` of a machine is below the root."""
        return self.root / str(path).lstrip("/")

    def step(self, sentence):
        """Print what is about to be done; return whether to do it."""
        print(f"{'Would: ' if self.dry_run else ''}{sentence}", flush=True)
        return not self.dry_run

    def folder(self, path, mode=0o755, owner="root", group=None):
        """Make sure of the folder ``path``, its mode and its owner."""
        place = self.path(path)
        if place.is_dir() and self._is_right(place, mode, owner, group):
            return
        if self.step(f"Make the folder {path}"):
            place.mkdir(parents=True, exist_ok=True)
            self._give(place, mode, owner, group)

    def write(self, path, text, mode=0o644, owner="root", group=None):
        """Make sure of the file ``path`` with this ``text``; return whether it was another."""
        place = self.path(path)
        is_same = place.is_file() and not place.is_symlink() and place.read_text() == text
        if is_same and self._is_right(place, mode, owner, group):
            return False
        if self.step(f"Write {path}"):
            place.parent.mkdir(parents=True, exist_ok=True)
            new = place.with_name(f"{place.name}.new")
            new.unlink(missing_ok=True)
            with open(os.open(new, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
                file.write(text)
            self._give(new, mode, owner, group)
            new.replace(place)
        return True

    def link(self, path, target):
        """Make sure that ``path`` is a link to ``target``; return whether it was not."""
        place = self.path(path)
        if place.is_symlink() and os.readlink(place) == str(target):
            return False
        if self.step(f"Link {path} to {target}"):
            place.parent.mkdir(parents=True, exist_ok=True)
            new = place.with_name(f"{place.name}.new")
            new.unlink(missing_ok=True)
            new.symlink_to(target)
            new.replace(place)
        return True

    def target(self, path):
        """Return what the link ``path`` leads to, or None."""
        with suppress(OSError):
            return os.readlink(self.path(path))

    def copy(self, source, path, without=()):
        """Copy the folder ``source`` with all but the names ``without``, for all to read."""
        if self.step(f"Copy {source} to {path}"):
            ignore = shutil.ignore_patterns(*without)
            shutil.copytree(source, self.path(path), ignore=ignore, symlinks=True)
            for place in [self.path(path), *self.path(path).rglob("*")]:
                if not place.is_symlink():
                    can_run = place.is_dir() or place.stat().st_mode & 0o100
                    self._give(place, 0o755 if can_run else 0o644, "root", None)

    def remove(self, path):
        """Remove the file, link or folder ``path``, if it is there."""
        place = self.path(path)
        if (place.is_symlink() or place.exists()) and self.step(f"Remove {path}"):
            if place.is_dir() and not place.is_symlink():
                shutil.rmtree(place)
            else:
                place.unlink()

    def run(self, sentence, *command, may_fail=False, **options):
        """Run ``command``, or stop; return whether it succeeded. ``options`` are subprocess's."""
        if not self.step(sentence):
            return True
        if not self.is_whole:
            print(f"  (not run: {' '.join(map(str, command))})")
            return True
        status = subprocess.run([*map(str, command)], **options).returncode
        if status and not may_fail:
            raise Failed(f"This failed with status {status}: {' '.join(map(str, command))}")
        return not status

    def ask(self, *command):
        """Return what ``command`` prints, without changing anything; None if it fails."""
        if self.is_whole and shutil.which(command[0]):
            asked = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
            if not asked.returncode:
                return asked.stdout.decode()
        return None

    @property
    def has_systemd(self):
        """Whether services can be started: not in a chroot, such as one to make an image from."""
        return not self.is_whole or Path("/run/systemd/system").exists()

    def _is_right(self, place, mode, owner, group):
        now = place.stat()
        if now.st_mode & 0o7777 != mode:
            return False
        if not self.is_whole:
            return True
        with suppress(KeyError):
            return (now.st_uid, now.st_gid) == _numbers(owner, group)
        return False

    def _give(self, place, mode, owner, group):
        os.chmod(place, mode)
        if self.is_whole:
            os.chown(place, *_numbers(owner, group))


def _numbers(owner, group):
    """Return the numbers of the user ``owner`` and of ``group``, or of the user's own group."""
    user = pwd.getpwnam(owner)
    return user.pw_uid, grp.getgrnam(group).gr_gid if group else user.pw_gid
