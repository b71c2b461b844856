"""All teams in one round: each server sees one asker, and no team stops the others."""

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor, as_completed
from contextlib import AbstractContextManager, contextmanager, nullcontext
from pathlib import Path
from typing import TypeVar

from retro import disk
from retro.collect import Ahead, Options, Round
from retro.errors import RetroError, SourceError
from retro.job.ahead import RunAhead
from retro.job.collecting import Collecting
from retro.job.order import Order
from retro.job.round_kept import RoundKept
from retro.job.tally import Tally, lasting
from retro.model.time import Now, Sleep
from retro.outline.words import NBSP, counted
from retro.progress import Say
from retro.record.target import Target

Made = TypeVar("Made")


class Run:
    """A run over one team, or over several, some of them at once."""

    def __init__(
        self,
        order: Order,
        options: Options,
        *,
        now: Now,
        sleep: Sleep,
        say: Say,
        moving: Say,
    ) -> None:
        """Take what is wanted, the clock, who waits, and who is told, also by a moving line."""
        self._order = order
        self._options = options
        self._now = now
        self._sleep = sleep
        self._say = say
        self._moving = moving

    def alone(self) -> Collecting:
        """Return what collects one team."""
        return self._within(Round(self._now(), self._sleep, self._options))

    def every(self, targets: Sequence[Target], tally: Tally) -> None:
        """Collect several teams, and say at the end what became of each.

        Raises:
            RetroError: Some are not collected; it carries what is wrong with each. Others are.
        """
        cycle = str(self._order.cycle).lower()
        lock = self._order.kept("locks", "rounds", f"{cycle}.lock")
        rounds = self._order.kept("rounds", cycle)
        with disk.held(lock, f"collect {cycle}", self._say):
            kept = RoundKept(rounds, self._options, self._now())
            with self._answers(kept) as answers:
                round_ = Round(
                    kept.started,
                    self._sleep,
                    self._options,
                    teams=[target.team for target in targets],
                    folder=answers,
                )
                teams = _Teams(self._within(round_), kept, tally, self._say, self._moving)
                unchanged = teams.collect(targets)
            kept.end()
        if self._options.dry_run:
            tally.refuse()
        else:
            tally.end(unchanged)

    def dry(self, target: Target) -> None:
        """Say what it would take to collect one team."""
        one = self.alone()
        ahead = RunAhead(one.round, self._options.lanes)
        ahead.add(target, one.survey(target, self._say))
        for line in ahead.lines():
            self._say(line)

    def _answers(self, kept: RoundKept) -> AbstractContextManager[Path]:
        """Return where answers lie that several teams need: a dry run keeps none."""
        dry = self._options.dry_run
        return disk.draft(self._order.kept("rounds")) if dry else nullcontext(kept.answers)

    def _within(self, round_: Round) -> Collecting:
        return Collecting(
            order=self._order,
            options=self._options,
            round=round_,
            now=self._now,
            sleep=self._sleep,
        )


def _files(snapshot: Path) -> frozenset[str]:
    """Return the names of a snapshot's files, which tell what is in them."""
    return frozenset(path.name for path in snapshot.glob("*.gz"))


@contextmanager
def _pool(workers: int, stop: Callable[[], None]) -> Iterator[ThreadPoolExecutor]:
    """Work on several things at once; who stops waiting for them stops them all."""
    pool = ThreadPoolExecutor(max(workers, 1))
    try:
        yield pool
    except BaseException:
        stop()
        pool.shutdown(wait=False, cancel_futures=True)
        raise
    pool.shutdown()


class _Teams:
    """The teams of a run."""

    def __init__(
        self, one: Collecting, kept: RoundKept, tally: Tally, say: Say, moving: Say
    ) -> None:
        """Take how one is collected, which are complete, who counts them, and who is told."""
        self._one = one
        self._kept = kept
        self._tally = tally
        self._say = say
        self._moving = moving
        self._said: set[str] = set()
        self._ahead = RunAhead(one.round, one.options.lanes)

    def collect(self, targets: Sequence[Target]) -> int:
        """Collect each, once it is said what that takes; return how many are as they were."""
        ended = [target for target in targets if self._kept.complete(target)]
        left = [target for target in targets if target not in ended]
        if ended:
            begun = f"{self._one.round.started:%Y-%m-%d %H:%M} UTC"
            self._say(f"going on with the run that began at {begun}: {len(ended)} are complete")
        ready = self._surveyed(left)
        for line in self._ahead.lines():
            self._say(f"ahead: {line}")
        if self._one.options.dry_run:
            return 0
        self._tally.begin(len(ready))
        self._tally.left = lambda: self._ahead.seconds
        self._one.round.heard = self._tell
        # of the whole run, also of the part before an interruption
        before = [self._kept.changed(target) for target in ended]
        self._tally.done += sum(before)
        return sum(not changed for changed in (*before, *self._collected(ready)))

    def _surveyed(self, targets: Sequence[Target]) -> list[Target]:
        """Ask for the index of each; return those of which it is known what is ahead."""
        known = set()
        for target, ended in self._each(targets, self._survey):
            with self._tally.held(target.path):
                self._ahead.add(target, ended.result())
                known.add(target.path)
            self._moving(f"the index of {len(known)} of {len(targets)} teams is there")
        return [target for target in targets if target.path in known]

    def _collected(self, targets: Sequence[Target]) -> Iterator[bool]:
        """Collect each, and yield whether what is collected has changed."""
        for target, ended in self._each(targets, self._collect):
            self._ahead.end(target)
            with self._tally.of(target.path):
                changed, refused = ended.result()
                self._tally.also(refused)
                # what has not is counted by whoever asks
                self._tally.done -= not changed
                yield changed

    def _each(
        self, targets: Sequence[Target], do: Callable[[Target], Made]
    ) -> Iterator[tuple[Target, Future[Made]]]:
        """Do something for several at once, and yield each as it ends."""
        # one more than lanes: it packs, or asks another server, while the others wait
        workers = min(len(targets), self._one.options.lanes + 1)
        by_key = {target.team.key: target for target in targets}
        # who has something in common with another takes turns with it
        groups = [
            [(by_key[key], Future[Made]()) for key in group if key in by_key]
            for group in self._one.round.common.groups()
        ]
        begun = {future: target for group in groups for target, future in group}
        with _pool(workers, self._one.round.stop) as pool:
            for group in groups:
                pool.submit(_in_turn, do, group)
            for ended in as_completed(begun):
                yield begun[ended], ended

    def _survey(self, target: Target) -> list[Ahead]:
        with _named(target):
            return self._one.survey(target, self._says(target))

    def _collect(self, target: Target) -> tuple[bool, Sequence[RetroError]]:
        """Collect one; return whether its records are others now, and what was refused."""
        before = _files(target.snapshot)
        with _named(target):
            refused = self._one.collect(target, self._says(target))
        changed = before != _files(target.snapshot)
        self._kept.finish(target, changed=changed)
        return changed, refused

    def _says(self, target: Target) -> Say:
        """Return how a team tells something, once: its index is read a second time."""

        def say(text: str) -> None:
            line = f"{target.team.key}: {text}"
            if line not in self._said:
                self._said.add(line)
                self._say(line)

        return say

    def _tell(self) -> None:
        left = counted(self._ahead.left, "requests").replace(NBSP, " ")
        self._moving(f"{left} to go, {lasting(self._ahead.seconds)}")


def _in_turn(do: Callable[[Target], Made], group: Sequence[tuple[Target, Future[Made]]]) -> None:
    for target, future in group:
        try:
            future.set_result(do(target))
        except BaseException as error:
            future.set_exception(error)


@contextmanager
def _named(target: Target) -> Iterator[None]:
    """Say of which team an error is that names but the server."""
    try:
        yield
    except SourceError as error:
        error.where = ": ".join(filter(None, (target.path, error.where)))
        raise
