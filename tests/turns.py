"""Turns among the processes that share the tests."""

import fcntl
from contextlib import contextmanager


@contextmanager
def one_at_a_time(folder):
    """Let one process at a time into the block, of all that name the same ``folder``."""
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / "turn.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield
