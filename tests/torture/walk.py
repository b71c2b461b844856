"""The walk: a command failed at each of its steps in turn, and what is held of it each time."""

import gc
import json
import os
import shutil
import signal
import sys
import traceback
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

from retro.cli import main
from tests.places import places
from tests.torture.cases import NOW, Case, Servers
from tests.torture.steps import KILL, Point, Steps, ways
from tests.torture.tree import KEPT, State, mark, parts, plain, put_back, taken

PATIENCE = 120
"""Seconds after which a run hangs."""


class Ended(NamedTuple):
    """How a run ended: its status, negative where it was killed, and what it said."""

    status: int
    said: str


class Walk:
    """One command on one folder, run again and again from the same beginning."""

    def __init__(self, case: Case, root: Path, there: Servers, forget: Callable[[], None]) -> None:
        """Prepare, and run the command whole: once to know its end, once more after that."""
        self.case, self.root, self.there = case, root, there
        self._said = root.with_name("said")
        self._seen: dict[str, list[str]] = {}
        forget()
        shutil.rmtree(root, ignore_errors=True)
        root.mkdir(parents=True)
        there.later.unlink(missing_ok=True)
        assert self.in_child(lambda: case.prepare(root, there, self._at_home) or 0).status == 0, (
            self._said.read_text()
        )
        if case.later:
            there.later.touch()
        self.before = taken(root)
        words = case.words(root, there)
        assert self.in_child(lambda: self._run(*words)).status == 0, self._said.read_text()
        self.clean = taken(root)
        put_back(root, self.before)
        self.reset(lambda: self._run(*words, quiet=True))  # what is pure is remembered from now on
        again = taken(root)
        assert plain(again) == plain(self.clean), _differing(again, self.clean)
        put_back(root, self.before)
        self.steps = self._counted(words)
        self.ends = [plain(self.clean)]
        put_back(root, self.clean)
        assert self._whole().status == 0
        self.ends.append(plain(taken(root)))

    @property
    def points(self) -> list[Point]:
        """Return each step in each of its ways."""
        found, seen = [], Counter[str]()
        for kind in self.steps:
            found += [Point(kind, seen[kind], way) for way in ways(kind)]
            seen[kind] += 1
        return found

    def fails(self, point: Point) -> Iterator[str]:
        """Run the command failing at a point, and then whole; yield what is not as it must be."""
        put_back(self.root, self.before)
        ended = self._failed(point)
        state = taken(self.root)
        yield from self._first(point, ended, state)
        if (name := mark(state)) not in self._seen:
            self._seen[name] = list(self._second())
        yield from self._seen[name]

    def _first(self, point: Point, ended: Ended, state: State) -> Iterator[str]:
        # a device that does not even remove a part leaves it to the next run
        lame, left = point.kind == "unlink", parts(state)
        done = self._done(
            {name: one for name, one in state.items() if not lame or name not in left}
        )
        if point.way == KILL:
            if ended.status not in (-signal.SIGKILL, 0):
                yield f"ended with {ended.status} before it was killed: {ended.said[-300:]}"
        elif ended.status == 0 and not done:
            yield f"says that it succeeded: {_differing(state, self.clean)}"
        elif ended.status and ("Traceback" in ended.said or not 2 <= ended.status <= 6):
            yield f"ended with {ended.status}: {ended.said[-200:]}"
        elif ended.status and "retro: " not in ended.said:
            yield f"ended with {ended.status} and said nothing: {ended.said[-300:]}"
        if left and point.way != KILL and not lame:
            yield f"left {left}"
        yield from self._torn(state)

    def _torn(self, state: State) -> Iterator[str]:
        """Yield each file that is neither the old one nor the new one."""
        half = set(parts(state))
        old, new = plain(self.before), plain(self.clean)
        for name, data in plain(state).items():
            fits = self._fits(data, old.get(name)) or self._fits(data, new.get(name))
            if name not in half and not fits and not _lawful(name, data):
                yield f"{name} is neither old nor new"

    def _done(self, state: State) -> bool:
        """Tell whether all is there; what is kept, and is not, is made again when asked."""
        there = plain(state)
        return any(
            there.keys() <= end.keys()
            and all(name.startswith(KEPT) for name in end.keys() - there.keys())
            and all(self._fits(data, end[name]) for name, data in there.items())
            for end in self.ends
        )

    def _fits(self, data: bytes, wanted: bytes | None) -> bool:
        """Tell whether a file is the one that is wanted, or says that it is in doubt."""
        return data == wanted or (wanted is not None and self.case.doubt in data)

    def _second(self) -> Iterator[str]:
        ended = self._whole()
        state = taken(self.root)
        if ended.status != 0:
            yield f"the next run ended with {ended.status}: {ended.said[-200:]}"
        elif left := parts(state):
            yield f"the next run left {left}"
        elif not self._done(state):
            yield f"the next run ended otherwise: {_differing(state, self.clean)}"

    def _counted(self, words: list[str]) -> list[str]:
        told = self.root.with_name("steps")
        steps = Steps(self.root)

        def counting() -> int:
            steps.watch()
            status = self._run(*words)
            taken = list(steps.taken)
            told.write_text(json.dumps(taken))
            return status

        assert self.in_child(counting).status == 0, self._said.read_text()
        found: list[str] = json.loads(told.read_text())
        return found

    def _failed(self, point: Point) -> Ended:
        words = self.case.words(self.root, self.there)

        def failing() -> int:
            Steps(self.root, point).watch()
            return self._run(*words)

        return self.in_child(failing)

    def _whole(self) -> Ended:
        words = self.case.words(self.root, self.there)
        return self.in_child(lambda: self._run(*words))

    def _run(self, *words: str, quiet: bool = False) -> int:
        return main([*words, *["--quiet"][:quiet]], now=lambda: NOW, sleep=lambda _: None)

    def _at_home(self, *words: str) -> int:
        return self._run(*words, *places(words[0], self.root))

    def reset(self, work: Callable[[], int]) -> None:
        """Do something in this process, which remembers it."""
        assert work() == 0
        gc.collect()
        gc.freeze()

    def in_child(self, work: Callable[[], int]) -> Ended:
        """Do something in a process of its own."""
        child = os.fork()
        if child == 0:
            self._apart(work)
        _, status = os.waitpid(child, 0)
        return Ended(os.waitstatus_to_exitcode(status), self._said.read_text(errors="replace"))

    def _apart(self, work: Callable[[], int]) -> None:
        said = self._said.open("w")
        sys.stdout = sys.stderr = said
        signal.alarm(PATIENCE)
        status = 99
        try:
            status = work()
        except SystemExit as error:
            status = int(error.code or 0)
        except BaseException:
            traceback.print_exc()
        said.flush()
        os._exit(status)


def _lawful(name: str, data: bytes) -> bool:
    """Tell whether a file may be there that was not before and is not at the end.

    Kept answers prove themselves by a hash; a stamp that says that a build began is none.
    """
    if name.startswith(".cache/collect/"):
        return name.endswith((".body", "plan.json"))
    return name.startswith(".cache/stamps/") and json.loads(data)["inputs"] == ""


def _differing(state: State, other: State) -> str:
    ours, theirs = plain(state), plain(other)
    names = [name for name in ours.keys() | theirs.keys() if ours.get(name) != theirs.get(name)]
    return f"{len(names)} files, such as {sorted(names)[:4]}"


def counted(points: list[Point]) -> str:
    """Say how many points there are, by kind of step."""
    kinds = Counter(point.kind for point in points)
    return ", ".join(f"{number} {kind}" for kind, number in kinds.most_common())
