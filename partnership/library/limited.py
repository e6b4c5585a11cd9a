"""Runs a program on a file that may be hostile, where it can harm nothing.

Such a program knows nothing of the site and prints its answer. It is started through this very
file, which is a program too (``limited.py SECONDS BYTES PROGRAM ARGUMENT…``): it limits itself,
then becomes the other.
"""

import os
import runpy
import signal
import subprocess
import sys
from contextlib import suppress
from resource import RLIMIT_AS, RLIMIT_CORE, RLIMIT_CPU, RLIMIT_FSIZE, setrlimit
from threading import Timer

LONGEST_TIME = 40  # seconds by the clock


def answer_of(program, *arguments, seconds, memory, longest, file=subprocess.DEVNULL):
    """Return what ``program``, a path, printed before it ended or was ended.

    It may use ``seconds`` of the processor and ``memory`` in bytes; it may write no file and reads
    ``file``, an open one, as its standard input. Of its answer the first ``longest`` bytes are
    kept. Raises OSError when no process can be started.
    """
    with subprocess.Popen(
        [sys.executable, "-IB", __file__, str(seconds), str(memory), program, *arguments],
        env={},  # our secrets are none of its business
        stdin=file,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    ) as process:
        clock = Timer(LONGEST_TIME, _end, [process])
        clock.start()
        try:
            return process.stdout.read(longest)
        finally:
            clock.cancel()
            _end(process)


def _end(process):
    """End the program, and whatever it may have started."""
    with suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)


def limit(seconds, memory):
    """Let this process use no more processor ``seconds`` and bytes, and write nothing."""
    os.nice(10)  # visitors first
    signal.alarm(2 * seconds)  # it ends itself even when whoever started it has died
    for resource, most in (
        (RLIMIT_CPU, seconds),
        (RLIMIT_AS, memory),
        (RLIMIT_FSIZE, 0),
        (RLIMIT_CORE, 0),
    ):
        setrlimit(resource, (most, most))


if __name__ == "__main__":
    _, seconds, memory, *sys.argv = sys.argv
    limit(int(seconds), int(memory))
    runpy.run_path(sys.argv[0], run_name="__main__")
