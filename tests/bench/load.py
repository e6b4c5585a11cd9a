"""Visits by wrk, in rounds that take turns, so that what else the machine does meets all alike."""

import re
import shutil
import statistics
import subprocess
from collections import defaultdict
from contextlib import contextmanager
from typing import NamedTuple

import psutil

ROUNDS = 5
SECONDS = 8  # of each round
WARM_UP = 2  # seconds, before the first round
THREADS = 2


class Target(NamedTuple):
    """An address to visit, and a function that returns the processes that answer there."""

    url: str
    processes: object = list
    headers: tuple = ()


class Round(NamedTuple):
    """What one round came to."""

    rate: float  # visits a second
    cost: float  # milliseconds of processors' time for a visit
    slowest: float  # milliseconds that one in a hundred waited for, or longer
    failed: int


def has_wrk():
    """Whether wrk is installed; if not, say so."""
    if found := shutil.which("wrk"):
        return found
    print("\nLeft out without wrk: on Debian, install it with `sudo apt-get install wrk`.")


def side_by_side(targets, connections, rounds=ROUNDS, seconds=SECONDS):
    """Visit the ``targets``, a dict, in turns; return the median ``Round`` of each."""
    taken = defaultdict(list)
    for target in targets.values():
        visit(target, connections, WARM_UP)
    for _ in range(rounds):
        for name, target in targets.items():
            taken[name].append(visit(target, connections, seconds))
    return {name: median(of_target) for name, of_target in taken.items()}


def median(rounds):
    """The medians of ``rounds``, and all that failed in them."""
    rates, costs, slowest, failed = zip(*rounds, strict=True)
    return Round(*map(statistics.median, (rates, costs, slowest)), sum(failed))


def visit(target, connections, seconds):
    """Visit ``target`` for so many ``seconds`` on so many ``connections``."""
    headers = [word for header in target.headers for word in ("-H", header)]
    command = ["wrk", f"-t{THREADS}", f"-c{max(connections, THREADS)}", f"-d{seconds}s"]
    with processor_time(target.processes) as taken:
        run = subprocess.run(
            [*command, "--latency", "--timeout", "10s", *headers, target.url],
            capture_output=True,
            text=True,
            check=True,
        )
    visits = int(re.search(r"(\d+) requests in", run.stdout)[1])
    rate = float(re.search(r"Requests/sec:\s+([\d.]+)", run.stdout)[1])
    return Round(rate, taken[0] * 1000 / max(visits, 1), _slowest(run.stdout), _failed(run.stdout))


@contextmanager
def processor_time(processes):
    """Yield a list that has, once the block is over, the seconds that ``processes()`` worked."""
    before = {process: _worked(process) for process in processes()}
    taken = []
    yield taken
    taken.append(sum(_worked(process) - worked for process, worked in before.items()))


def with_children(*numbers):
    """The processes with these ``numbers``, and those that they have started."""
    parents = [psutil.Process(number) for number in numbers]
    return [*parents, *(child for each in parents for child in each.children(recursive=True))]


def _worked(process):
    try:
        times = process.cpu_times()
    except psutil.NoSuchProcess:
        return 0
    return times.user + times.system


def _slowest(report):
    number, unit = re.search(r"99%\s+([\d.]+)(us|ms|s)", report).groups()
    return float(number) * {"us": 0.001, "ms": 1, "s": 1000}[unit]


def _failed(report):
    answers = re.search(r"Non-2xx or 3xx responses: (\d+)", report)
    errors = re.search(r"Socket errors: (.*)", report)
    numbers = re.findall(r"\d+", f"{answers and answers[1]} {errors and errors[1]}")
    return sum(map(int, numbers))
