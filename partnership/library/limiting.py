"""Runs a program on a file that may be hostile, with limits that keep the site safe.

The programs are in ``programs/``. Each knows nothing of the site and prints its answer.
``programs/limited.py`` starts them: it limits itself, then becomes the other program.
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


def run_limited(program, *arguments, seconds, memory, max_output, file=subprocess.DEVNULL):
    """Run ``program``, a path, and return what it printed, at most ``max_output`` bytes.

    It may use ``seconds`` of the processor and ``memory`` in bytes, and may not write files. Its
    standard input is the open ``file``. Raises OSError when no process can be started.
    """
    with subprocess.Popen(
        [sys.executable, "-IB", LIMITED, str(seconds), str(memory), program, *arguments],
        env={},  # none of the site's secrets
        stdin=file,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    ) as process:
        clock = Timer(LONGEST_TIME, _kill, [process])
        clock.start()
        try:
            return process.stdout.read(max_output)
        finally:
            clock.cancel()
            _kill(process)


def _kill(process):
    """Kill the program, and anything it started."""
    with suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
