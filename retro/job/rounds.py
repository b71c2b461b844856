"""All teams in one round: each server sees one asker, and no team stops the others."""

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor, as_completed
from contextlib import AbstractContextManager, contextmanager, nullcontext
from itertools import chain
from pathlib import Path

from retro import disk
from retro.collect import Options, Round
from retro.errors import RetroError, SourceError
from retro.job.collecting import Collecting
from retro.job.order import Order
from retro.job.round_kept import RoundKept
from retro.job.tally import Tally
from retro.model.time import Now, Sleep
from retro.progress import Say
from retro.record.target import Target

Ended = tuple[bool, Sequence[RetroError]]
"""Whether a team's records are others now, and what a server refused."""


class Run:
    """A run over one team, or over several, some of them at once."""

    def __init__(
        self, order: Order, options: Options, *, now: Now, sleep: Sleep, say: Say
    ) -> None:
        """Take what is wanted, the clock, who waits, and who is told."""
        self._order = order
        self._options = options
        self._now = now
        self._sleep = sleep
        self._say = say

    def alone(self) -> Collecting:
        """Return what collects one team."""
        return self._within(Round(self._now(), self._sleep, self._options))

    def every(self, targets: Sequence[Target], tally: Tally) -> None:
        """Collect several teams, and say at the end what became of each.

        Raises:
            RetroError: Some are not collected; it carries what is wrong with each. Others are.
        """
        cache, cycle = self._order.cache, str(self._order.cycle).lower()
        lock = cache / "locks" / "rounds" / f"{cycle}.lock"
        with disk.held(lock, f"collect {cycle}", self._say):
            kept = RoundKept(cache / "rounds" / cycle, self._options, self._now())
            with self._answers(kept) as answers:
                round_ = Round(
                    kept.started,
                    self._sleep,
                    self._options,
                    teams=[target.team for target in targets],
                    folder=answers,
                )
                teams = _Teams(self._within(round_), kept, tally, self._say)
                unchanged = teams.collect(targets)
            kept.end()
        tally.end(unchanged)

    def _answers(self, kept: RoundKept) -> AbstractContextManager[Path]:
        """Return where answers lie that several teams need: a dry run keeps none."""
        dry = self._options.dry_run
        return disk.draft(self._order.cache / "rounds") if dry else nullcontext(kept.answers)

    def _within(self, round_: Round) -> Collecting:
        return Collecting(
            order=self._order,
            options=self._options,
            round=round_,
            now=self._now,
            sleep=self._sleep,
        )


class _Teams:
    """The teams of a run."""

    def __init__(self, one: Collecting, kept: RoundKept, tally: Tally, say: Say) -> None:
        """Take how one is collected, which are complete, who counts them, and who is told."""
        self._one = one
        self._kept = kept
        self._tally = tally
        self._say = say

    def collect(self, targets: Sequence[Target]) -> int:
        """Collect each, and return how many are as they were."""
        left = [target for target in targets if not self._kept.complete(target)]
        complete = len(targets) - len(left)
        if complete:
            begun = f"{self._one.round.started:%Y-%m-%d %H:%M} UTC"
            self._say(f"going on with the run that began at {begun}: {complete} are complete")
        self._tally.begin(len(left))
        unchanged = sum(not changed for changed in self._collected(left))
        self._tally.done -= unchanged
        return unchanged + complete

    def _collected(self, targets: Sequence[Target]) -> Iterator[bool]:
        """Collect several at once, and yield whether each that is collected has changed."""
        # one more than lanes: it packs, or asks another server, while the others wait
        workers = min(len(targets), self._one.options.lanes + 1)
        with _pool(workers, self._one.round.stop) as pool:
            begun = dict(chain.from_iterable(self._begun(pool, targets)))
            for ended in as_completed(begun):
                with self._tally.of(begun[ended].path):
                    changed, refused = ended.result()
                    self._tally.also(refused)
                    yield changed

    def _begun(
        self, pool: ThreadPoolExecutor, targets: Sequence[Target]
    ) -> Iterator[list[tuple[Future[Ended], Target]]]:
        """Let teams that have something in common be collected one after the other."""
        by_key = {target.team.key: target for target in targets}
        for group in self._one.round.common.groups():
            ready = [(Future[Ended](), by_key[key]) for key in group if key in by_key]
            pool.submit(self._in_turn, ready)
            yield ready

    def _in_turn(self, ready: Sequence[tuple[Future[Ended], Target]]) -> None:
        for future, target in ready:
            try:
                future.set_result(self._collect(target))
            except BaseException as error:
                future.set_exception(error)

    def _collect(self, target: Target) -> Ended:
        """Collect one; return whether its records are others now, and what was refused."""
        before = _files(target.snapshot)

        def say(text: str) -> None:
            self._say(f"{target.team.key}: {text}")

        try:
            refused = self._one.collect(target, say)
        except SourceError as error:
            error.where = ": ".join(filter(None, (target.path, error.where)))
            raise
        if not self._one.options.dry_run:
            self._kept.finish(target)
        return before != _files(target.snapshot), refused


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
