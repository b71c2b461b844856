"""All teams in one round: each server sees one asker, and no team stops the others."""

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed
from contextlib import contextmanager
from datetime import datetime
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

    def alone(self, started: datetime | None = None) -> Collecting:
        """Return what collects a team, in a round that begins now or has begun."""
        round_ = Round(started or self._now(), self._sleep, self._options)
        return Collecting(
            order=self._order,
            options=self._options,
            round=round_,
            now=self._now,
            sleep=self._sleep,
        )

    def every(self, targets: Sequence[Target], tally: Tally) -> None:
        """Collect several teams, and say at the end what became of each.

        Raises:
            RetroError: Some are not collected; it carries what is wrong with each. Others are.
        """
        cache, cycle = self._order.cache, str(self._order.cycle).lower()
        lock = cache / "locks" / "rounds" / f"{cycle}.lock"
        with disk.held(lock, f"collect {cycle}", self._say):
            kept = RoundKept(cache / "rounds" / f"{cycle}.json", self._options, self._now())
            teams = _Teams(self.alone(kept.started), kept, tally, self._say)
            unchanged = teams.collect(targets)
            kept.end()
        tally.end(unchanged)


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
            begun = {pool.submit(self._collect, target): target for target in targets}
            for ended in as_completed(begun):
                with self._tally.of(begun[ended].path):
                    changed, refused = ended.result()
                    self._tally.also(refused)
                    yield changed

    def _collect(self, target: Target) -> tuple[bool, Sequence[RetroError]]:
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
