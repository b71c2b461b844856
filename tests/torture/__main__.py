"""`python -m tests.torture [NAME…]`: walk all commands, or some; print what failed, and how much.

As many processes walk as there are processors, each every so many-th point on its own folder.
"""

import os
import sys
import traceback
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter

from tests.torture.cases import CASES, Case, servers
from tests.torture.remembered import remember
from tests.torture.walk import Walk, counted

_MEMORY = "/dev/shm" if os.path.isdir("/dev/shm") else None  # noqa: PTH112
SHOWN = 12
"""So many faults of a command are shown by one process."""


def main(*names: str) -> int:
    cases = [case for case in CASES if not names or case.name in names]
    jobs = len(os.sched_getaffinity(0))
    children = [_started(cases, lane, jobs) for lane in range(jobs)]
    ended = [os.waitpid(child, 0)[1] for child in children]
    return int(any(ended))


def say(line: str) -> None:
    print(line, flush=True)  # noqa: T201


def _started(cases: list[Case], lane: int, jobs: int) -> int:
    child = os.fork()
    if child == 0:
        failed = 1
        try:
            failed = _lane(cases, lane, jobs)
        except BaseException:  # a process that was forked has nobody above it
            traceback.print_exc()
        finally:
            sys.stdout.flush()
            os._exit(bool(failed))
    return child


def _lane(cases: list[Case], lane: int, jobs: int) -> int:
    """Walk every `jobs`-th point of each command; return how many failed."""
    failed, whole = 0, 0
    with TemporaryDirectory(dir=_MEMORY) as name, servers(Path(name)) as there:
        forget = remember()
        for case in cases:
            began, bad = perf_counter(), 0
            walk = Walk(case, Path(name) / "root", there, forget)
            for point in walk.points[lane::jobs]:
                for what in walk.fails(point):
                    bad += 1
                    if bad <= SHOWN:
                        say(f"{case.name}: {point.kind} {point.number}, {point.way}: {what}")
            failed, whole = failed + bad, whole + len(walk.points)
            if not lane or bad:
                took = perf_counter() - began
                many = f"{len(walk.points)} points ({counted(walk.points)})"
                say(f"{case.name}: {many}, {bad} bad, {took:.0f} s")
    if not lane:
        say(f"{whole} points in all")
    return failed


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
