"""What an administrator reads when a backup or restore cannot go on."""

import errno
import os
import signal
from contextlib import contextmanager

from django.core.management.base import CommandError
from django.db import Error

FULL_DISK = "The disk is full. Free some space, then try again."


class Problem(Exception):
    """A sentence that says what happened and what to do."""


class NotPutBack(Problem):
    """What was in use is neither restored nor back in its place yet."""


@contextmanager
def in_sentences(outcome):
    """Turn whatever stops the block into one message that ends with the ``outcome``.

    A signal to stop lets the block tidy up first, as Ctrl-C does.
    """
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        yield
    except KeyboardInterrupt:
        raise CommandError(f"It was stopped. {outcome}") from None
    except NotPutBack as error:
        raise CommandError(str(error)) from error
    except (Problem, OSError, Error) as error:
        raise CommandError(f"{_in_words(error)} {outcome}") from error


def tells_full_disk(text):
    """Whether the ``text`` of an error is that of a full disk, in PostgreSQL's words or others'."""
    return os.strerror(errno.ENOSPC) in text or "could not extend file" in text


def _in_words(error):
    if tells_full_disk(str(error)):
        return FULL_DISK
    if isinstance(error, OSError) and error.filename:
        return f"{error.filename} can’t be used ({error.strerror}). Change that, then try again."
    return str(error).strip()
