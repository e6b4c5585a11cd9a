"""Encryption by age: to a public key whose private half need not be on this machine."""

from contextlib import contextmanager
from subprocess import DEVNULL, PIPE, run

from .problems import Problem
from .programs import running

HEADER = b"age-encryption.org/"


@contextmanager
def encrypting(path, recipients):
    """Yield a stream; what is written to it is at ``path``, for who has a key of ``recipients``."""
    options = [f"--recipient={recipient}" for recipient in recipients]
    with path.open("wb") as file, running("age", *options, stdin=PIPE, stdout=file) as process:
        yield process.stdin


@contextmanager
def decrypting(path, identity):
    """Yield what is in ``path``, decrypted by ``identity``, the text of a private key.

    All of it has to be read.
    """
    how = ("--decrypt", "--identity=-", str(path))
    with running("age", *how, stdin=PIPE, stdout=PIPE) as process:
        process.stdin.write(identity)
        process.stdin.close()
        yield process.stdout
        while process.stdout.read(1024 * 1024):
            pass


def new_key():
    """Return a private key and its public half."""
    with running("age-keygen", stdin=DEVNULL, stdout=PIPE) as process:
        private = process.stdout.read()
    return private, run(("age-keygen", "-y"), input=private, stdout=PIPE).stdout.decode().strip()


def is_encrypted(path):
    """Whether age has encrypted the file at ``path``."""
    with path.open("rb") as file:
        return file.read(len(HEADER)) == HEADER


@contextmanager
def opened(path, identity=None):
    """Yield the stream of the archive at ``path``, encrypted or not."""
    if not is_encrypted(path):
        with path.open("rb") as file:
            yield file
    elif identity is None:
        raise Problem(
            f"{path.name} is encrypted. Name the file with the private key: --identity FILE."
        )
    else:
        with decrypting(path, identity) as stream:
            yield stream
