"""Runs a program on a file that may be hostile, where it can harm nothing.

The programs are in ``programs/``. Each knows nothing of the site and prints its answer; it is
started through ``programs/limited.py``, which limits itself, then becomes the other.
"""

import os
import signal
import subprocess
import sys
from contextlib import suppress
from pathlib import Path
from threading import Timer

PROGRAMS = Path(__file__).with_name("programs")
LIMITED = PROGRAMS / "limited.py"
LONGEST_TIME = 40  # seconds by the clock


def answer_of(program, *arguments, seconds, memory, longest, file=subprocess.DEVNULL):
    """Return what ``program``, a path, printed before it ended or was ended.

    It may use ``seconds`` of the processor and ``memory`` in bytes; it may write no file and reads
    ``file``, an open one, as its standard input. Of its answer the first ``longest`` bytes are
    kept. Raises OSError when no process can be started.
    """
    with subprocess.Popen(
        [sys.executable, "-IB", LIMITED, str(seconds), str(memory), program, *arguments],
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
