"""Limits itself, then becomes another program: ``limited.py SECONDS BYTES PROGRAM ARGUMENT…``."""

import os
import runpy
import signal
import sys
from pathlib import Path
from resource import RLIMIT_AS, RLIMIT_CORE, RLIMIT_CPU, RLIMIT_FSIZE, setrlimit


def limit(seconds, memory):
    """Limit this process to processor ``seconds`` and ``memory`` in bytes, and stop it writing."""
    os.nice(10)  # visitors first
    signal.alarm(2 * seconds)  # the process ends itself even if its parent has died
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
    sys.path.append(str(Path(__file__).parents[3]))  # for what the programs share
    runpy.run_path(sys.argv[0], run_name="__main__")
