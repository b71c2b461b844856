"""What the ledger costs: `make bench` prints ratios, since seconds say more of the machine.

Snapshots of two sizes are made of the simulated team's stories. Each job is a process of its
own, run in turn with the others; the least of its times counts. The floor is `zcat | decode`.
"""

import subprocess
import sys
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

import msgspec

from retro import ledger, snapshot
from retro.model.change import Account, Accounts
from retro.model.team import Gerrit
from retro.snapshot.gerrit import ChangeInfo
from tests.world.people import JENKINS, MACHINES
from tests.world.team import stream
from tests.world.wire import change_info

SIZES = (600, 6000)
ROUNDS = 5
NAME = "gerrit-changes"
GERRIT = Gerrit(server="https://gerrit.example.org", projects=("*",))
ROBOTS = Accounts({m.number: Account(m.number, m.name, gating=m == JENKINS) for m in MACHINES})
NOW = datetime(2016, 4, 11, tzinfo=UTC)


class Stopwatch:
    """Stands still while its iterator is waited for; `waited` are those seconds."""

    waited = 0.0
    messages = 0

    def each(self, items: Iterator[ChangeInfo]) -> Iterator[ChangeInfo]:
        """Yield the items of an iterator, and count their messages."""
        begun = time.process_time()
        for item in items:
            self.waited += time.process_time() - begun
            self.messages += len(item.messages)
            yield item
            begun = time.process_time()


def records(size: int) -> Iterator[ChangeInfo]:
    return (msgspec.convert(change_info(story), ChangeInfo) for story in stream(size))


def write(folder: Path, size: int) -> None:
    """Write a snapshot of so many changes."""
    window = snapshot.Window(start=NOW, end=NOW, lead_in_days=0, reaches=NOW)
    header = snapshot.Header(team="bench", cycle="bench", window=window)
    source = snapshot.Source(name=NAME, origin="simulated", started=NOW, finished=NOW)
    snapshot.write(folder, header, [(source, records(size))])


def replayed(folder: Path) -> str:
    """Read a snapshot and replay it; say how much that was, and the seconds without decoding."""
    found = snapshot.read(folder)
    learned = ledger.learn(found.records(NAME, ChangeInfo))
    watch = Stopwatch()
    begun = time.process_time()
    changes = ledger.histories(
        watch.each(found.records(NAME, ChangeInfo)), ROBOTS, GERRIT, learned
    )
    events = sum(len(change.events) for change in changes)
    return f"{watch.messages} {events} {time.process_time() - begun - watch.waited}"


def decoded() -> str:
    """Decode what comes in."""
    decoder = msgspec.json.Decoder(ChangeInfo)
    return str(sum(len(decoder.decode(line).messages) for line in sys.stdin.buffer))


class Cost(NamedTuple):
    """The least of the times of each job, in seconds; `alone` is without reading and decoding."""

    messages: int
    events: int
    floor: float
    whole: float
    alone: float


def measured(folder: Path) -> Cost:
    """Run the jobs on one snapshot in turn."""
    (packed,) = folder.glob("*.gz")
    floors, wholes, alone = [], [], []
    answer = ["0", "0"]
    for _ in range(ROUNDS):
        floors.append(timed(["decode"], packed)[0])
        whole, said = timed(["replay", str(folder)])
        *answer, seconds = said.split()
        wholes.append(whole)
        alone.append(float(seconds))
    return Cost(int(answer[0]), int(answer[1]), min(floors), min(wholes), min(alone))


def timed(command: list[str], packed: Path | None = None) -> tuple[float, str]:
    """Run a process to its end, fed by zcat if there is a file; return (seconds, its answer)."""
    begun = time.perf_counter()
    feed = subprocess.Popen(["zcat", packed], stdout=subprocess.PIPE) if packed else None
    done = subprocess.run(
        [sys.executable, "-m", "tests.bench", *command],
        stdin=feed.stdout if feed else None,
        stdout=subprocess.PIPE,
        text=True,
        check=True,
    )
    if feed:
        feed.communicate()
    return time.perf_counter() - begun, done.stdout


def main() -> None:
    """Print what the ledger costs against the floor, and how it grows."""
    with TemporaryDirectory() as aside:
        for size in SIZES:
            write(Path(aside, str(size)), size)
        costs = {size: measured(Path(aside, str(size))) for size in SIZES}
    small, large = (costs[size] for size in SIZES)
    lines = [
        f"{size} changes, {cost.messages} messages, {cost.events} events:"
        f" {cost.whole / cost.floor:.2f} x `zcat | decode`, whole processes"
        for size, cost in costs.items()
    ]
    lines += [
        f"{SIZES[1] // SIZES[0]} x the changes: {large.alone / small.alone:.2f} x the time",
        f"{1e6 * large.alone / large.messages:.1f} µs a message, all in"
        f" ({1e6 * large.alone / large.events:.1f} µs an event)",
    ]
    print("\n".join(lines))  # noqa: T201


if __name__ == "__main__":
    match sys.argv[1:]:
        case ["decode"]:
            print(decoded())  # noqa: T201
        case ["replay", folder]:
            print(replayed(Path(folder)))  # noqa: T201
        case _:
            main()
