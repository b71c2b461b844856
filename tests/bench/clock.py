"""What a process costs: its CPU seconds and its peak of memory, as the system counts them."""

import os
import subprocess
from collections.abc import Callable, Sequence
from pathlib import Path
from tempfile import TemporaryFile
from typing import NamedTuple

HOUSE = Path(__file__).parents[2]
COMPILED = {name: word for name, word in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
"""What a process is told: Python keeps what it compiled, as it does on a user's machine."""


class Cost(NamedTuple):
    """CPU seconds, wall seconds, the largest memory of one process in MB, and what it said."""

    cpu: float
    wall: float
    memory: float
    said: str


Job = Callable[[], Cost]


def run(command: Sequence[str | Path], feed: Path | None = None) -> Cost:
    """Run a command to its end.

    Args:
        command: The program and its arguments.
        feed: A gzip file that `zcat` hands to its input; what that costs counts as well.

    Raises:
        RuntimeError: It failed; with what it said.
    """
    begun = os.times().elapsed
    source = subprocess.Popen(["zcat", feed], stdout=subprocess.PIPE) if feed else None
    with TemporaryFile("w+") as said, TemporaryFile("w+") as told:
        stdin = source.stdout if source else subprocess.DEVNULL
        child = subprocess.Popen(
            [*map(str, command)], stdin=stdin, stdout=said, stderr=told, cwd=HOUSE, env=COMPILED
        )
        _, status, usage = os.wait4(child.pid, 0)
        child.returncode = os.waitstatus_to_exitcode(status)
        cpu = usage.ru_utime + usage.ru_stime + (_cpu(source) if source else 0)
        said.seek(0)
        told.seek(0)
        if child.returncode:
            raise RuntimeError(f"{' '.join(map(str, command))}: {said.read()}{told.read()}")
        elapsed = os.times().elapsed - begun
        return Cost(cpu, elapsed, usage.ru_maxrss / 1024, said.read())


def _cpu(source: "subprocess.Popen[bytes]") -> float:
    _, status, usage = os.wait4(source.pid, 0)
    source.returncode = os.waitstatus_to_exitcode(status)
    return usage.ru_utime + usage.ru_stime


def least(rounds: int, *jobs: Job) -> tuple[Cost, ...]:
    """Run jobs in turn, so many rounds, and return the cheapest run of each."""
    runs = [[job() for job in jobs] for _ in range(rounds)]
    return tuple(min(costs) for costs in zip(*runs, strict=True))
