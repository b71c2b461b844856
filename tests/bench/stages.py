"""The stages that are timed: what each is held against, how far it may go, and where it shall."""

import json
import shutil
import sys
from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache, partial
from math import inf
from pathlib import Path

from msgspec import Struct

from retro.job.order import Order
from retro.job.targets import the_target
from tests import sample
from tests.bench import hugo
from tests.bench.clock import Cost, Job, least, run
from tests.bench.topping import awaited, topped
from tests.bench.worlds import CYCLE, changes_of, world

PYTHON = sys.executable
SMALL, LARGE, HUGE = 3_000, 30_000, 60_000
EDITIONS = 20
PICTURES = 20
"""About as many pictures has a retrospective of two editions."""


class Row(Struct, frozen=True):
    """One figure: it fails above `limit`; `goal` is what it shall be one day, if that is less."""

    stage: str
    figure: float
    limit: float
    goal: float
    unit: str = "x"

    @property
    def over(self) -> bool:
        """Tell whether it is more than it may be."""
        return self.figure > self.limit


class Bench:
    """The worlds, below one folder, and the commands over them."""

    def __init__(self, folder: Path, rounds: int) -> None:
        """Take a folder to make worlds in, and how many runs each figure is the least of."""
        self._folder = folder
        self.rounds = rounds
        self.world = cache(self._world)

    def _world(self, size: int) -> Path:
        return world(self._folder / str(size) / "content", size)

    def job(self, name: str, *arguments: str | Path, feed: Path | None = None) -> Job:
        """Return a job of `tests.bench.jobs`."""
        return partial(run, [PYTHON, "-m", "tests.bench.jobs", name, *arguments], feed)

    def floor(self, size: int) -> Job:
        """Return the job of decoding a world's changes and nothing else."""
        return self.job("decode", feed=changes_of(self.world(size)))

    def retro(self, content: Path, *words: str | Path) -> Cost:
        """Run a command of retro over a content folder; it has a cache of its own."""
        named = ("--content", content, "--team", sample.TEAM, "--cycle", CYCLE)
        return run([PYTHON, "-m", "retro", *words, *named])

    def cold(self, content: Path, *words: str | Path) -> Cost:
        """Run it without what earlier runs left."""
        shutil.rmtree(content.parent / ".cache", ignore_errors=True)
        shutil.rmtree(content.parent / "output", ignore_errors=True)
        return self.retro(content, *words)

    def build(self, content: Path) -> Cost:
        """Build a world's site beside it."""
        return self.retro(content, "build", "--allow-simulated", "--output", _output(content))

    def changed(self, content: Path) -> Cost:
        """Build it after a word was changed."""
        chapter = content / sample.TEAM / CYCLE / "backlog.md"
        chapter.write_text(chapter.read_text() + "\nOne word.\n")
        return self.build(content)


def _output(content: Path) -> Path:
    return content.parent / "output"


def facts(bench: Bench) -> Iterator[Row]:
    """All facts of a team, with nothing kept from before, and again."""
    content = bench.world(SMALL)
    floor, cold, again = least(
        bench.rounds,
        bench.floor(SMALL),
        partial(bench.cold, content, "facts", "-q"),
        partial(bench.retro, content, "facts", "-q"),
    )
    yield Row("facts of 3,000 changes over zcat | decode", cold.cpu / floor.cpu, 20, 5)
    yield Row("the same again, nothing changed", again.cpu / floor.cpu, 9, 5)
    yield Row("memory of it", cold.memory, 90, 80, "MB")


def replay(bench: Bench) -> Iterator[Row]:
    """Reading and replaying, and how that grows."""
    more = LARGE // 5
    small, large, floor = least(
        bench.rounds,
        bench.job("replay", bench.world(SMALL // 5)),
        bench.job("replay", bench.world(more)),
        bench.floor(more),
    )
    yield Row("read and replay 6,000 changes over zcat | decode", large.cpu / floor.cpu, 15, 4)
    yield Row("10 times the changes cost", large.cpu / small.cpu, 10.5, 10.5)


def digest(bench: Bench) -> Iterator[Row]:
    """The numbers of every week, against the replay that they come from."""
    (cost,) = least(bench.rounds, bench.job("digest", bench.world(SMALL)))
    read, weeks, memory = json.loads(cost.said)
    yield Row("weekly digest over reading and replaying", weeks / read, 1.5, 1)
    yield Row("memory that the digest takes", memory, 40, 20, "MB")


def sql(bench: Bench) -> Iterator[Row]:
    """The open changes of each day, against DuckDB, which must find the same."""
    content = bench.world(SMALL)
    cycle = the_target(Order(content=content, team=sample.TEAM, cycle=CYCLE)).cycle
    span = (str(cycle.start), str(cycle.release))
    ours, theirs = least(
        bench.rounds,
        bench.job("open_daily", content),
        bench.job("open_in_sql", changes_of(content), *span),
    )
    if ours.said != theirs.said:
        raise RuntimeError("the replay and SQL count other open changes")
    yield Row("replay and daily backlog over DuckDB", ours.cpu / theirs.cpu, 10, 1.3)
    yield Row("memory over DuckDB's", ours.memory / theirs.memory, 0.8, 0.33)


def build(bench: Bench) -> Iterator[Row]:
    """A whole build, one after one word was changed, and one with nothing to do."""
    content = bench.world(1_209)

    def cold() -> Cost:
        _forget(content)
        return bench.build(content)

    bench.build(content)
    prepared = content.parent / "prepared"
    bench.job("prepare", content, prepared)()
    floor, first, word, pages, nothing, replayed = least(
        bench.rounds,
        bench.job("charts", str(PICTURES)),
        cold,
        partial(bench.changed, content),
        bench.job("render", prepared),
        partial(bench.build, content),
        bench.job("replay", content),
    )
    yield Row("cold build over 20 bare matplotlib charts", first.cpu / floor.cpu, 4, 1)
    # how busy the machine is decides as much, so this one is told and fails nobody
    yield Row("wall of it over CPU", first.wall / first.cpu, inf, 0.6)
    yield Row("one word changed over a cold build", word.cpu / first.cpu, 0.4, 0.2)
    yield Row("one word changed over rendering pages alone", word.cpu / pages.cpu, 1.4, 1.2)
    yield Row("nothing to do over reading and replaying", nothing.cpu / replayed.cpu, 1.2, 0.5)


def _forget(content: Path) -> None:
    shutil.rmtree(content.parent / ".cache", ignore_errors=True)
    shutil.rmtree(_output(content), ignore_errors=True)


def top_up(_: Bench) -> Iterator[Row]:
    """A collection over loopback, and one more with nothing new, against a bare client."""
    first, again, bare = topped(1_000)
    yield Row("collect 1,000 changes over a bare client", first.cpu / bare.cpu, 8, 1.5)
    yield Row("top-up with nothing new, CPU of a collection", again.cpu / first.cpu, 0.5, 0.25)


def waiting(_: Bench) -> Iterator[Row]:
    """A collection from a server that takes its time, against a bare client that asks the same."""
    for lanes, ours, bare in awaited(1_000, 0.15, (1, 4)):
        said = f"collect 1,000 changes at 150 ms, {lanes} at once, over bare"
        # how busy the machine is decides as much, so this one is told and fails nobody
        yield Row(said, ours.wall / bare.wall, inf, 1.15)


def large(bench: Bench) -> Iterator[Row]:
    """The memory of large teams."""
    for size, goal in ((LARGE, 400), (HUGE, 600)):
        cost = bench.cold(bench.world(size), "facts", "-q")
        yield Row(f"memory of facts of {size:,} changes", cost.memory, 1.4 * goal, goal, "MB")


def pages(bench: Bench) -> Iterator[Row]:
    """The pages of many editions made anew after one word was changed, against Hugo's."""
    content = bench.world(SMALL // 5)
    notes = content / sample.TEAM / CYCLE / "cycle.yaml"
    days = "".join(
        f"  week{n}: {date(2015, 11, 2) + timedelta(weeks=n)}\n" for n in range(EDITIONS)
    )
    notes.write_text(notes.read_text().replace("editions:\n", f"editions:\n{days}"))
    bench.build(content)
    made = len(hugo.pages(_output(content)))
    ours, theirs = least(
        bench.rounds,
        partial(bench.changed, content),
        hugo.same_pages(_output(content), content.parent / "hugo"),
    )
    yield Row(f"{made:,} pages over Hugo's, one word changed", ours.cpu / theirs.cpu, 2.5, 1.1)
    yield Row("memory of it", ours.memory, 120, 100, "MB")


def output(bench: Bench) -> Iterator[Row]:
    """What a large team's site takes."""
    content = bench.world(8_699)
    _forget(content)
    bench.build(content)
    files = (path for path in _output(content).rglob("*") if path.is_file())
    size = sum(path.stat().st_size for path in files) / 1e6
    yield Row("output of 8,699 changes", size, 15, 14, "MB")


SHORT = (facts, replay, digest, sql, build, top_up)
LONG = (*SHORT, waiting, large, output, *[pages] * bool(hugo.hugo()))
